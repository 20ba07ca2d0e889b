/**
 * How much the near-text look-up finds on real reports, and how much of what it finds is right: the figures
 * of docs/decisions/0004-earlier-reports.md. The texts are no part of the project (they name real people);
 * they are read from ../shared/data beside it, or from where ZS_SHARED_DATA points.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { overlapOf } from './containment.ts'
import { findSignature, type Signature } from './minhash.ts'
import { lookUp, similarity } from './parameters.ts'
import { shinglesOf, type Shingles } from './shingles.ts'

const sharedData = process.env['ZS_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')

interface Text {
  readonly id: string
  readonly text: string
}

interface Pair {
  readonly a: string
  readonly b: string
}

const rowsOf = (file: string): unknown[] =>
  readFileSync(join(sharedData, file), 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

// The files are described in the data folder's README; a row of another shape fails the figures.
const textsOf = (...files: string[]) => files.flatMap(rowsOf) as Text[]
const pairsOf = (file: string) => rowsOf(file) as Pair[]

const complaints = ['messages', 'messages_with_replies', 'messages_with_category'].map(
  (name) => `complaints/${name}.jsonl`,
)
const narratives = ['narratives/narratives_dev.jsonl']

/** The store's look-up in memory: same bands, same limits, same exact check. */
function indexOf(texts: readonly Text[]) {
  const shingles = texts.map(({ text }) => shinglesOf(text))
  const signatures = shingles.map(findSignature)
  const carriers = Map.groupBy(
    signatures.flatMap((signature, at) => Array.from(signature?.bands ?? [], (key) => ({ key, at }))),
    ({ key }) => key,
  )

  function candidatesOf(signature: Signature | undefined): number[] {
    const bandsShared = new Map<number, number>()
    for (const key of signature?.bands ?? []) {
      const same = carriers.get(key) ?? []
      if (same.length > lookUp.crowdedBand) continue
      for (const { at } of same) bandsShared.set(at, (bandsShared.get(at) ?? 0) + 1)
    }
    return [...bandsShared]
      .sort(([, one], [, other]) => other - one)
      .slice(0, lookUp.candidates)
      .map(([at]) => at)
  }

  /** Every candidate with its exact overlap; what is shown of them depends on the floor. */
  const overlapsWith = (query: Shingles, signature = findSignature(query)) =>
    candidatesOf(signature)
      .map((at) => ({ at, ...overlapOf(query, shingles[at] ?? new Uint32Array()) }))
      .filter(({ shared }) => shared >= similarity.sharedShinglesFloor)

  return { texts, shingles, signatures, overlapsWith }
}

type Index = ReturnType<typeof indexOf>

const floors = [0.3, similarity.containmentFloor, 0.5, 0.6]

/** Recall and precision against the listed pairs by floor, every text looked up among all of its collection. */
function figuresByFloor({ texts, shingles, signatures, overlapsWith }: Index, pairs: readonly Pair[]) {
  const unordered = (one: string, other: string) => [one, other].sort().join(' ')
  const listed = new Set(pairs.map(({ a, b }) => unordered(a, b)))
  const overlaps = shingles.flatMap((query, from) =>
    overlapsWith(query, signatures[from])
      .filter(({ at }) => at > from)
      .map((overlap) => ({
        ...overlap,
        listed: listed.has(unordered(texts[from]?.id ?? '', texts[overlap.at]?.id ?? '')),
      })),
  )
  return floors.map((floor) => {
    const proposed = overlaps.filter(({ containment }) => containment >= floor)
    const found = proposed.filter((overlap) => overlap.listed).length
    return {
      floor,
      recall: found / listed.size,
      precision: found / proposed.length,
      jaccardFrom02: proposed.filter(({ jaccard }) => jaccard >= 0.2).length / proposed.length,
      perText: (2 * proposed.length) / texts.length,
    }
  })
}

const atFloor = <T extends { readonly floor: number }>(figures: readonly T[]): T => {
  const chosen = figures.find(({ floor }) => floor === similarity.containmentFloor)
  assert.ok(chosen !== undefined)
  return chosen
}

