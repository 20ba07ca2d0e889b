/**
 * The rule sets that ship: that they can come into force, that the declarations find what they ask for, and
 * that nothing in them aims at what a person thinks, believes or is, or at asking the authorities for help.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isTerm } from '#kernel/deadlines/term.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import { flawsOfTable, type DecisionTable } from '#kernel/rulebook/decisionTable.ts'
import { rulebookOn, type ListItem, type RuleSet } from '#kernel/rulebook/rulebook.ts'
import { isPlainDate, plainDate } from '#kernel/time.ts'
import { declarations as byName } from '#mechanisms/index.ts'

type Loose = Readonly<Record<string, unknown>>
interface Rung {
  readonly rung: string
  readonly zh: string
  readonly en: string
  readonly at: Loose
  readonly source: string
}

const folders = [
  'clue',
  'organisation',
  'petition',
  'complaint',
  'protection',
  'case',
  'umbrella',
  'supervision',
  'asset',
  'queryDesk',
  'entity',
]
const setsIn = (folder: string): readonly RuleSet[] => {
  const home = new URL(`./${folder}/`, import.meta.url)
  return readdirSync(home)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name): readonly RuleSet[] => {
      const content: unknown = JSON.parse(readFileSync(new URL(name, home), 'utf8'))
      // The first test checks that each has the shape of a rule set.
      return (Array.isArray(content) ? content : [content]) as readonly RuleSet[]
    })
}
const sets = folders.flatMap(setsIn)
const kindOf = ({ content }: RuleSet): unknown => (content as Loose)['kind']
// The kind says which of the four shapes a set has; flaws in the shape fail the tests below.
const contentsOf = <Content>(kind: string) =>
  sets.filter((set) => kindOf(set) === kind).map(({ key, content }) => ({ key, content: content as Content }))
const tables = contentsOf<DecisionTable>('decisionTable')
const lists = contentsOf<{ items: readonly ListItem[] }>('list')
const ladders = contentsOf<{ rungs: readonly Rung[] }>('rungs')
const terms = tables.filter(({ key }) => key.endsWith('.term'))

const declarations: readonly Declaration[] = [...byName.values()]
const deadlines = declarations.flatMap(({ name, deadlines: ofType }) =>
  Object.entries(ofType).map(([deadline, { until, ahead }]) => ({
    name: `${name}.${deadline}`,
    until,
    ahead,
  })),
)
const requests = declarations.flatMap(({ name, requestPeriods = {} }) =>
  Object.keys(requestPeriods).map((period) => `${name}.${period}`),
)
// One that runs until a day has no length; one that ends ahead of it is itself the warning.
const withLength = [
  ...deadlines.flatMap(({ name, until, ahead }) => (until === undefined || ahead === true ? [name] : [])),
  ...requests,
]
const withRungs = deadlines.flatMap(({ name, ahead }) => (ahead === true ? [] : [name]))
const counted = [...new Set([...withRungs, ...withLength])]
const today = rulebookOn(sets, plainDate('2026-01-05'))
const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const repeatedIn = (values: readonly string[]) => values.filter((value, nth) => values.indexOf(value) !== nth)

test('every file holds rule sets with a key, days and a source', () => {
  assert.ok(sets.length > 40, `only ${sets.length} rule sets were read`)
  for (const { key, from, to, source, content } of sets) {
    assert.match(key, /^[A-Za-z]+(?:\.[A-Za-z]+)+$/)
    const owner = key.split('.')[0] ?? ''
    assert.ok(
      byName.has(owner) || folders.includes(owner),
      `${key} belongs to no type of record and no mechanism`,
    )
    assert.ok(isPlainDate(from) && (to === undefined || (isPlainDate(to) && to >= from)), `${key}: days`)
    assert.ok(isFilled(source), `${key} names no source`)
    assert.ok(['list', 'decisionTable', 'number', 'rungs'].includes(String((content as Loose)['kind'])), key)
  }
})

test('no key has two wordings from the same day', () => {
  assert.deepEqual(repeatedIn(sets.map(({ key, from }) => `${key} ${from}`)), [])
})

test('every decision table can come into force', () => {
  assert.ok(tables.length > 0)
  for (const { key, content } of tables) assert.deepEqual(flawsOfTable(content), [], key)
})

test('every number is one', () => {
  const numbers = contentsOf<{ value: unknown }>('number')
  assert.ok(numbers.length > 0)
  for (const { key, content } of numbers) assert.ok(Number.isFinite(content.value), key)
})

test('every deadline and every request period has a length in force for whatever the record holds', () => {
  assert.ok(deadlines.length > 15)
  for (const day of ['2018-01-01', '2022-04-30', '2022-05-01', '2026-01-05'])
    for (const deadline of withLength) {
      const { rows } = rulebookOn(sets, plainDate(day)).table(`${deadline}.term`)
      assert.deepEqual(rows.at(-1)?.when, {}, `the last row of ${deadline} does not always hold`)
    }
})

test('every length is a term', () => {
  for (const { key, content } of terms)
    for (const { id, then } of content.rows) assert.ok(isTerm(String(then['term'])), `${key}/${id}`)
})

test('a length asks only for what the record itself holds', () => {
  // Clocks hand the record to the table, not the facts of the proposals.
  for (const { key, content } of terms) {
    const { fields } = declarations.find(({ name }) => key.startsWith(`${name}.`)) ?? assert.fail(key)
    for (const input of Object.keys(content.inputs))
      assert.ok(Object.hasOwn(fields, input), `${key}: ${input}`)
  }
})

test('every length belongs to a deadline, and so does every ladder', () => {
  const known = [...counted.map((name) => `${name}.term`), ...withRungs.map((name) => `${name}.rungs`)]
  const stray = [...terms, ...ladders].filter(({ key }) => !known.includes(key))
  assert.deepEqual(stray, [])
})

test('every deadline reminds before its end and escalates after it', () => {
  for (const deadline of withRungs) {
    const ladder = ladders.find(({ key }) => key === `${deadline}.rungs`)?.content.rungs ?? []
    const points = ladder.flatMap(({ at }) => Object.keys(at))
    assert.deepEqual([...new Set(points)], ['before', 'after'], deadline)
    assert.deepEqual(ladder.map(({ rung }) => rung).slice(-2), ['supervise', 'bulletin'], deadline)
    assert.deepEqual(repeatedIn(ladder.map(({ rung }) => rung)), [], deadline)
    for (const { rung, zh, en, at, source } of ladder) {
      assert.ok([rung, zh, en, source].every(isFilled), `${deadline}: ${rung}`)
      assert.ok(
        Object.values(at).length === 1 && Object.values(at).every((term) => isTerm(String(term))),
        deadline,
      )
    }
  }
})

test('an emergency measure lapses at once before the law that allows it, and after 48 hours since', () => {
  const lengthOn = (day: string) =>
    rulebookOn(sets, plainDate(day)).decide('measure.length.term', { stage: 'clue', kind: 'temporaryFreeze' })
      ?.then['term']
  assert.deepEqual(['2022-04-30', '2022-05-01'].map(lengthOn), ['0h', '48h'])
})

test('every list that a field takes its values from exists, with codes the field accepts', () => {
  const asked = declarations.flatMap(({ fields }) => Object.values(fields).flatMap(listedIn))
  assert.ok(asked.length > 5)
  for (const field of asked) {
    const items = today.list(field.list ?? '')
    assert.notEqual(items.length, 0, `the list ${field.list} is missing or empty`)
    for (const { code } of items) assert.ok(field.accepts(code), `${field.list} cannot take "${code}"`)
  }
})

function listedIn(field: Field<unknown>): readonly Field<unknown>[] {
  const inside = [...(field.items === undefined ? [] : [field.items]), ...Object.values(field.parts ?? {})]
  return [...(field.list === undefined ? [] : [field]), ...inside.flatMap(listedIn)]
}

test('every key that the rules and proposals of a mechanism ask for is in force', () => {
  const homes = folders.map((folder) => new URL(`../src/mechanisms/${folder}/`, import.meta.url))
  const asked = homes
    .flatMap((home) =>
      readdirSync(home)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .flatMap((name) => [
          ...readFileSync(new URL(name, home), 'utf8').matchAll(/rulebook\s*\.(\w+)\(\s*'(\w+\.\w+)'/g),
        ]),
    )
    .map(([, kind, key]) => [kind, key])
  assert.ok(asked.length > 25)
  const kinds: Readonly<Record<string, string>> = {
    decide: 'decisionTable',
    table: 'decisionTable',
    list: 'list',
    number: 'number',
  }
  for (const [kind = '', key = ''] of asked) {
    const set = today.find(key)
    assert.equal(set && kindOf(set), kinds[kind], `${key} is asked for as ${kind}`)
  }
})

test('every item of a list has a code of its own and a name in both languages', () => {
  for (const { key, content } of lists) {
    assert.deepEqual(repeatedIn(content.items.map(({ code }) => code)), [], key)
    for (const { code, zh, en } of content.items) assert.ok([code, zh, en].every(isFilled), `${key}/${code}`)
  }
})

test('the codes that a table asks about exist in the lists and choices they come from', () => {
  for (const { key, content } of tables) {
    // What belongs to no type of record asks about posts and the like.
    const fields = byName.get(key.split('.')[0] ?? '')?.fields ?? {}
    for (const { id, when } of content.rows)
      for (const [input, condition] of Object.entries(when)) {
        const field = fields[input]
        const list = field?.list ?? field?.items?.list
        const allowed = field?.options ?? (list && today.list(list).map(({ code }) => code))
        const named: readonly unknown[] = Object.values(condition).flat()
        // The proposals hand some choices over as yes or no; a clock hands over the choice itself.
        const codes = key.endsWith('.term') ? named : named.filter((one) => typeof one === 'string')
        if (allowed !== undefined)
          assert.ok(
            codes.every((code) => allowed.includes(String(code))),
            `${key}/${id}: ${codes.join()}`,
          )
      }
  }
})

test('only steps that restrict nobody are allowed before a case is filed', () => {
  const allowed = ['questioning', 'enquiry', 'inspection', 'appraisal', 'obtainMaterial', 'propertyEnquiry']
  const items = today.list('clue.steps')
  assert.deepEqual(
    items.map(({ code }) => code),
    allowed,
  )
  const restricted = items.filter(({ needsApproval }) => needsApproval === true)
  assert.deepEqual(
    restricted.map(({ code }) => code),
    ['propertyEnquiry'],
  )
})

test('a finding of no crime or of framing, and everything graded A, is reviewed', () => {
  const reviewed = (facts: Loose) => today.decide('clue.compulsoryReview', facts)?.then['review'] === true
  for (const grade of ['A', 'B', 'C']) {
    assert.ok(reviewed({ conclusion: 'noCrime', grade, truth: 'mistaken' }))
    assert.ok(reviewed({ conclusion: 'otherCrime', grade, truth: 'fabricated' }))
  }
  assert.ok(reviewed({ conclusion: 'triad', grade: 'A', truth: 'true' }))
  assert.ok(!reviewed({ conclusion: 'otherCrime', grade: 'C', truth: 'true' }))
})

test('[ASM] from November 2026 on what a county verified as grade B is reviewed, and what a prefecture verified is not', () => {
  const reviewed = (day: string, rank: number) =>
    rulebookOn(sets, plainDate(day)).decide('clue.compulsoryReview', {
      ...{ conclusion: 'evilForce', grade: 'B', truth: 'true', proposal: 'file', rank },
    })?.then['review'] === true
  assert.deepEqual(
    [reviewed('2026-10-31', 2), reviewed('2026-11-01', 2), reviewed('2026-11-01', 3)],
    [false, true, false],
  )
})

test('a litigation petition is never graded up, however often it comes and whatever is ticked', () => {
  const row = today.decide('clue.grading', {
    category: 'litigationPetition',
    source: 'upperOffice',
    focus: ['suspectedTriad'],
    umbrella: true,
    officialNamed: true,
    minors: true,
    weapons: true,
    stillGoingOn: true,
    timesReported: 30,
  })
  assert.equal(row?.then['grade'], 'C')
})

test('whatever is routed goes to an organ that may verify it', () => {
  const ranks: Readonly<Record<string, number>> = { county: 2, prefecture: 3, province: 4 }
  for (const { code: category } of today.list('clue.categories'))
    for (const timesReported of [1, 3]) {
      const facts = { category, timesReported, focus: [] }
      const grade = today.decide('clue.grading', facts)?.then['grade']
      const { organ, level } = today.decide('clue.routing', { ...facts, grade })?.then ?? {}
      const rank = ranks[String(level)]
      assert.ok(today.decide('clue.mayVerify', { grade, organ, rank }), `${category} ${String(grade)}`)
    }
})

// Rights: criteria concern violence, crime, corruption and duty, never what somebody thinks, believes or is.
const NEVER =
  /言论|舆论|舆情|观点|思想|宗教|信仰|信教|教徒|邪教|民族|族群|宗族|集会|游行|示威|聚集|罢工|抗议|维权|异见|意识形态|煽动|闹事|维稳|敏感|\b(?:opinion|speech|thought|belie[fv]|faith|religio|sects?\b|cults?\b|ethnic|nationalit|minorit|clans?\b|assembl|gathering|protest|demonstrat|march|rally|rallies|dissent|dissident|ideolog|activis|unrest)/iu
const PETITION = /信访|上访|访民|缠访|闹访|越级|请愿|petition/iu
// A petition may be a channel something came by or goes to, and have a period of its own. Nowhere else.
const PETITION_AS_CHANNEL = [
  'clue.sources/petition',
  'clue.categories/litigationPetition',
  'clue.otherChannels/petition',
  'clue.grading/petitionIsNotGradedUp',
  'clue.routing/litigationPetition',
  'clue.register.term/petition',
  'transfer.register.term/petition',
  'transfer.answer.term/petition',
  'complaint.sources/petition',
  'complaint.otherChannels/petition',
]

const spoken = [
  ...lists.flatMap(({ key, content }) =>
    content.items.map(({ code, zh, en }) => ({ at: `${key}/${code}`, words: `${code}\n${zh}\n${en}` })),
  ),
  ...tables.flatMap(({ key, content }) => [
    ...Object.entries(content.inputs).map(([name, { zh, en }]) => ({
      at: `${key}?${name}`,
      words: `${name}\n${zh}\n${en}`,
    })),
    ...content.rows.map(({ id, says }) => ({ at: `${key}/${id}`, words: `${id}\n${says.zh}\n${says.en}` })),
  ]),
]

test('nothing in the rulebook aims at opinion, faith, ethnicity or assembly', () => {
  assert.deepEqual(
    spoken.filter(({ words }) => NEVER.test(words)),
    [],
  )
  // The list of words itself can fail.
  for (const words of ['煽动闹事', '家族宗族势力', '非法集会', 'Religious activity', 'Ethnic minorities'])
    assert.match(words, NEVER)
})

test('petitioning is a channel and never a criterion', () => {
  const found = spoken
    .filter(({ at, words }) => !at.startsWith('petition.') && PETITION.test(words))
    .map(({ at }) => at)
  assert.deepEqual(found.toSorted(), PETITION_AS_CHANNEL.toSorted())
})

test('of a petition nothing is asked but what it is about and where it stands: not by whom, how, or how often', () => {
  const asked = tables
    .filter(({ key }) => key.startsWith('petition.'))
    .flatMap(({ content }) => Object.keys(content.inputs))
  assert.deepEqual([...new Set(asked)].toSorted(), ['category', 'organ', 'procedure', 'stage'])
})

test('what is proposed for a petition or a complaint may be chosen, and every matter has somebody', () => {
  for (const { code: category } of today.list('petition.categories'))
    for (const procedure of ['legalProcedure', 'opinion']) {
      const { organ } = today.decide('petition.routing', { category, procedure })?.then ?? { organ: 'court' }
      assert.ok(
        today.decide('petition.mayHandle', { category, procedure, organ }),
        `${category} ${procedure}`,
      )
    }
  const levels: Readonly<Record<string, number>> = { county: 2, prefecture: 3, province: 4 }
  for (const { code: category } of today.list('complaint.categories'))
    for (const { code: rank } of today.list('complaint.ranks'))
      for (const { code: staffOrgan } of today.list('complaint.organs')) {
        const { organ, level } = today.decide('complaint.routing', { category, rank, staffOrgan })?.then ?? {}
        const facts = { rank, staffOrgan, organ, level: levels[String(level)] }
        assert.ok(today.decide('complaint.mayHandle', facts), `${category} ${rank} ${staffOrgan}`)
      }
})

test('what a petitioner may do is told with every answer, and after the second review the matter is ended', () => {
  const told = (stage: string, procedure: string) =>
    today.decide('petition.remediesOf', { stage, procedure })?.then['remedies']
  assert.deepEqual(told('answer', 'opinion'), ['review'])
  assert.deepEqual(told('review', 'opinion'), ['secondReview'])
  assert.deepEqual(told('secondReview', 'opinion'), ['ended'])
  assert.deepEqual(told('answer', 'legalProcedure'), ['procedureOfLaw', 'procuratorate'])
  assert.deepEqual(told('told', 'opinion'), ['toChannel'])
})
