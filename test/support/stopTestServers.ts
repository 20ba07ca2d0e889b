// Run after all tests: tells the keepers that they may go as soon as nobody is connected.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findHolder } from '#store/postgres/holder.ts'
import { testFolder } from './testServer.ts'

for (const file of existsSync(testFolder) ? readdirSync(testFolder) : []) {
  const holder = file.endsWith('.lock') ? findHolder(join(testFolder, file)) : undefined
  if (holder !== undefined) process.kill(holder.pid, 'SIGTERM')
}
