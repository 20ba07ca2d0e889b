#!/usr/bin/env node
// The command line of an installed clone. Never installs anything: says what to run instead.
import { join } from 'node:path'
import { fail, findNode24, root, runNode24 } from '../scripts/bootstrap.mjs'

if (findNode24() === undefined) fail('Zhunsheng is not set up yet: run `npm ci` (or `npm start`) in ' + root)
process.exitCode = await runNode24([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], {
  cwd: process.cwd(),
})
