/** Co-operation as sentences of policy: the papers, the clocks of the law row by row, each rule refusing once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleOf } from '#kernel/record/declaration.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { caseTelling, mayDo, theCaseId, type Case } from '#test/support/linkedCase.ts'
import {
  alsoHolding,
  directoryWith,
  people,
  smallDirectory,
  world,
  type Role,
} from '#test/support/smallWorld.ts'
import { moment, specify, type Act } from '#test/support/specify.ts'
import { cooperation } from './cooperation.ts'

type CooperationAct = Act<typeof cooperation>
const { given, by, decideOn } = specify(cooperation)

const papers = (...names: readonly string[]) => names.map((paper) => ({ paper, number: '长公南〔2025〕7号' }))
const identity = papers('letter', 'policeId')
const request = (
  measure = 'identity',
  attached: readonly object[] = identity,
  more: object = {},
  told: Parameters<typeof caseTelling> = [],
) =>
  by(
    'nanguanInvestigator',
    'request',
    {
      ...{ case: theCaseId, title: '协查于德海身份', helpingUnit: '220104:police', measure },
      ...{ about: '于德海', wanted: '核实身份、年龄、前科。', papers: attached, ...more },
    },
    { linked: [caseTelling(...told)] },
  )
const approve = (role: Role = 'nanguanPoliceHead') => by(role, 'approve')
const signFor = by('chaoyangInvestigator', 'signFor')
const step = by('chaoyangInvestigator', 'logStep', {
  steps: [{ on: '2025-04-28', what: '查询人口信息。', officers: [people.chaoyangInvestigator] }],
})
const answer = (result = 'done') =>
  by('chaoyangInvestigator', 'answerIt', { result, answer: '身份属实。' }, { on: '2025-04-29' })
const arrestPapers = papers('letter', 'policeId', 'arrest')
const toArrest = [request('arrest', arrestPapers), approve(), signFor]
const caught = (at = '2025-04-28T08:30') =>
  by('chaoyangInvestigator', 'reportCaught', { caughtAt: moment(at), caughtWhere: '红旗街' })
const heard = (at = '2025-04-28T20:00', on = '2025-04-28T21:00') =>
  by('chaoyangInvestigator', 'interrogate', { interrogatedAt: moment(at), record: '如实供述。' }, { on })
const fetch = (officers: readonly Role[]) =>
  by(
    'nanguanInvestigator',
    'fetch',
    { officers: officers.map((one) => people[one]) },
    { on: '2025-04-28T18:00' },
  )
const sent = [request(), approve()]
const executing = [...sent, signFor]

test('a request is approved by the head, signed for, done, answered, and the answer accepted', () => {
  given(request()).when(approve()).then({ state: 'sent', askingUnit: '220102:police', remote: false })
  given(...executing, step, answer())
    .when(by('nanguanInvestigator', 'acceptAnswer', {}, { on: '2025-04-30' }))
    .then({ state: 'closed', outcome: 'done' })
  given(...executing, step, answer('partly'))
    .when(by('nanguanInvestigator', 'askAgain', { reasons: '请补充前科材料。' }, { on: '2025-04-30' }))
    .then({ state: 'executing' })
})

test('it is sent back for papers, and for nothing else (art 348)', () => {
  const back = by('chaoyangInvestigator', 'sendBack', { flaws: '人民警察证复印件不清晰。' })
  given(...sent)
    .when(back)
    .then({ state: 'toSupplement' })
  const { actions } = cooperation
  assert.deepEqual(
    Object.entries(actions)
      .filter(([, action]) => [action.by].flat().some((role) => role === 'helper'))
      .map(([name]) => name),
    ['signFor', 'sendBack', 'logStep', 'reportCaught', 'interrogate', 'answerIt'],
  )
})

// Procedural Provisions [L3], row by row, with the article beside each. 28 April 2025 is a Monday; 1 to 5 May are holidays.
const remote = '220623:police'
const near = smallDirectory.getUnit('220104:police')
const changbai = specify(cooperation, {
  // The id has the form of a unit's.
  org: directoryWith({ units: [...world.units, { ...near, id: remote as UnitId }] }),
})
const clocks: readonly (readonly [string, readonly CooperationAct[], Readonly<Record<string, string>>])[] = [
  ['[ASM] approved within 2 working days', [request()], { approve: '2025-04-30' }],
  [
    'art 353(1): identity, age and record within 7 days of the request',
    sent,
    { signFor: '2025-04-29', answer: '2025-05-06' },
  ],
  ['art 353(1): it runs on whoever signs for it and when', executing, { answer: '2025-05-06' }],
  [
    'art 353(2): anything else in time; [ASM] 15 days',
    [request('records'), approve()],
    { signFor: '2025-04-29', answer: '2025-05-13' },
  ],
  [
    '[ASM] papers are completed within 5 working days',
    [...sent, by('chaoyangInvestigator', 'sendBack', { flaws: '缺拘留证。' })],
    { supplement: '2025-05-08' },
  ],
  [
    '[ASM] an answer is accepted within 5 working days',
    [...executing, step, answer()],
    { accept: '2025-05-09' },
  ],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

test('art 353(1): places with very poor roads have 15 days', () => {
  const asked = { ...request('identity', identity, { helpingUnit: remote }) }
  changbai.given(asked, approve()).isDue({ signFor: '2025-04-29', answer: '2025-05-13' })
  assert.equal(changbai.given(asked).record?.['remote'], true)
})

test('art 351(3): whoever was caught is heard within 24 hours, which no holiday moves', () => {
  const onEve = { ...caught('2025-04-30T17:50'), at: moment('2025-04-30T18:00') }
  const clock = given(...toArrest, onEve).clock('interrogate')
  assert.equal(clock?.ledger.due, moment('2025-05-01T18:00'))
  given(...toArrest, caught(), heard()).isDue({ answer: '2025-05-13' })
  given(...toArrest, caught(), fetch(['nanguanInvestigator', 'nanguanInvestigator2'])).isDue({
    answer: '2025-05-13',
  })
})

// Art 347, row by row: the papers that come with the request for each measure.
const papersByMeasure: Readonly<Record<string, string>> = {
  ...{
    summons: 'summons',
    compelledAppearance: 'compelledAppearance',
    detention: 'detention',
    arrest: 'arrest',
  },
  ...{
    search: 'search',
    sealing: 'sealing',
    seizure: 'seizure',
    propertyEnquiry: 'propertyEnquiry',
    freezing: 'freezing',
  },
  ...{
    inspection: 'filing',
    interrogation: 'filing',
    questioning: 'filing',
    identification: 'filing',
    service: 'toServe',
  },
}
for (const [measure, paper] of Object.entries(papersByMeasure))
  test(`art 347: ${measure} comes with ${paper}, the letter and the officers’ identity papers`, () => {
    given().when(request(measure)).thenRefused('papersForTheMeasureAreThere')
    given()
      .when(request(measure, papers('letter', paper)))
      .thenRefused('papersForTheMeasureAreThere')
    given()
      .when(request(measure, papers('letter', 'policeId', paper)))
      .then({ state: 'toApprove', measure })
  })

/** Each rule, and a case in which it alone refuses; the approver who asked stands below. */
const cases: Readonly<
  Record<Exclude<RuleOf<typeof cooperation>, 'actorIsNotTheAsker'>, Case<typeof cooperation>>
