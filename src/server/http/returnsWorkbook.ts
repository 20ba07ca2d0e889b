/** The statistics returns of a period as a workbook: who has filed, and every line with its remark. */
import type { Door } from './door.ts'
import type { Language } from './language.ts'
import type { Returns, ReturnSeen } from './returnsShape.ts'
import { wordsOf } from './typeWords.ts'
import { dayOf } from '#kernel/time.ts'

type Cell = string | number | null

const heads = {
  zh: { units: '报送情况', state: '报送状态', lines: '线索明细', none: '尚无结果', yes: '是', no: '否' },
  en: { units: 'Who has filed', state: 'State', lines: 'Lines', none: 'No result', yes: 'yes', no: 'no' },
}

export async function returnsWorkbook(
  door: Pick<Door, 'words' | 'realm' | 'now'>,
  { from, to, results, states, items }: Returns,
  language: Language,
): Promise<Uint8Array> {
  // Read when the first workbook is asked for: an idle server does without it.
  const { writeXlsx } = await import('hucre/xlsx')
  const head = heads[language]
  const declaration = door.realm.declarations.get('clueReturn')
  if (declaration === undefined) throw new Error('"clueReturn" is not declared')
  const { fields, parts } = wordsOf(door.words, declaration, language)
  const choices = door.words['clueReturn']?.partChoices ?? {}
  const chosen = (part: string, code: string | undefined): string =>
    code === undefined ? '' : (choices[part]?.[code]?.[language] ?? code)
  const rulebook = door.realm.rulebookOn(dayOf(door.now()))
  const item = (list: string, code: string | undefined): string =>
    code === undefined ? '' : (rulebook.list(list).find((one) => one.code === code)?.[language] ?? code)
  const sheet = (
    name: string,
    columns: readonly (string | undefined)[],
    rows: readonly (readonly Cell[])[],
  ) => ({
    name,
    rows: [columns.map((one) => one ?? ''), ...rows.map((row) => [...row])],
    freezePane: { rows: 1 },
  })
  const remarkOf = ({ remarks }: ReturnSeen, number: string): string =>
    remarks.flatMap((one) => (one.number === number ? [one.remark] : [])).join('；')
  return writeXlsx({
    sheets: [
      sheet(
        head.units,
        [
          ...[
            fields['unit'],
            fields['from'],
            fields['to'],
            head.state,
            fields['zeroReturn'],
            fields['count'],
          ],
          ...[fields['encrypted'], ...results.map(({ label }) => label[language]), head.none],
        ],
        items.map(({ counted: one }) => [
          ...[one.unitName[language], from, to, states[one.state]?.[language] ?? one.state],
          one.zeroReturn === undefined ? '' : one.zeroReturn ? head.yes : head.no,
          ...[one.count ?? null, one.encrypted ?? null],
          ...[...results.map(({ code }) => code), ''].map((code) =>
            one.results === undefined ? null : (one.results[code] ?? 0),
          ),
        ]),
      ),
      sheet(
        head.lines,
        [
          ...[fields['unit'], parts['number'], parts['title'], parts['category'], parts['part']],
          ...[parts['standing'], parts['result'], parts['remark']],
        ],
        items.flatMap((one) =>
          one.lines.map((line) => [
            ...[
              one.counted.unitName[language],
              line.number,
              line.title ?? '',
              item('clue.categories', line.category),
            ],
            ...[chosen('part', line.part), chosen('standing', line.standing)],
            ...[item('clueReturn.results', line.result), remarkOf(one, line.number)],
          ]),
        ),
      ),
    ],
  })
}
