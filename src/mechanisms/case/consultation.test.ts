/** What must be so of consultations, as sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linked } from '#kernel/record/declaration.ts'
import { team } from '#test/support/caseActs.ts'
import { people } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff, type Act } from '#test/support/specify.ts'
import { consultation } from './consultation.ts'

const { given, by } = specify(consultation)
type ConsultationAct = Act<typeof consultation>

const theCase: Linked = {
  ...{
    type: 'case',
    id: recordNo(9),
    link: 'case',
    direction: 'from',
    state: 'investigating',
    closed: false,
  },
  told: { team },
}
const apply = (more: object = {}): ConsultationAct => ({
  ...by('nanguanLegal', 'apply', {
    ...{ case: recordNo(9), caseTitle: '4·28专案', gate: 'investigationEnd', label: 'triad' },
    ...{
      elements: ['dominance'],
      organs: ['220102:police', '220102:procuratorate'],
      views: [],
      reasons: '分歧。',
    },
    ...more,
  }),
  via: { type: 'case', record: recordNo(9) },
})
const accept = by('provinceCaseClerk', 'accept', {
  experts: [people.provinceExpert, people.provinceExpert2],
  plannedFor: '2025-05-06',
})
const isFree = (role: Parameters<typeof by>[0]) => by(role, 'declareConflict', { isFreeOfConflict: true })
const holds = (role: Parameters<typeof by>[0], position: string, more: object = {}) =>
  by(
    role,
    'statePosition',
    { position, inTheMinority: false, opinion: '理由。', ...more },
    { linked: [theCase] },
  )
const hold = by('provinceCaseClerk', 'hold', {
  heldOn: '2025-04-28',
  attended: '省扫黑办、专家、公安、检察。',
})
const minutes = {
  questionsDiscussed: '是否形成非法控制。',
  nextSteps: [{ what: '补充行业证据。', unit: '220102:police' }],
}
const decide = (role: Parameters<typeof by>[0], more: object = {}) =>
  by(role, 'recordDecision', { decision: '仍按恶势力办理。', differs: false, ...more })

const prepared = [
  apply(),
  accept,
  ...(['provinceExpert', 'provinceExpert2', 'nanguanLegal', 'nanguanProcurator'] as const).map(isFree),
] as const
const stated = [...prepared, holds('nanguanLegal', 'holds'), holds('nanguanProcurator', 'holdsNot')] as const
const minuted = [
  ...stated,
  hold,
  by('provinceCaseClerk', 'signMinutes', minutes),
  by('provinceOfficeHead', 'signMinutes', minutes),
] as const

test('the provincial office convenes, and a higher one when it is itself named', () => {
  assert.equal(given(apply()).record?.['convenor'], '22:office')
  const named = [{ key: 'u:22:office', how: 'stated' }]
  assert.equal(given(apply({ named })).record?.['convenor'], '00:office')
})

test('its clocks: ten working days to call it, five for the minutes', () => {
  given(apply()).isDue({ call: '2025-05-15' })
  given(...stated, hold).isDue({ minutes: '2025-05-08' })
  given(...minuted).isDue({ decide: '2025-05-15' })
})

test('whoever is tied to the case leaves it at once and has no voice', () => {
  const tied = by('provinceExpert', 'declareConflict', {
    isFreeOfConflict: false,
    conflictStatement: '曾任其律师。',
  })
  const left = given(apply(), accept, tied)
  assert.deepEqual(left.record?.['experts'], [people.provinceExpert2])
  assert.deepEqual(left.rolesOf(staff('provinceExpert')), [])
  given(apply(), accept).when(holds('provinceExpert2', 'holds')).thenRefused('actorDeclaredNoConflict')
  given(apply(), accept)
    .when(by('provinceExpert', 'declareConflict', { isFreeOfConflict: false }))
    .thenRefused('conflictIsExplained')
})

test('those who handle the case are not among those consulted', () => {
  given(...prepared)
    .when(
      by(
        'nanguanLegal',
        'statePosition',
        { position: 'holds', inTheMinority: false, opinion: '。' },
        {
          linked: [{ ...theCase, told: { team: [...team, people.nanguanLegal] } }],
        },
      ),
    )
    .thenRefused('actorIsNotOnTheTeam')
  assert.deepEqual(given(...prepared).rolesOf(staff('nanguanInvestigator')), [])
})

test('it is not held before every organ has spoken and every expert has declared', () => {
  given(...prepared, holds('nanguanLegal', 'holds'))
    .when(hold)
    .thenRefused('everyOrganStatedItsPosition')
  given(
    apply(),
    accept,
    isFree('nanguanLegal'),
    isFree('nanguanProcurator'),
    holds('nanguanLegal', 'holds'),
    holds('nanguanProcurator', 'reserves'),
  )
    .when(hold)
    .thenRefused('everyExpertDeclared')
})

test('positions stand by unit, and a minority view stays one', () => {
  const { record } = given(...stated, holds('provinceExpert', 'holdsNot', { inTheMinority: true }))
  assert.partialDeepStrictEqual(record?.['positions'], [
    { unit: '220102:police', position: 'holds', inTheMinority: false },
    { unit: '220102:procuratorate', position: 'holdsNot' },
    { unit: '22:office', position: 'holdsNot', inTheMinority: true },
  ])
})

test('the minutes have no field for a verdict, and two sign the same', () => {
  const printed: readonly string[] = consultation.documents.minutes.prints
  for (const field of ['decision', 'decisions', 'outcome', 'differs'])
    assert.ok(!printed.includes(field), field)
  assert.deepEqual(
    Object.keys(consultation.fields).filter((name) => /verdict|conclusion|ruling/i.test(name)),
    [],
  )
  given(...stated, hold, by('provinceCaseClerk', 'signMinutes', minutes))
    .when(by('provinceOfficeHead', 'signMinutes', { ...minutes, questionsDiscussed: '另一问题。' }))
    .thenRefused({ because: 'signs something else', action: 'signMinutes' })
})

test('each organ decides by itself, once, and explains where it differs; then the case is told', () => {
  given(...minuted)
    .when(decide('nanguanPoliceHead', { differs: true }))
    .thenRefused('differenceIsExplained')
  given(...minuted, decide('nanguanPoliceHead'))
    .when(decide('nanguanLegal'))
    .thenRefused('organDecidesOnce')
  const conclude = by('provinceCaseClerk', 'conclude')
  given(...minuted, decide('nanguanPoliceHead'))
    .when(conclude)
    .thenRefused('everyOrganHasDecided')
  const all = given(
    ...minuted,
    decide('nanguanPoliceHead', { differs: true, differenceExplained: '新证据。' }),
    decide('nanguanProcuratorateHead'),
  )
  all.when(conclude).then({ state: 'concluded', outcome: 'decidedOtherwise' })
  all.when(conclude).thenActs({
    type: 'case',
    id: recordNo(9),
    action: 'noteConsultation',
    input: {
      consultationNotes: [
        { what: '南关区公安局：仍按恶势力办理。', differs: true },
        { what: '南关区人民检察院：仍按恶势力办理。', differs: false },
      ],
    },
  })
})
