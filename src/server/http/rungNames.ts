/** What the rungs that fired are called, by what stands in the record (`<deadline>:<run>/<rung>`). */
import { rungsIn, rungsOf } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { Names } from './namesIn.ts'
import { spokenIn, type WordsByType } from './typeWords.ts'

export function rungNames(
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
