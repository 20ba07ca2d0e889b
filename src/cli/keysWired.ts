/** `zhunsheng key …` over the installation. */
import type { Command } from 'commander'
import { addKeyCeremony } from './keyCeremony.ts'
import { openInstallation } from './installation.ts'
import { keyCommand } from './keys.ts'

export function wiredKeyCommand(): Command {
  const command = keyCommand(async (work) => {
    const { data } = command.opts<{ data?: string }>()
    await using installation = await openInstallation(data === undefined ? {} : { data })
    return await work(installation.database.ownerPool)
  })
  addKeyCeremony(command)
  return command.option('--data <dir>', 'the folder of the installation')
}
