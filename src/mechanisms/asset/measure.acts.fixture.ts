/** Acts on measures and the records beside them, for the tests of this folder. */
import type { Linked } from '#kernel/record/declaration.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify } from '#test/support/specify.ts'
import { measure } from './measure.ts'

export const { given, by, bySystem } = specify(measure)

const theCase = recordNo(20)
export const theClue = recordNo(21)
export const theAsset = recordNo(22)

const linked = (type: string, id: Linked['id'], more: Partial<Linked>): Linked => ({
  ...{ type, id, link: type, direction: 'from', state: 'investigating', closed: false, told: {} },
  ...more,
})

export const caseAt = (stage: string, more: Readonly<Record<string, unknown>> = {}): Linked =>
  linked('case', theCase, { told: { stage, label: 'triad', major: false, ...more } })

export const clueTelling = (focus: readonly string[] = ['suspectedTriad']): Linked =>
  linked('clue', theClue, { state: 'verifying', told: { focus } })

export const assetTelling = (told: Readonly<Record<string, unknown>> = {}, state = 'found'): Linked =>
  linked('asset', theAsset, {
    state,
    told: { title: '财产', kind: 'deposit', case: theCase, measuresWaiting: [], ...told },
  })

export interface Wanted {
  readonly kind: string
  readonly assetKind?: string
  readonly impact?: 'ordinary' | 'serious'
  readonly stage?: string
  readonly major?: boolean
  readonly on?: string
  readonly assetState?: string
  readonly inForce?: string
}

/** What is linked with a measure of that sort. */
export function linksFor({ assetKind = 'deposit', stage = 'investigation', ...wanted }: Wanted) {
  const told = {
    kind: assetKind,
    ...(wanted.inForce === undefined ? {} : { measureInForce: wanted.inForce }),
  }
  return stage === 'clue'
    ? [clueTelling(), assetTelling({ ...told, case: undefined, clue: theClue }, wanted.assetState)]
    : [caseAt(stage, { major: wanted.major === true }), assetTelling(told, wanted.assetState)]
}

const block = {
  necessity: '账户资金系违法所得，存在转移风险。',
  scope: '以涉案金额为限。',
  ownership: '登记在嫌疑人本人名下。',
  livingAllowance: '保留本人及所扶养家属三个月的生活费用。',
  businessImpact: '不影响正常经营。',
}

/** `role` asks for it. */
export const apply = (wanted: Wanted, role: Role = 'nanguanInvestigator') =>
  by(
    role,
    'apply',
    {
      ...(wanted.stage === 'clue' ? { clue: theClue } : { case: theCase }),
      ...{ asset: theAsset, kind: wanted.kind, impact: wanted.impact ?? 'ordinary' },
      ...block,
    },
    { linked: linksFor(wanted), ...(wanted.on === undefined ? {} : { on: wanted.on }) },
  )

export const approve = (role: Role, wanted: Wanted) =>
  by(
    role,
    'approve',
    { decisionReasons: '符合法定条件。' },
    { linked: linksFor(wanted), ...(wanted.on === undefined ? {} : { on: wanted.on }) },
  )

const items = [{ what: '银行存款账户', count: 1, measuredIn: '个' }]

export const execute = (
  wanted: Wanted,
  input: Readonly<Record<string, unknown>> = {},
  role: Role = 'nanguanInvestigator',
) =>
  by(
    role,
    'execute',
    {
      officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
      witness: { name: '刘见证' },
      items,
      ...input,
    },
    { linked: linksFor(wanted), ...(wanted.on === undefined ? {} : { on: wanted.on }) },
  )

export const freeze: Wanted = { kind: 'freeze' }
/** A freeze of a deposit that the head of the county's police decided. */
export const frozen = [apply(freeze), approve('nanguanPoliceHead', freeze), execute(freeze)]
