/** An invented report: who, where and what, composed from wordsOfReports.ts. */
import type { Directory } from '#kernel/org/directory.ts'
import { addDays, type PlainDate } from '#kernel/time.ts'
import { demoName } from '#mechanisms/organisation/demoNames.ts'
import { between, chance, pick, shuffled, weighted, type Random } from './random.ts'
import {
  aliases,
  evidence,
  harm,
  months,
  opening,
  request,
  storyKinds,
  type StoryKind,
} from './wordsOfReports.ts'

/** The input of the clue's `report` or `enter`, less how and when it came. */
export type Story = Readonly<Record<string, unknown>> & {
  readonly title: string
  readonly content: string
  readonly category: string
  readonly area: string
  readonly focus: readonly string[]
}

export interface StoryWish {
  readonly org: Directory
  readonly random: Random
  readonly on: PlainDate
  /** County code where it happened. */
  readonly area: string
  /** An official whom it names, with unit and post in the reporter's words. */
  readonly official?: { readonly name: string; readonly unitName: string; readonly post: string }
}

export function storyOf({ org, random, on, area, official }: StoryWish): Story {
  const kind = kindBy(random)
  const town = pick(random, townsOf(org, area))
  const boss = demoName(random)
  const second = demoName(random)
  const fill = filler(random, { town, village: villageOf(random, town), boss, second })
  const told = shuffled(random, [
    ...shuffled(random, kind.stories).slice(0, 1 + between(random, 0, 1)),
    pick(random, harm),
    pick(random, evidence),
  ])
  const content = fill([pick(random, opening), ...told, pick(random, request)].join(''))
  const shields = official !== undefined || kind.name === 'staff'
  return {
    category: kind.category,
    title: fill(pick(random, kind.titles)),
    content:
      official === undefined ? content : `${content}听说${official.unitName}的${official.name}替他说话。`,
    occurredOn: addDays(on, -between(random, 3, 200)),
    occurredAt: fill('{town}{village}一带'),
    area,
    trade: kind.trade,
    focus: kind.focus,
    stillGoingOn: pick(random, ['yes', 'no', 'unknown']),
    weapons: kind.weapons === true && chance(random, 0.6) ? 'yes' : 'unknown',
    minors: kind.minors === true && chance(random, 0.5) ? 'yes' : 'no',
    ...(chance(random, 0.3) ? { loss: `约${String(between(random, 2, 80))}万元` } : {}),
    reportedPersons: [
      { name: boss, alias: pick(random, aliases), address: fill('{town}{village}') },
      ...(chance(random, 0.4) ? [{ name: second }] : []),
      ...(official === undefined ? [] : [{ ...official, publicOfficial: 'yes' }]),
    ],
    umbrellaSuspected: shields ? 'yes' : 'unknown',
    ...(official === undefined ? {} : { umbrellaFacts: `${official.name}与${boss}来往密切。` }),
  }
}

const kindBy = (random: Random): StoryKind => {
  const name = weighted(random, Object.fromEntries(storyKinds.map((kind) => [kind.name, kind.weight])))
  return storyKinds.find((kind) => kind.name === name) ?? pick(random, storyKinds)
}

const townNames = new WeakMap<Directory, ReadonlyMap<string, readonly string[]>>()

/** The names of the towns of a county. */
function townsOf(org: Directory, area: string): readonly string[] {
  let known = townNames.get(org)
  if (known === undefined) {
    const byCounty = Map.groupBy(org.unitsOfKind('committee', 'town'), ({ place }) => place.slice(0, 6))
    known = new Map(
      [...byCounty].map(([county, towns]) => [county, towns.map(({ placeName }) => placeName.zh)]),
    )
    townNames.set(org, known)
  }
  return known.get(area) ?? [org.placeName(area)?.zh ?? '城区']
}

const villageOf = (random: Random, town: string): string =>
  town.endsWith('街道')
    ? `${pick(random, ['东', '西', '南', '北', '兴', '福'])}${pick(random, ['安', '园', '苑', '华', '盛'])}小区`
    : `${pick(random, ['前', '后', '上', '下', '大', '小', '东', '西'])}${pick(random, ['岗', '河', '屯', '甸', '沟', '营', '坡', '窝堡'])}村`

function filler(random: Random, names: Readonly<Record<string, string>>): (text: string) => string {
  const alias = pick(random, aliases)
  return (text) =>
    text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
      const name = names[slot]
      if (name !== undefined) return name
      if (slot === 'alias') return alias
      if (slot === 'month') return pick(random, months)
      if (slot === 'years') return String(between(random, 2, 9))
      return String(between(random, 3, 48))
    })
}

/** Those that name no place. */
const anywhere = (texts: readonly string[]): readonly string[] => texts.filter((one) => !one.includes('{'))

/** The same event told again: another beginning and end, one sentence gone, a word or two changed. */
export function retold(story: Story, random: Random): Story {
  const sentences = story.content.split(/(?<=。)/)
  const kept = sentences.length > 3 ? sentences.filter((_, at) => at !== sentences.length - 2) : sentences
  const changed = kept.join('').replaceAll('我', chance(random, 0.5) ? '我们' : '我')
  return {
    ...story,
    content: `${pick(random, anywhere(opening))}${changed}${pick(random, anywhere(request))}`,
    title: `再次反映：${story.title}`,
  }
}
