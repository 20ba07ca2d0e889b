/** `zhunsheng office`: the demo's people at work over the doors of a running demo server. */
import { Command } from 'commander'
import { settingsOf } from './installation.ts'
import { printOffice } from './office.ts'

interface Options {
  readonly url?: string
  readonly seed: string
  readonly clues: number
  readonly concurrency: number
  readonly from?: string
  readonly map?: string
  readonly json?: true
}

export const officeCommand = (): Command =>
  new Command('office')
    .description('the people of the demo walk clues through a running demo server')
    .option('--url <address>', 'the server; left out, the one of the settings')
    .option('--seed <words>', 'the same words walk the same clues', 'office')
    .option('--clues <n>', 'how many', countOf, 20)
    .option('--concurrency <n>', 'how many at once', countOf, 4)
    .option('--from <file>', 'texts from a file instead of made ones')
    .option('--map <file>', 'how its columns become fields')
    .option('--json', 'as JSON')
    .action(async ({ url, json, ...wish }: Options) => {
      const { host, port } = settingsOf({})
      process.exitCode = await printOffice({ ...wish, url: url ?? `http://${host}:${port}` }, json === true)
    })

function countOf(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`Expected a whole number from 1, found ${text}.`)
  return count
}
