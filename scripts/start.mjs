// npm start: set up what is missing, the workbench built, then the demo office on http://127.0.0.1:8080.
import { prepare, program, runNode24 } from './bootstrap.mjs'

prepare()
await runNode24(['scripts/buildWorkbench.mjs'])
process.exitCode = await runNode24([...program, 'serve', '--demo', ...process.argv.slice(2)])
