/** What people do to a clue, ready to be strung together in tests. All on 28 April 2025 unless told. */
import type { Linked } from '#kernel/record/declaration.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { recordNo, specify, staff } from './specify.ts'
import { people, type Role } from './smallWorld.ts'

const { by, acting, publicly, bySystem } = specify(clue)

export const told = {
  source: 'letter',
  receivedOn: '2025-04-28',
  category: 'crime',
  title: '南岭街道强揽工程',
  content: '有人在南岭街道长期强揽土方工程，威胁不配合的施工队。',
  area: '220102',
  focus: ['forcedContracts'],
  realName: true,
  contactWish: 'phone',
}

export const entered = by('centreIntake', 'enter', told)
export const reported = publicly('report', { ...told, source: 'portal' })
export const register = (...named: readonly string[]) =>
  by('centreIntake', 'register', {
    gist: '强揽工程',
    importance: 'important',
    category: 'crime',
    ...(named.length === 0 ? {} : { named: named.map((key) => ({ key, how: 'stated' })) }),
  })
export const assess = (grade: 'A' | 'B' | 'C', more: Readonly<Record<string, unknown>> = {}) =>
  by('centreAssessor', 'assess', { grade, gradeReasons: '有具体时间、地点。', ...more })
export const approve = (verifyingUnit: string) =>
  by('centreHead', 'approve', {
    verifyingUnit,
    dispatch: 'direct',
    secrecy: 'internal',
    feedbackWanted: true,
    instructions: '依法核查。',
  })

/** A unit that verifies, with its people. */
export interface Crew {
  readonly unit: string
  readonly team: readonly [Role, Role]
  readonly chiefs: readonly [Role, Role, Role]
}
export const nanguan: Crew = {
  unit: '220102:police',
  team: ['nanguanVerifier', 'nanguanVerifier2'],
  chiefs: ['nanguanChief', 'nanguanDeputyHead', 'nanguanPoliceHead'],
}
export const changchun: Crew = {
  unit: '2201:police',
  team: ['changchunVerifier', 'changchunVerifier2'],
  chiefs: ['changchunChief', 'changchunDeputyHead', 'changchunPoliceHead'],
}
export const chuanying: Crew = {
  unit: '220204:police',
  team: ['chuanyingVerifier', 'chuanyingVerifier2'],
  chiefs: ['chuanyingChief', 'chuanyingDeputyHead', 'chuanyingPoliceHead'],
}

export const signFor = ({ team }: Crew) => by(team[1], 'signFor', { team: team.map((role) => people[role]) })
export const undertake = ({ team }: Crew) => team.map((role) => by(role, 'undertakeSecrecy'))
export const approveVerification = ({ chiefs }: Crew) =>
  by(chiefs[0], 'approveVerification', { plan: '走访施工队，核对合同。' })
/** Signed for, secrecy undertaken, the plan approved. */
export const takeUp = (crew: Crew) => [signFor(crew), ...undertake(crew), approveVerification(crew)]
export const step = (kind: string, officers: readonly Role[]) => ({
  steps: [
    { kind, on: '2025-04-28', what: '询问了施工队负责人。', officers: officers.map((role) => people[role]) },
  ],
})
export const logStep = ({ team }: Crew) => by(team[0], 'logStep', step('questioning', team))
export const contact = ({ team }: Crew) =>
  by(team[0], 'contactReporter', {
    reporterContacts: [{ on: '2025-04-28', way: 'phone', words: '已核实。' }],
  })
export const report = {
  evil: { conclusion: 'evilForce', findings: '有恶势力嫌疑。', proposal: 'file', truth: 'true' },
  nothing: { conclusion: 'noCrime', findings: '未发现犯罪。', proposal: 'nothing', truth: 'mistaken' },
}
export const submit = ({ team }: Crew, found: keyof typeof report) =>
  by(team[0], 'submitReport', report[found])
export const sign = (role: Role) => by(role, 'sign', { opinion: '同意。' })
export const recordDisposal = ({ team }: Crew) =>
  by(team[0], 'recordDisposal', { disposalDocument: '公刑立字〔2025〕17号', disposedOn: '2025-04-28' })
export const signAll = ({ chiefs }: Crew) => chiefs.map(sign)
export const confirm = [
  by('changchunReviewer', 'confirmResult', { reviewOpinion: '事实清楚。' }),
  by('centreHead', 'confirmResult', { reviewOpinion: '同意。' }),
]
/** Whose reporter is not drawn for a return visit. */
export const feedBack = by(
  'centreIntake',
  'feedBack',
  { feedbackWay: 'phone', feedbackWords: '已依法办理。' },
  { draw: 0.5 },
)
export const draw = (drawn: number) => by('centreSampler', 'drawSample', {}, { draw: drawn })
export const archive = by('centreArchivist', 'archive', { archiveBox: '2025-17' })
export const orderRecheck = by('centreSampler', 'orderRecheck', { recheckUnit: '220204:police' })
export const recheck = (recheckConclusion: string) =>
  by('chuanyingVerifier2', 'recheck', { recheckConclusion, recheckFindings: '重新核查。' })

const named = (keys: readonly string[]) => register(...keys)
/** A clue of grade B with this crew: until it is approved, signed for, under way, reported, closed, answered. */
export const untilApproved = (crew: Crew, ...keys: readonly string[]) => [
  entered,
  named(keys),
  assess('B'),
  approve(crew.unit),
]
export const untilVerifying = (crew: Crew, ...keys: readonly string[]) => [
  ...untilApproved(crew, ...keys),
  ...takeUp(crew),
]
export const untilSubmitted = (crew: Crew, found: keyof typeof report = 'evil') => [
  ...untilVerifying(crew),
  logStep(crew),
  contact(crew),
  submit(crew, found),
]
export const untilClosed = (crew: Crew) => [...untilSubmitted(crew), ...signAll(crew), recordDisposal(crew)]
export const untilAnswered = (crew: Crew) => [...untilClosed(crew), feedBack]

const otherClue = recordNo(7)
/** Another clue that this one knows of. */
export const another = (more: Partial<Linked>): Linked => ({
  ...{ type: 'clue', id: otherClue, link: 'head', direction: 'from', state: 'verifying', closed: false },
  told: {},
  ...more,
})
export const merge = (linked: Linked) =>
  by('centreAssessor', 'merge', { head: otherClue, reasons: '同一事项。' }, { linked: [linked] })

/** Somebody else sits on this post. */
export const inPlaceOf = (role: Role, other: Role) => acting({ ...staff(role), person: people[other] })
export { by, bySystem, publicly }
