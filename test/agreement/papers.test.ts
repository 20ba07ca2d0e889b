/** The papers of every mechanism against the rulebook: their texts, their numbers, the short names of those who issue them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import { unitsFrom } from '#kernel/org/unit.ts'
import {
  findFlawOfNumbers,
  PAPER_NUMBERS,
  shortNameOf,
  type PaperNumbers,
} from '#kernel/rulebook/paperNumbers.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { findRuleFlaw } from '#mechanisms/organisation/ruleSet.flaws.ts'
import { shippedRuleSets } from '#server/bootstrap.ts'

const sets = shippedRuleSets()
const day = plainDate('2026-11-22')
const rulebook = rulebookOn(sets, day)
// The first test below checks its shape.
const numbers = rulebook.find(PAPER_NUMBERS)?.content as PaperNumbers

test('every text of a paper can come into force, names its source, and belongs to a document', () => {
  const texts = sets.filter(({ key }) => key.endsWith('.paper') || key === PAPER_NUMBERS)
  assert.ok(texts.length > 10)
  for (const { key, content, source } of texts) {
    assert.equal(findRuleFlaw(key, content, declarations), undefined, key)
    assert.ok(source.trim() !== '', key)
  }
})

for (const { name, documents } of declarations.values()) {
  test(`${name}: every kind of numbered paper has a name, every letter a text`, () => {
    for (const [document, { series, layout }] of Object.entries(documents)) {
      if (series !== undefined) assert.ok(Object.hasOwn(numbers.kinds, series), `${document}: ${series}`)
      if (layout === 'letter') assert.ok(rulebook.find(`${name}.${document}.paper`), document)
    }
  })
}

test('a text that names what the document does not print, or nothing there is, is refused', () => {
  const flaw = (content: object, key = 'clue.answer.paper') =>
    findRuleFlaw(key, { kind: 'paper', ...content }, declarations)
  assert.equal(flaw({ before: ['答复：{feedbackWords}（{number}）'] }), undefined)
  for (const place of ['reporter', 'realName', 'content', 'conjured', 'feedbackWords.text', 'toString', ''])
    assert.match(flaw({ before: [`{${place}}`] }) ?? '', /there is no place/, place)
  assert.match(flaw({ before: ['{feedbackWords'] }) ?? '', /brace/)
  assert.match(flaw({ before: 'no list' }) ?? '', /no text/)
  assert.match(flaw({ body: ['x'] }) ?? '', /no part/)
  assert.match(flaw({}, 'clue.conjured.paper') ?? '', /names no document/)
  assert.match(flaw({}, 'constructor.answer.paper') ?? '', /names no document/)
  assert.match(findRuleFlaw('clue.answer', { kind: 'paper' }, declarations) ?? '', /ends in \.paper/)
  assert.equal(
    findRuleFlaw(
      'clue.supervisionLetter.paper',
      { kind: 'paper', before: ['{supervisions.text}'] },
      declarations,
    ),
    undefined,
  )
})

test('a pattern of numbers without one of its places, or with another, is refused', () => {
  for (const pattern of [
    '{organ}{kind}〔{year}〕号',
    '{organ}{kind}{nth}',
    '{organ}{kind}{year}{nth}{nth}',
    '{organ}{kind}{year}{nth}{place}',
  ])
    assert.notEqual(findFlawOfNumbers({ ...numbers, pattern }), undefined, pattern)
  assert.match(findFlawOfNumbers({ ...numbers, kinds: { a: '复', b: '复' } }) ?? '', /both called/)
})

test('no two units number their papers under one name', () => {
  const content = (key: string) => sets.find((set) => set.key === key)?.content as Record<string, unknown>
  const { csv, english } = content('organisation.divisions')
  const units = unitsFrom(
    divisionsFrom(String(csv), String(english)),
    organTableFrom(content('organisation.organs')['table']),
    day,
  )
  const places = new Map(units.map(({ place, placeName }) => [place as string, placeName]))
  const names = { placeName: (code: string) => places.get(code) }
  const byName = Map.groupBy(units, (unit) => shortNameOf(unit, numbers, names))
  assert.deepEqual(
    [...byName].filter(([, some]) => some.length > 1).map(([name]) => name),
    [],
  )
  const of = (id: string) => byName.entries().find(([, [unit]]) => unit?.id === id)?.[0]
  assert.deepEqual(['22:office', '220102:police', '2202:office'].map(of), [
    '吉扫黑办',
    '南关公',
    '吉市扫黑办',
  ])
})
