/** An invented petition or complaint: what the citizen or the clerk enters. */
import type { Directory } from '#kernel/org/directory.ts'
import { addDays, type PlainDate } from '#kernel/time.ts'
import { demoName } from '#mechanisms/organisation/demoNames.ts'
import { between, chance, pick, type Random } from './random.ts'
import type { Input } from './view.ts'

export interface MatterStoryWish {
  readonly org: Directory
  readonly random: Random
  readonly on: PlainDate
  /** County code. */
  readonly area: string
}

const petitions: readonly { readonly category: string; readonly title: string; readonly claim: string }[] = [
  {
    category: 'enforcement',
    title: '判决生效{months}个月没有执行',
    claim: '请求依法采取执行措施，并告知财产查控情况。',
  },
  {
    category: 'civilTrial',
    title: '民事案件立案后{months}个月没有开庭',
    claim: '请求告知审理进展，尽快开庭。',
  },
  {
    category: 'filing',
    title: '报案{months}个月没有答复是否立案',
    claim: '请求书面答复是否立案并说明理由。',
  },
  {
    category: 'policeProcedure',
    title: '扣押车辆{months}个月没有处理意见',
    claim: '请求出具扣押清单，依法处理扣押物品。',
  },
  { category: 'policeService', title: '户口登记更正{months}个月没有办结', claim: '请求办理户口登记更正。' },
  { category: 'legalService', title: '法律援助申请{months}个月没有回复', claim: '请求审查法律援助申请。' },
  {
    category: 'prosecution',
    title: '申请立案监督{months}个月没有结果',
    claim: '请求检察机关告知监督结果。',
  },
]

const complaints: readonly {
  readonly category: string
  readonly staffOrgan: 'police' | 'court'
  readonly title: string
  readonly told: string
}[] = [
  {
    category: 'neglect',
    staffOrgan: 'police',
    title: '多次报警不处理',
    told: '{months}个月内报警三次，出警后都没有记录，也没有告知结果。',
  },
  {
    category: 'conduct',
    staffOrgan: 'police',
    title: '执法人员态度粗暴',
    told: '办理业务时被当众训斥，材料被扔在地上。',
  },
  {
    category: 'abuse',
    staffOrgan: 'police',
    title: '没有手续扣留物品',
    told: '扣留手机和账本时没有出具清单，{months}个月没有归还。',
  },
  {
    category: 'shielding',
    staffOrgan: 'police',
    title: '给沙场老板通风报信',
    told: '每次检查前沙场都提前停工，听说有人打招呼。',
  },
  {
    category: 'bribery',
    staffOrgan: 'court',
    title: '办案人员接受当事人吃请',
    told: '开庭前一天看见办案人员与对方当事人一起吃饭。',
  },
  {
    category: 'unjustDecision',
    staffOrgan: 'court',
    title: '故意拖延办案',
    told: '财产线索交上去{months}个月，一直不查，对方把房子卖了。',
  },
]

const filled = (text: string, random: Random): string =>
  text.replaceAll('{months}', String(between(random, 3, 20)))

const common = (random: Random, on: PlainDate, area: string): Input => {
  const realName = chance(random, 0.5)
  return {
    ...{ area, realName },
    occurredOn: addDays(on, -between(random, 20, 300)),
    contactWish: realName ? pick(random, ['phone', 'message', 'visit', 'codeOnly']) : 'codeOnly',
    wishesSecrecy: chance(random, 0.4),
  }
}

export function petitionStory({ org, random, on, area }: MatterStoryWish): Input {
  const told = pick(random, petitions)
  const title = filled(told.title, random)
  const place = org.placeName(area)?.zh ?? ''
  return {
    ...common(random, on, area),
    ...{ category: told.category, title, claim: told.claim },
    content: `我是${place}居民。${title}，期间到窗口询问${String(between(random, 2, 6))}次，都说再等等。${told.claim}`,
    procedureOpen: pick(random, ['yes', 'no', 'unknown']),
    ...(chance(random, 0.6)
      ? { caseNumber: `${on.slice(0, 4)}吉01民初${String(between(random, 100, 4999))}号` }
      : {}),
  }
}

/** Some name an official who is there, some somebody whom nobody knows. */
export function complaintStory({ org, random, on, area }: MatterStoryWish): Input {
  const told = pick(random, complaints)
  const [holder] = chance(random, 0.35) ? org.holdersOf('verifier', `${area}:police`, on) : []
  const name = told.staffOrgan === 'police' && holder !== undefined ? holder.name : demoName(random)
  const unit = org.findUnit(`${area}:${told.staffOrgan}`)
  return {
    ...common(random, on, area),
    ...{ category: told.category, staffOrgan: told.staffOrgan, title: told.title },
    content: `${filled(told.told, random)}经办人是${name}，有通话记录可以核对。`,
    stillGoingOn: pick(random, ['yes', 'no', 'unknown']),
    reportedPersons: [{ name, ...(unit === undefined ? {} : { unitName: unit.name.zh }) }],
  }
}
