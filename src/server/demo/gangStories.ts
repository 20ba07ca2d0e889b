/**
 * Gang cases of the demo world, each begun on another day, so that one is archived and others stand half-way. They are
 * told through the same office as everything else, a step of each as its day comes.
 */
import { addDays, addMillis, startOfDay, type Instant, type PlainDate } from '#kernel/time.ts'
import { caseHands, type CaseHandsParts } from '../../office/caseHands.ts'
import { gangCase } from '../../office/gangCase.ts'
import type { CaseHands, CasePlaces, Told } from '../../office/gangScene.ts'
import type { ActContext } from '../../office/inProcessHands.ts'
import { randomOf } from '../../office/random.ts'

export interface GangParts extends Omit<CaseHandsParts, 'today' | 'atItsMoment'> {
  readonly context: ActContext
  readonly seed: string
}

/** Begun so many days after the first of the world; all in one prefecture, which is fully staffed. */
const stories: readonly { readonly after: number; readonly home: string; readonly other: string }[] = [
  { after: 10, home: '220102', other: '220104' },
  { after: 240, home: '220103', other: '220105' },
  { after: 330, home: '220106', other: '220102' },
  { after: 395, home: '220112', other: '220106' },
]
const PREFECTURE = '2201'
const HOUR = 3_600_000

export interface GangStories {
  /** What the stories have for this day. */
  workOn(day: PlainDate): Promise<void>
}

export function gangStories(parts: GangParts, firstDay: PlainDate, cases: number): GangStories {
  const { context, seed } = parts
  let now: Instant = startOfDay(firstDay)
  let done = 0

  const hands = (today: () => PlainDate): CaseHands =>
    caseHands({
      ...parts,
      today,
      atItsMoment(act) {
        now = addMillis(now, 20_000)
        return context.inside(now, randomOf(`${seed}/gang/${String(done++)}`), act)
      },
    })

  const begun = stories.slice(0, cases).map((story, nth) => {
    let today = firstDay
    const where: CasePlaces = { ...story, above: PREFECTURE, province: '22', name: gangs[nth] ?? '' }
    return {
      next: addDays(firstDay, story.after),
      told: gangCase(
        hands(() => today),
        where,
        reports(nth),
      ),
      at: (day: PlainDate) => {
        today = day
      },
      isOver: false,
    }
  })

  return {
    async workOn(day) {
      now = addMillis(startOfDay(day), 10 * HOUR)
      for (const story of begun) {
        if (story.isOver || story.next > day) continue
        story.at(day)
        const step = await story.told.next()
        if (step.done === true) story.isOver = true
        else story.next = addDays(day, step.value)
      }
    },
  }
}

const gangs = ['河湾沙场', '北山石料场', '东环货运站', '新建小区装修市场'] as const
const happenings = [
  '不许别家的车进场，谁进就砸谁的车',
  '每车收五十元“过路费”，不交就堵路',
  '把来运货的司机打成轻伤，住院十几天',
  '夜里带人到村里敲门，逼着签转让协议',
  '放话说镇上有人，告也没用',
  '用挖机堵住村口，村民一天出不了门',
  '抢走了路过商贩的首饰和现金',
  '强迫商户只买他们的货，价钱高出三成',
  '检查的前一天就有人通风报信，第二天全停',
  '拿着账本挨家要钱，账本上都记着名字和数',
] as const

/** Ten people tell of one gang, each of another evening. */
const reports = (nth: number): Told =>
  happenings.map((happened, which) => ({
    title: `反映${gangs[nth % gangs.length] ?? ''}一伙人：${happened.slice(0, 10)}`,
    content: `${gangs[nth % gangs.length] ?? ''}这伙人领头的外号“${['大江', '石头', '老四', '铁头'][nth % 4] ?? ''}”，${happened}。这是${String(which + 3)}月的事，当时有${String(which + 2)}个人在场，都愿意作证。`,
  }))
