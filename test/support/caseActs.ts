/** Acts on a case of the small world, for histories: 南关 investigates, its procuratorate and its court follow. */
import { elementsOf, type Checks } from '#mechanisms/case/checklist.ts'
import { caseRecord } from '#mechanisms/case/case.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import { recordNo, ruleSets, specify, staff, type Act } from './specify.ts'
import { people, today, type Role } from './smallWorld.ts'

export const { given, by, append, decideOn } = specify(caseRecord)
export type CaseAct = Act<typeof caseRecord>
type Label = 'triad' | 'evilGroup' | 'evilForce' | 'other'

const rulebook = rulebookOn(ruleSets, today)

/** Every row of a gate, met by the first piece of evidence, but for those told. */
export const checksOf = (gate: string, label: Label | undefined, unmet: readonly string[] = []): Checks =>
  elementsOf(gate, label, rulebook).map((element) =>
    unmet.includes(element) ? { element, met: 'notMet' } : { element, met: 'met', evidence: ['Z1'] },
  )

const reasons = { reasons: '事实清楚，理由充分。' }
export const team = [people.nanguanInvestigator, people.nanguanInvestigator2]

export const open = (more: object = {}): CaseAct =>
  by('nanguanInvestigator', 'open', {
    ...{ title: '4·28专案', label: 'evilForce', facts: '多人在市场强迫交易。', area: '220102', team },
    ...more,
  })
export const addEvidence = (...numbers: readonly string[]): CaseAct =>
  by('nanguanInvestigator', 'addEvidence', {
    evidence: numbers.map((no) => ({ no, kind: 'witness', what: '证人证言', obtainedOn: '2025-04-28' })),
  })
export const addPersons: CaseAct = by('nanguanInvestigator', 'addPersons', {
  persons: [
    { no: 'R1', name: '甲某', role: 'gatherer', publicOfficial: false },
    { no: 'R2', name: '乙某', role: 'accomplice', publicOfficial: false },
  ],
})

const gates = {
  filing: 'nanguanLegal',
  investigationEnd: 'nanguanLegal',
  prosecution: 'nanguanProcurator',
  trial: 'nanguanJudge',
} as const
export const review = (
  gate: keyof typeof gates,
  { label = 'evilForce', unmet = [], on }: { label?: Label; unmet?: readonly string[]; on?: string } = {},
): CaseAct =>
  by(
    gates[gate],
    'reviewGate',
    { checks: checksOf(gate, label, unmet), opinion: '逐项审查。' },
    on === undefined ? {} : { on },
  )

export const file = by('nanguanPoliceHead', 'file', reasons)
export const send = by('nanguanPoliceHead', 'sendForProsecution', { ...reasons, defenceHeard: 'noneGiven' })
export const prosecute = by('nanguanProcuratorateHead', 'prosecute', reasons)
export const supplement = by('nanguanProcurator', 'returnForSupplement', {
  outlines: [{ what: '补充账目。' }],
})
export const resubmit = by('nanguanPoliceHead', 'resubmit', {
  supplementResult: '已补充。',
  defenceHeard: 'noneGiven',
})

export const untilFiled = [open(), addEvidence('Z1', 'Z2'), review('filing'), file] as const
export const untilProsecuting = [...untilFiled, addPersons, review('investigationEnd'), send] as const
export const untilTrial = [...untilProsecuting, review('prosecution'), prosecute] as const

export const pronounce = (first: 'guilty' | 'notGuilty', second: 'guilty' | 'notGuilty'): CaseAct =>
  by('nanguanJudge', 'pronounce', {
    verdicts: [
      { no: 'R1', verdict: first },
      { no: 'R2', verdict: second },
    ],
    judgmentNumber: '（2025）吉0102刑初1号',
    judgedOn: '2025-04-28',
  })
export const untilJudged = [...untilTrial, review('trial'), pronounce('guilty', 'guilty')] as const

/** A record linked to the case. */
export const child = (type: string, state: string, closed = false): Linked => ({
  ...{ type, id: recordNo(77), link: 'case', direction: 'to', state, closed },
  told: {},
})

export const viewBy = (role: Role, met: boolean, more: object = {}): CaseAct =>
  by(role, 'stateView', {
    ...{ viewElements: ['dominance'], holdsThatTheyAreMet: met, viewReasons: reasons.reasons },
    ...more,
  })

export { reasons, staff }
