/** `zhunsheng import FILE`: exit 0 all in, 3 some rows are bad, 1 failed. */
import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { clueTaker } from './import/clueTaker.ts'
import type { Encoding } from './import/encoding.ts'
import { guessMapping } from './import/guessMapping.ts'
import { findMissingColumns, readMapping, type Mapping } from './import/mapping.ts'
import { readRows } from './import/readRows.ts'
import type { ImportRefusal } from './import/refusal.ts'
import { badLine, finalReport, openBadRowFile, progressLine, type ReportForm } from './import/report.ts'
import { runImport, type BadLine } from './import/runImport.ts'
import { openInstallation, type DataOption } from './installation.ts'
import { langOf, print, progress, type Lang } from './terminal.ts'

interface Options extends DataOption {
  readonly type: string
  readonly map?: string
  readonly dryRun?: true
  readonly encoding?: Encoding
  readonly bad?: string
  readonly lang: Lang
  readonly json?: true
}

/** Bad lines shown at the end; all of them go into the file of --bad. */
const SHOWN = 20
const IN_FLIGHT = 48
const SOME_BAD = 3

export const importCommand = (): Command =>
  new Command('import')
    .description(
      'bring in a file of reports: CSV, JSON, JSON Lines or XLSX. Importing it again adds nothing.',
    )
    .argument('<file>', 'the file')
    .option('--type <type>', 'what a row becomes', 'clue')
    .option('--map <file>', 'a mapping of columns to fields; left out, the names of the columns are judged')
    .option('--dry-run', 'only say what would go in')
    .addOption(
      new Option('--encoding <name>', 'the encoding, where it is not judged rightly').choices([
        'utf-8',
        'gb18030',
      ] satisfies Encoding[]),
    )
    .option('--bad <file>', 'every bad row with its reasons, as .csv or JSON Lines')
    .option('--lang <lang>', 'zh or en', langOf, 'zh')
    .option('--json', 'a line of JSON for each event')
    .option('--data <dir>', 'the folder of the installation')
    .addHelpText('after', '\nexit 0: every row is in · 3: some rows are bad, the others are in · 1: failed')
    .action(importFile)

async function importFile(file: string, options: Options): Promise<void> {
  if (options.type !== 'clue') throw new Error(`Only clues can be imported, not ${options.type}.`)
  const says = (one: ImportRefusal) => one.says[options.lang]
  const opened = await readRows(file, options.encoding === undefined ? {} : { encoding: options.encoding })
  if ('refused' in opened) throw new Error(`${file}: ${says(opened.refused)}`)
  const found =
    options.map === undefined ? guessMapping(opened.columns) : readMapping(await mappingFile(options.map))
  if ('refused' in found) throw new Error([found.refused].flat().map(says).join('\n'))
  const { mapping } = found
  if (mapping.type !== options.type)
    throw new Error(`The mapping is for ${mapping.type}, not ${options.type}.`)
  warnOfColumns(mapping, opened.columns, options)

  const form: ReportForm = options.json === true ? 'json' : options.lang
  const bad = options.bad === undefined ? undefined : openBadRowFile(options.bad)
  const shown: BadLine[] = []
  const show = progress(5000)
  const dryRun = options.dryRun === true
  await using installation = await openInstallation(options)
  const { composed } = installation
  const tally = await runImport({
    rows: opened.rows,
    mapping,
    today: dayOf(now()),
    dryRun,
    inFlight: IN_FLIGHT,
    send: clueTaker({ ...composed, dryRun }),
    onBad: (line) => {
      bad?.write(line)
      if (form === 'json') print(badLine(line, form))
      else if (shown.length < SHOWN) shown.push(line)
    },
    onProgress: (at) => {
      show(progressLine(at, form))
    },
  }).finally(() => {
    show.end()
  })
  await bad?.close()
  print(finalReport(tally, shown, form))
  if (tally.bad > 0) process.exitCode = SOME_BAD
}

async function mappingFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`The mapping ${path} cannot be read.`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`The mapping ${path} is not JSON.`)
  }
}

/** A misspelt column would silently leave its field empty. */
function warnOfColumns(mapping: Mapping, columns: readonly string[], { lang }: Options): void {
  const missing = findMissingColumns(mapping, columns)
  if (missing.length === 0) return
  const names = missing.join(', ')
  process.stderr.write(lang === 'zh' ? `文件中没有这些列：${names}\n` : `The file has no columns ${names}\n`)
}
