// Where the program begins: in JavaScript, with the cache of compiled modules on before the first file of TypeScript is read.
// One such file read without it brings the compiler that strips types into memory for good: 30 MB of 170. The first start of
// a version has to read them all; where the cache cannot be written, every start is such a first one.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('../src/cli/main.ts')
