/** What rungs are called, by what stands in a record. */
import { rungsIn, rungsOf } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { ladderOf } from './boardQuestion.ts'
import type { HttpParts } from './httpParts.ts'
import type { Names } from './namesIn.ts'
import { spokenIn, type WordsByType } from './typeWords.ts'

type Values = Readonly<Record<string, unknown>>

/** Those that fired (`supervisions`), and those that a bulletin counts by (`ladder`), where the values hold them. */
export function rungNamesIn(
  { words, realm }: Pick<HttpParts, 'words' | 'realm'>,
  declaration: Declaration,
  rulebook: Rulebook,
  values: readonly Values[],
): Names {
  const fired = values.map(({ supervisions }) => rungNames(words, declaration, rulebook, supervisions))
  const ladders = values.some(({ ladder }) => ladder !== undefined)
    ? [...realm.declarations.values()].flatMap((one) => ladderOf(one, rulebook))
    : []
  return Object.assign({}, ...ladders.map(({ label }) => ({ [label.zh]: label })), ...fired) as Names
}

/** `<deadline>:<run>/<rung>`. */
function rungNames(
  words: WordsByType,
  declaration: Declaration,
  rulebook: Rulebook,
  supervisions: unknown,
): Names {
  return Object.fromEntries(
    rungsIn(supervisions).map((code) => {
      const [, deadline = '', id = ''] = /^([^:]*):\d+\/(.*)$/u.exec(code) ?? []
      const rung = rungsOf(declaration.name, deadline, rulebook).find((one) => one.rung === id)
      const clock = spokenIn(words, declaration, 'deadlines', deadline)
      return [
        code,
        deadline === ''
          ? { zh: code, en: code }
          : { zh: `${clock.zh}·${rung?.zh ?? id}`, en: `${clock.en} · ${rung?.en ?? id}` },
      ]
    }),
  )
}
