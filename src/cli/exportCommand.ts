/** `zhunsheng export`: the case file of one record, or the register of a type as a table. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { declarations } from '#mechanisms/index.ts'
import { writeCaseFile } from './export/caseFile.ts'
import { writeLedger } from './export/ledger.ts'
import { openInstallation, type DataOption } from './installation.ts'
import { langOf, print, type Lang } from './terminal.ts'

interface Options extends DataOption {
  readonly type: string
  readonly id?: string
  readonly number?: string
  readonly out: string
  readonly reason?: string
  readonly format?: 'csv' | 'xlsx'
  readonly lang: Lang
  readonly json?: true
}

export const exportCommand = (): Command =>
  new Command('export')
    .description(
      'the case file of one record (--id or --number, --reason), or the register without personal data (--format)',
    )
    .option('--type <type>', 'the type of record', 'clue')
    .option('--id <id>', 'the record')
    .option('--number <number>', 'the record by its register number')
    .option('--reason <words>', 'why its case file is taken out; it is kept with who looked')
    .addOption(new Option('--format <format>', 'the register as a table').choices(['csv', 'xlsx']))
    .requiredOption('--out <path>', 'a folder for a case file, a file for a register')
    .option('--lang <lang>', 'the language of the register, zh or en', langOf, 'zh')
    .option('--json', 'as JSON')
    .option('--data <dir>', 'the folder of the installation')
    .action(exportIt)

async function exportIt(options: Options): Promise<void> {
  const { type, id, number, reason, format, lang } = options
  const out = resolve(options.out)
  const declaration = declarations.get(type)
  if (declaration === undefined)
    throw new Error(`There is no type ${type}; there are ${[...declarations.keys()].join(', ')}.`)
  const isCase = id !== undefined || number !== undefined
  if (isCase === (format !== undefined))
    throw new Error('Name a record (--id or --number) for its case file, or a --format for the register.')
  if (isCase && (reason === undefined || reason.trim() === ''))
    throw new Error('Say with --reason why the case file is taken out.')
  if (format !== undefined && existsSync(out)) throw new Error(`${out} is there already.`)

  await using installation = await openInstallation(options)
  if (format !== undefined) {
    const { composed, database } = installation
    const records = await writeLedger(database.ownerPool, composed.realm, { declaration, format, out, lang })
    print(options.json === true ? JSON.stringify({ out, records }) : `${out}: ${records} records.`)
    return
  }
  const done = await writeCaseFile(installation, {
    type,
    out,
    reason: reason ?? '',
    ...(id === undefined ? {} : { id }),
    ...(number === undefined ? {} : { number }),
  })
  if (options.json === true) print(JSON.stringify({ out, ...done }))
  else
    print(
      `${out}: ${done.number}, ${done.entries} entries, ${done.documents.length} documents, ${done.files} files` +
        (done.proof
          ? ', with its proof.'
          : '; the newest entry is not in the log yet, so there is no proof.'),
    )
}
