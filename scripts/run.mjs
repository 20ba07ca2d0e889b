// node scripts/run.mjs FILE.ts [args…]: set up what is missing, then run a TypeScript file with Node 24.
import { prepare, runNode24 } from './bootstrap.mjs'

prepare()
process.exitCode = await runNode24(process.argv.slice(2))
