/** `zhunsheng institution --folder DIR`: a simulated institution at the other end of the query desk's files. */
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { exchangeFolder } from '#server/queryDesk/fileExchange.ts'
import { openInstitution } from '#server/queryDesk/simulatedInstitution.ts'

interface Options {
  readonly folder: string
  readonly kind: string
  readonly place: string
  readonly seed: string
  readonly once?: true
}

export const institutionCommand = (): Command =>
  new Command('institution')
    .description(
      'a simulated institution: answers the query desk’s files with made-up data, for demonstrations',
    )
    .option('--folder <dir>', 'the exchange folder (ZS_EXCHANGE)', 'var/exchange')
    .requiredOption('--kind <kind>', 'bank, tax, realEstateRegistry, … as in the table of organs')
    .option('--place <code>', 'the place of the institution', '22')
    .option('--seed <text>', 'what the answers are made from', 'demo')
    .option('--once', 'answer what is there and end')
    .action(async ({ folder, kind, place, seed, once }: Options) => {
      const own = exchangeFolder(resolve(folder), `${place}:${kind}`)
      const institution = openInstitution(own, seed)
      console.log(`${own}\n${institution.vkey}`)
      let stopping = false
      const stop = () => {
        stopping = true
      }
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      const isStopping = () => stopping
      do {
        for (const line of institution.answerAll()) console.log(line)
        if (once !== true) await sleep(1000)
      } while (once !== true && !isStopping())
    })
