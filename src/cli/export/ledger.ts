/**
 * The register (台账) of a type as a table: numbers, states, days, units, choices, rules. What a person wrote is left out, and so
 * is whatever is protected: a table travels, and nobody sees where to.
 */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import { findTableRow, spokenRow } from '#kernel/rulebook/tableRow.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { words } from '#mechanisms/index.ts'
import { now } from '#server/compose.ts'
import { wordsOf } from '#server/http/typeWords.ts'
import type { Realm } from '#server/realm.ts'
import type { Lang } from '../terminal.ts'

/** Kinds of which every value comes from the rulebook, a calendar or the directory of units. */
const TOLD_KINDS = ['choice', 'listed', 'tableRow', 'yesNo', 'date', 'unit', 'place']
const PAGE = 1000

export interface LedgerWish {
  readonly declaration: Declaration
  readonly format: 'csv' | 'xlsx'
  readonly out: string
  readonly lang: Lang
}

type Cell = string | null

/** Answers how many records there are in it. */
export async function writeLedger(pool: Pool, realm: Realm, wish: LedgerWish): Promise<number> {
  const { declaration, format, out } = wish
  const columns = Object.entries(declaration.fields).filter(
    ([, { kind, protection }]) => TOLD_KINDS.includes(kind) && protection === undefined,
  )
  const head = headOf(
    wish,
    columns.map(([name]) => name),
  )
  let count = 0
  const counted = async function* () {
    for await (const row of rowsOf(pool, realm, wish, columns)) {
      count += 1
      yield row
    }
  }
  const file = createWriteStream(out, { flags: 'wx', mode: 0o600 })
  if (format === 'csv') await pipeline(Readable.from(csvOf(head, counted())), file)
  else {
    const { writeXlsxStream } = await import('hucre/xlsx')
    const sheet = async function* () {
      yield [...head]
      yield* counted()
    }
    const bytes = writeXlsxStream(sheet(), {
      name: wordsOf(words, declaration, wish.lang).name.slice(0, 31),
      freezePane: { rows: 1 },
    })
    await pipeline(bytes, file)
  }
  return count
}

function headOf({ declaration, lang }: LedgerWish, fields: readonly string[]): readonly string[] {
  const told = wordsOf(words, declaration, lang)
  const own =
    lang === 'zh'
      ? ['编号', '状态', '登记时间', '最近办理', '到期', '已办结']
      : ['number', 'state', 'opened', 'changed', 'due', 'closed']
  return [...own, ...fields.map((name) => told.fields[name] ?? name)]
}

interface Row {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly opened: Instant
  readonly changed: Instant
  readonly due: Instant | null
  readonly closed: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

async function* rowsOf(
  pool: Pool,
  realm: Realm,
  { declaration, lang }: LedgerWish,
  columns: readonly (readonly [string, Field<unknown>])[],
): AsyncGenerator<Cell[]> {
  const told = wordsOf(words, declaration, lang)
  const say = sayer(realm, told.choices, lang)
  let after: Pick<Row, 'number' | 'id'> = { number: '', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await pool.query<Row>(
      `select id, number, state, opened_at as opened, changed_at as changed, due, closed, fields from zs.record
       where type = $1 and (number, id) > ($2, $3::uuid) order by number, id limit $4`,
      [declaration.name, after.number, after.id, PAGE],
    )
    for (const { number, state, opened, changed, due, closed, fields } of rows)
      yield [
        number,
        told.states[state] ?? state,
        dayOf(opened),
        dayOf(changed),
        due === null ? null : dayOf(due),
        say('', { kind: 'yesNo' }, closed),
        ...columns.map(([name, field]) => say(name, field, fields[name])),
      ]
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last
  }
}

/** A value in words. */
function sayer(
  realm: Realm,
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>,
  lang: Lang,
) {
  const org = realm.org()
  const rulebook = realm.rulebookOn(dayOf(now()))
  const ruleSaid = (reference: string): string | undefined => {
    const row = findTableRow(reference, realm)
    return row === undefined ? undefined : spokenRow(row)[lang]
  }
  return (name: string, { kind, list }: Pick<Field<unknown>, 'kind' | 'list'>, value: unknown): Cell => {
    if (typeof value === 'boolean') return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
    if (typeof value !== 'string') return null
    switch (kind) {
      case 'choice':
        return choices[name]?.[value] ?? value
      case 'listed':
        return rulebook.list(list ?? '').find(({ code }) => code === value)?.[lang] ?? value
      case 'tableRow':
        return ruleSaid(value) ?? value
      case 'unit':
        return org.findUnit(value)?.name[lang] ?? value
      case 'place':
        return org.placeName(value)?.[lang] ?? value
      default:
        return value
    }
  }
}

async function* csvOf(head: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  const line = (cells: readonly Cell[]) => `${cells.map((one) => cell(one ?? '')).join(',')}\r\n`
  yield `\u{FEFF}${line(head)}`
  for await (const row of rows) yield line(row)
}

/** Spreadsheets must not run what begins like a formula (OWASP CSV injection). */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
