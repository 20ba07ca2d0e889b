/**
 * Real public data that is not part of the repository: beside the project (`../shared/data`) or where `ZS_SHARED_DATA`
 * says. Where it is absent a test says so with `t.diagnostic(sharedDataAbsent(file))` and passes.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = process.env['ZS_SHARED_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data')

/** Path of a file of the shared data, for instance `complaints/messages.jsonl`. */
export function findSharedData(file: string): string | undefined {
  const path = join(folder, file)
  return existsSync(path) ? path : undefined
}

export function sharedDataAbsent(file: string): string {
  return `NOT TESTED: ${file} is not there. Put the shared data beside the project or name its folder in ZS_SHARED_DATA.`
}