const shown = (numbers: Record<string, number>) =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? String(value) : value.toFixed(3)}`)
    .join(', ')

/** A repeatable sequence in [0, 1) (xorshift32). */
function sequenceFrom(seed: number) {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const random = sequenceFrom(20_261_122)
const upTo = (limit: number) => Math.floor(random() * limit)
const oneOf = <T>(values: ArrayLike<T>, otherwise: T) => values[upTo(values.length)] ?? otherwise

const reordered = (text: string) =>
  (text.match(/[^。！？；，]+[。！？；，]?/g) ?? [text])
    .map((clause) => ({ clause, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ clause }) => clause)
    .join('')

const surnames = '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张刘黄曾谢'
const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超红建国志梅波宁海龙玉'
const aName = new RegExp(`[${surnames}](?:[${given}]{1,2}|某[某甲乙丙\\d]?)`, 'g')

const renamed = (text: string) =>
  text
    .replace(aName, () => oneOf(surnames, '赵') + oneOf(given, '伟') + oneOf(given, '芳'))
    .replace(/\d+/g, (digits) => String(upTo(10 ** Math.min(digits.length, 9))))

/** Replaces (60 %), removes (20 %) and inserts (20 %) runs of 1–3 characters until the share is reached. */
function edited(text: string, share: number, pool: string): string {
  const characters = [...text]
  for (let left = share * characters.length; left > 0;) {
    const length = 1 + upTo(3)
    const at = upTo(Math.max(1, characters.length - length))
    const from = upTo(pool.length - length)
    const kind = random()
    const inserted = kind >= 0.6 && kind < 0.8 ? '' : pool.slice(from, from + length)
    characters.splice(at, kind < 0.8 ? length : 0, ...inserted)
    left -= length
  }
  return characters.join('')
}

const edits: Record<
  string,
  { readonly atLeast: number; readonly make: (text: string, pool: string) => string }
> = {
  'sentences reordered': { atLeast: 0.98, make: reordered },
  'persons and numbers replaced': { atLeast: 0.98, make: renamed },
  '10 % edited': { atLeast: 0.98, make: (text, pool) => edited(text, 0.1, pool) },
  '20 % edited': { atLeast: 0.95, make: (text, pool) => edited(text, 0.2, pool) },
  'reordered, replaced, 10 % edited': {
    atLeast: 0.95,
    make: (text, pool) => edited(renamed(reordered(text)), 0.1, pool),
  },
  'reordered, replaced, 20 % edited': {
    atLeast: 0.85,
    make: (text, pool) => edited(renamed(reordered(text)), 0.2, pool),
  },
  'half of it, and half of another': {
    atLeast: 0.6,
    make: (text, pool) => text.slice(0, text.length / 2) + pool.slice(0, text.length / 2),
  },
}

test('near texts are found among real reports', async (t) => {
  if (!existsSync(join(sharedData, 'complaints/messages.jsonl'))) {
    t.diagnostic(
      `nothing measured: no data at ${sharedData} (set ZS_SHARED_DATA to the folder that holds complaints/ and narratives/)`,
    )
    return
  }

  await t.test('complaints of citizens: 0.98 of the listed pairs, nine in ten proposals listed', (t) => {
    const index = indexOf(textsOf(...complaints))
    const figures = figuresByFloor(index, pairsOf('complaints/near_duplicate_pairs.jsonl'))
    for (const row of figures) t.diagnostic(`${index.texts.length} texts: ${shown(row)}`)
    assert.ok(atFloor(figures).recall >= 0.98)
    assert.ok(atFloor(figures).precision >= 0.9)
  })

  await t.test('case narratives: every listed pair, although indictments share their formulas', (t) => {
    const index = indexOf(textsOf(...narratives))
    const figures = figuresByFloor(index, pairsOf('narratives/near_duplicate_pairs.jsonl'))
    for (const row of figures) t.diagnostic(`${index.texts.length} texts: ${shown(row)}`)
    assert.equal(atFloor(figures).recall, 1)
    assert.ok(atFloor(figures).perText <= 0.6)
  })

  await t.test('texts written anew', async (t) => {
    const index = indexOf(textsOf(...complaints, ...narratives))
    const queries = 300
    for (const [name, { atLeast, make }] of Object.entries(edits))
      await t.test(`${name}: at least ${atLeast} found`, (t) => {
        const results = Array.from({ length: queries }, (_, query) => {
          const source = (query * 397 + 11) % index.texts.length
          const pool = index.texts[(source + 5_003) % index.texts.length]?.text.repeat(2) ?? ''
          const overlaps = index.overlapsWith(shinglesOf(make(index.texts[source]?.text ?? '', pool)))
          return { overlaps, ofSource: overlaps.find(({ at }) => at === source)?.containment ?? 0 }
        })
        const figures = floors.map((floor) => ({
          floor,
          recall: results.filter(({ ofSource }) => ofSource >= floor).length / queries,
          perText:
            results.flatMap(({ overlaps }) => overlaps.filter((one) => one.containment >= floor)).length /
            queries,
        }))
        for (const row of figures) t.diagnostic(shown(row))
        assert.ok(atFloor(figures).recall >= atLeast)
      })
  })
})
