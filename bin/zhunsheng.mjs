#!/usr/bin/env node
// The command line of an installed clone. Never installs anything: says what to run instead.
import { join } from 'node:path'
import { fail, findNode24, program, root, runNode24 } from '../scripts/bootstrap.mjs'

if (findNode24() === undefined) fail('Zhunsheng is not set up yet: run `npm start` in ' + root)
const [flag, main] = program
process.exitCode = await runNode24([flag, join(root, main), ...process.argv.slice(2)], {
  cwd: process.cwd(),
})