> = {
  theCaseIsOpen: [
    'nobody asks for a closed case',
    [],
    request('identity', identity, {}, [{}, { closed: true }]),
  ],
  askingUnitHandlesTheCase: [
    'only whoever handles the case asks',
    [],
    request('identity', identity, {}, [{ handlingUnit: '220204:police' }]),
  ],
  helpingUnitIsAnotherOfThePolice: [
    'nobody asks themselves',
    [],
    request('identity', identity, { helpingUnit: '220102:police' }),
  ],
  helpingUnitIsNotTiedToTheNamed: [
    'a unit of somebody named is not asked',
    [],
    request('identity', identity, {}, [
      { named: [{ key: `p:${people.chaoyangDeputyHead}`, how: 'stated' }] },
    ]),
  ],
  papersForTheMeasureAreThere: ['no paper is left out', [], request('arrest')],
  someoneIsToBeCaught: ['nobody is caught on a request for records', executing, caught()],
  caughtByNow: ['nobody was caught after now', toArrest, caught('2025-04-28T23:00')],
  interrogatedBetween: [
    'nobody was heard before they were caught',
    [...toArrest, caught()],
    heard('2025-04-28T08:00'),
  ],
  whoeverWasCaughtWasHeard: ['no answer leaves somebody unheard', [...toArrest, caught(), step], answer()],
  fetchedByTwo: [
    'nobody is fetched by one officer (art 351)',
    [...toArrest, caught()],
    fetch(['nanguanInvestigator']),
  ],
  stepsWereTakenByNow: [
    'nothing is logged before it happened',
    executing,
    by('chaoyangInvestigator', 'logStep', {
      steps: [{ on: '2025-04-29', what: '查询。', officers: [people.chaoyangInvestigator] }],
    }),
  ],
  somethingWasDoneOrSaid: ['nobody answers for nothing', executing, answer()],
}
for (const [rule, [name, past, act]] of Object.entries(cases))
  test(`${rule}: ${name}`, () => {
    // Keys of the table are rules of the request.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof cooperation>)
  })

test('actorIsNotTheAsker: a head who also investigates does not approve what they asked for', () => {
  const { org, actor } = alsoHolding('nanguanPoliceHead', 'nanguanInvestigator')
  const both = specify(cooperation, { org })
  both
    .given({ ...request(), by: actor })
    .when(approve())
    .thenRefused('actorIsNotTheAsker')
})

test('who may do what with a request', () => {
  const allowed = (past: readonly CooperationAct[], role: Role) => {
    const { entries, record } = given(...past)
    return mayDo(cooperation, record?.state, (action) => {
      // Every name comes from the declaration.
      const decision = decideOn(entries, by(role, action as CooperationAct['action']))
      return 'refused' in decision ? decision.refused : []
    })
  }
  assert.deepEqual(allowed([request()], 'nanguanPoliceHead'), ['approve', 'returnDraft', 'withdraw'])
  assert.deepEqual(allowed([request()], 'nanguanInvestigator2'), [])
  assert.deepEqual(allowed([request()], 'chaoyangInvestigator'), [])
  assert.deepEqual(allowed(sent, 'chaoyangInvestigator'), ['signFor', 'sendBack'])
  assert.deepEqual(allowed(sent, 'nanguanPoliceHead'), ['withdraw'])
  assert.deepEqual(allowed(executing, 'chaoyangInvestigator'), [
    'logStep',
    'reportCaught',
    'interrogate',
    'answerIt',
  ])
  assert.deepEqual(allowed(executing, 'nanguanInvestigator'), ['fetch'])
  for (const role of ['changchunPoliceHead', 'auditor', 'nanguanOfficeHead', 'chuanyingPoliceHead'] as const)
    assert.deepEqual(allowed(executing, role), [], role)
})
