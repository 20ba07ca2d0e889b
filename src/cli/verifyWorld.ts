/** `zhunsheng verify` over the installation. */
import type { Command } from 'commander'
import { declarations } from '#mechanisms/index.ts'
import { now } from '#server/compose.ts'
import { projectionDigests } from '#server/projectionDigests.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { openInstallation, type Installation } from './installation.ts'
import { verifyCommand, type VerifyWorld } from './verify.ts'

/** What verify asks of an installation that somebody else closes. */
export const worldOf = ({ database, composed }: Installation): Omit<VerifyWorld, 'close'> => ({
  pool: database.ownerPool,
  recompute: recomputeWith(composed.realm, composed.keys),
  evidence: composed.evidence,
  readNumber: numberReader(composed.realm),
  digests: projectionDigests(declarations),
  master: composed.keys.master,
  now: now(),
})

export function wiredVerifyCommand(): Command {
  const command = verifyCommand(async () => {
    const { data } = command.opts<{ data?: string }>()
    const installation = await openInstallation(data === undefined ? {} : { data })
    return { ...worldOf(installation), close: async () => installation[Symbol.asyncDispose]() }
  })
  return command.option('--data <dir>', 'the folder of the installation')
}
