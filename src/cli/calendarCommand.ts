/** `zhunsheng calendar show YEAR`, `calendar due DATE TERM`, `calendar import FILE`. */
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { Command } from 'commander'
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import { flawsOfNotice, isHolidayNotice, type HolidayNotice } from '#kernel/deadlines/holidayNotice.ts'
import { dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import {
  dueInWords,
  isRefusal,
  readShippedCalendar,
  showDue,
  showYear,
  yearInWords,
  type CalendarRefusal,
} from './calendar.ts'
import {
  hasInstallation,
  openInstallation,
  settingsOf,
  type DataOption,
  type Installation,
} from './installation.ts'
import { langOf, print, type Lang } from './terminal.ts'

interface Options extends DataOption {
  readonly json?: true
  readonly lang: Lang
  readonly shipped?: true
}

export function calendarCommand(): Command {
  const calendar = new Command('calendar').description(
    'working days and deadlines; bring in the next year’s notice',
  )
  const withOptions = (command: Command) =>
    command
      .option('--json', 'as JSON')
      .option('--lang <lang>', 'zh or en', langOf, 'zh')
      .option('--shipped', 'by the rules shipped with the program, whatever the installation has')
      .option('--data <dir>', 'the folder of the installation')
  withOptions(calendar.command('show <year>'))
    .description('each day of a year: off, working, swapped; provisional while its notice is not known')
    .action(async (year: string, options: Options) => {
      const rules = await calendarFor(options)
      const shown = showYear(year, rules, options.lang)
      if (isRefusal(shown)) refuse(shown)
      else print(options.json === true ? JSON.stringify(shown) : yearInWords(shown, rules, options.lang))
    })
  withOptions(calendar.command('due <date> <term>'))
    .description('when a term ends (48h, 30d, 5w, 3m), and the days that moved it')
    .action(async (date: string, term: string, options: Options) => {
      const rules = await calendarFor(options)
      const shown = showDue(date, term, rules, options.lang)
      if (isRefusal(shown)) refuse(shown)
      else print(options.json === true ? JSON.stringify(shown) : dueInWords(shown, rules, options.lang))
    })
  calendar
    .command('import <file>')
    .description('put a year’s holiday notice into force and compute every clock anew that it moves')
    .option('--reason <words>', 'why, for the record', '国务院办公厅通知已发布，由命令行导入')
    .option('--json', 'as JSON')
    .option('--data <dir>', 'the folder of the installation')
    .action(async (file: string, options: DataOption & { json?: true; reason: string }) => {
      const notice = await readNotice(file)
      await using installation = await openInstallation(options)
      const done = await importNotice(installation, notice, options.reason)
      const said =
        done.installed === undefined
          ? `The notice for ${notice.year} was in force already.`
          : `${done.installed}: the notice for ${notice.year} is in force.`
      const moved = done.moved.map(
        ({ number, name, before, after }) => `${number} ${name}: ${before} → ${after}`,
      )
      print(
        options.json === true
          ? JSON.stringify(done)
          : [said, `${done.records} records computed anew, ${moved.length} ends moved.`, ...moved].join('\n'),
      )
    })
  return calendar
}

function refuse({ says }: CalendarRefusal): void {
  process.stderr.write(`${says}\n`)
  process.exitCode = 1
}

/** The calendar of the installation where there is one, else the one shipped with the program. */
async function calendarFor(options: Options): Promise<Calendar> {
  if (options.shipped === true || !(await hasInstallation(settingsOf(options)))) return readShippedCalendar()
  await using installation = await openInstallation(options)
  return installation.composed.realm.book().calendar
}

async function readNotice(file: string): Promise<HolidayNotice> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read.`)
  })
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON; rulebook/holidays/2026.json shows what a notice looks like.`)
  }
  if (!isHolidayNotice(content))
    throw new Error(`${file} is no usable notice: ${flawsOfNotice(content).join(' ')}`)
  return content
}

/** Ends that moved, for the person at the terminal. */
interface Moved {
  readonly number: string
  readonly name: string
  readonly before: string
  readonly after: string
}

async function importNotice({ composed, database }: Installation, notice: HolidayNotice, reason: string) {
  const { office, realm, clocks } = composed
  const isKnown = isDeepStrictEqual(realm.book().calendar.findNotice(notice.year), notice)
  const begun = now()
  let installed: string | undefined
  if (!isKnown) {
    const outcome = await office.act({
      asker: { kind: 'system', job: 'installer' },
      type: 'ruleSet',
      action: 'install',
      input: {
        key: `holidays.${notice.year}`,
        from: dayOf(now()),
        source: `${notice.notice ?? ''} ${notice.source} · ${reason}`.trim().slice(0, 2000),
        content: { kind: 'holidayNotice', notice },
      },
    })
    if ('refused' in outcome)
      throw new Error(`The notice was refused: ${outcome.refused.map(({ because }) => because).join(', ')}.`)
    installed = outcome.done.number
  }
  await clocks.idle()
  // Also when nothing was new: an import that was interrupted is brought to its end.
  await clocks.pass()
  const { rows } = await database.ownerPool.query<Moved & { record: string }>(
    `select m.record, r.number, m.name, m.due_before as before, m.due_after as after
     from zs.clock_moved m join zs.record r on r.id = m.record where m.at >= $1 order by r.number, m.name`,
    [begun],
  )
  return {
    ...(installed === undefined ? {} : { installed }),
    records: new Set(rows.map(({ record }) => record)).size,
    moved: rows.map(({ number, name, before, after }): Moved => ({ number, name, before, after })),
  }
}
