/**
 * What people do wrong, on purpose: each with the refusal it has to meet. A misstep is tried before the right
 * step; an answer other than the expected one is an error of the system or of the script, and either counts.
 */
import { outsiderKey } from '#kernel/org/conflict.ts'
import { mayStillObject } from './afterwards.ts'
import { atRegistry, namedKeys, since, type Sight } from './sight.ts'
import { chance } from './random.ts'
import { staff, type Misstep, type Step } from './view.ts'
import type { PersonId } from '#kernel/record/field.ts'

type Make = (sight: Sight, step: Step) => Omit<Misstep, 'name'> | undefined

const personOf = ({ who }: Step): PersonId | undefined => (who.kind === 'staff' ? who.person : undefined)
const rule = (name: string) => ({ because: 'rule broken', rule: name })
/** The right step with something changed in its input. */
const changed = (step: Step, input: Step['input'], expects: Misstep['expects']) => ({
  who: step.who,
  action: step.action,
  input: { ...step.input, ...input },
  expects,
})
const on =
  (action: string, make: (sight: Sight, step: Step) => Omit<Misstep, 'name'> | undefined): Make =>
  (sight, step) =>
    step.action === action ? make(sight, step) : undefined

const makers: Readonly<Record<string, Make>> = {
  stranger({ desk, clue }, step) {
    // Somebody of a county that has nothing to do with it, and who signed nothing of it while it was with theirs.
    const [nobody] = desk.org
      .unitsOfKind('police', 'county')
      .filter(({ id, place }) => id !== clue.verifyingUnit && id !== clue.recheckUnit && place !== clue.area)
      .flatMap(({ id }) => desk.org.holdersOf('deputyHead', id, desk.on).slice(0, 1))
      .filter(({ id }) => !(clue.signers ?? []).includes(id))
    return nobody === undefined || !desk.canAct(nobody.id)
      ? undefined
      : { who: staff(nobody.id), action: step.action, input: step.input, expects: { because: 'not found' } }
  },
  citizenAsOfficial(sight, step) {
    if (!sight.hasReporter || sight.code !== undefined || step.who.kind === 'public') return undefined
    // The reporter answers a return visit too.
    if (step.action === 'returnVisit') return undefined
    return {
      who: { kind: 'public' },
      action: step.action,
      input: step.input,
      expects: { because: 'role may not' },
    }
  },
  wrongState({ view }, step) {
    const action = view.state === 'toRegister' ? 'assess' : 'register'
    return personOf(step) === undefined
      ? undefined
      : { who: step.who, action, input: {}, expects: { because: 'not from this state' } }
  },
  noSuchAction: (_, step) =>
    personOf(step) === undefined
      ? undefined
      : { who: step.who, action: 'constructor', input: {}, expects: { because: 'no such action' } },
  fieldMissing(_, step) {
    const required = [
      'gist',
      'gradeReasons',
      'verifyingUnit',
      'team',
      'findings',
      'opinion',
      'feedbackWords',
      'archiveBox',
      'reviewOpinion',
      'notOursReasons',
    ]
    const field = required.find((one) => Object.hasOwn(step.input, one))
    return field === undefined
      ? undefined
      : changed(step, { [field]: undefined }, { because: 'field missing', field })
  },
  fieldNotAccepted: (_, step) =>
    Object.hasOwn(step.input, 'reasons')
      ? changed(step, { reasons: '   ' }, { because: 'field not accepted', field: 'reasons' })
      : undefined,
  fieldNotAsked: (_, step) =>
    personOf(step) === undefined || step.attach !== undefined
      ? undefined
      : changed(step, { outcome: 'filed' }, { because: 'field not asked', field: 'outcome' }),
  notInTheList: on('declareOutOfScope', (_, step) =>
    changed(step, { otherChannel: 'nowhere' }, { because: 'not in the list', field: 'otherChannel' }),
  ),
  staleVersion: ({ view }, step) =>
    personOf(step) === undefined || view.version < 2 || step.attach !== undefined
      ? undefined
      : { ...changed(step, {}, { because: 'changed meanwhile' }), ifMatch: view.version - 1 },
  unjudged: on('register', ({ earlier }, step) =>
    earlier.length === 0
      ? undefined
      : changed(step, { earlierReports: undefined }, rule('everyProposedEarlierReportIsJudged')),
  ),
  assessorConfirms: on('confirmGrade', ({ clue }, step) =>
    clue.assessor === undefined
      ? undefined
      : { ...changed(step, {}, rule('actorIsNotTheAssessor')), who: staff(clue.assessor) },
  ),
  mergedIntoItself: on('merge', ({ view }, step) =>
    changed(step, { head: view.id }, rule('headIsAnotherClueThatIsNotMerged')),
  ),
  tiedUnit: on('approve', (sight, step) => {
    const named = namedKeys(sight)
    const { org, on: day } = sight.desk
    const tied = ['prefecture', 'county']
      .flatMap((level) => org.unitsOfKind('police', level))
      .find(({ id }) => named.length > 0 && org.findUnitConflict(id, named, day) !== undefined)
    return tied === undefined
      ? undefined
      : changed(step, { verifyingUnit: tied.id }, rule('verifyingUnitIsNotTiedToTheNamed'))
  }),
  unitMayNot: on('approve', (_, step) =>
    changed(step, { verifyingUnit: '220102:marketRegulation' }, rule('verifyingUnitMayVerifyThisGrade')),
  ),
  handUpTooEarly: on('approve', (_, step) => ({
    who: step.who,
    action: 'handUp',
    input: { reasons: '请上级办理。', transferTo: '公安部' },
    expects: rule('noUnitOfTheProvinceIsFree'),
  })),
  oneOfficer: on('signFor', (_, step) => {
    const team = step.input['team']
    return Array.isArray(team)
      ? changed(step, { team: team.slice(0, 1) }, rule('teamHasEnoughOfficers'))
      : undefined
  }),
  strangersOnTheTeam: on('signFor', (sight, step) => {
    const others = sight.desk.org.holdersOf('verifier', '22:police', sight.desk.on).map(({ id }) => id)
    return changed(step, { team: others }, rule('teamServesInTheVerifyingUnit'))
  }),
  alone: on('logStep', ({ clue }, step) => {
    const [first] = clue.team ?? []
    return changed(
      step,
      { steps: [{ kind: 'questioning', on: sightDay(step), what: '一人走访。', officers: [first] }] },
      rule('twoOfficersTookPart'),
    )
  }),
  enquiryWithoutApproval: on('logStep', ({ clue }, step) =>
    clue.propertyEnquiryApproved === true
      ? undefined
      : changed(
          step,
          {
            steps: [{ kind: 'propertyEnquiry', on: sightDay(step), what: '查询账户。', officers: clue.team }],
          },
          rule('stepIsAllowedBeforeFiling'),
        ),
  ),
  reportWithoutStep: on('contactReporter', (sight, step) =>
    since(sight, 'signFor').includes('logStep')
      ? undefined
      : {
          who: step.who,
          action: 'submitReport',
          input: { conclusion: 'noCrime', findings: '无。', proposal: 'nothing', truth: 'unclear' },
          expects: rule('aStepWasLogged'),
        },
  ),
  crimeLeftLying: on('submitReport', (_, step) =>
    changed(step, { conclusion: 'evilForce', proposal: 'nothing' }, rule('crimeIsFiledOrTransferred')),
  ),
  transferToNobody: on('submitReport', (_, step) =>
    changed(
      step,
      { conclusion: 'evilForce', proposal: 'transfer', transferTo: undefined },
      rule('transferNamesItsReceiver'),
    ),
  ),
  longerThanAsked: on('grantExtension', ({ clue }, step) =>
    clue.extensionTerm === '15d'
      ? changed(step, { extensionTerm: '30d' }, rule('extensionIsNotLongerThanAsked'))
      : undefined,
  ),
  signsTwice: on('sign', ({ view }, step) => {
    const before = view.signedBy.at(-1)
    return before === undefined
      ? undefined
      : // Whoever signed is a person of the directory.
        { ...changed(step, {}, { because: 'signed already' }), who: staff(before as PersonId) }
  }),
  signsBeforeTheirTurn: on('sign', (sight, step) => {
    const [head] = sight.desk.org.holdersOf('organHead', sight.clue.verifyingUnit ?? '', sight.desk.on)
    const isFree = head !== undefined && sight.desk.canAct(head.id)
    return sight.view.signedBy.length === 0 && isFree && head.id !== personOf(step)
      ? { ...changed(step, {}, { because: 'not your turn to sign' }), who: staff(head.id) }
      : undefined
  }),
  answersByCodeOnly: on('feedBack', ({ clue }, step) =>
    clue.realName === true && clue.contactWish !== 'codeOnly'
      ? changed(step, { feedbackWay: 'code' }, rule('reachableReporterIsAnsweredInPerson'))
      : undefined,
  ),
  archivesUnsampled: on('drawSample', (sight) => {
    const [archivist] = atRegistry(sight, 'archivist')
    return archivist === undefined || sight.hasOpenParts
      ? undefined
      : {
          who: staff(archivist),
          action: 'archive',
          input: { archiveBox: '1' },
          expects: rule('sampleIsDrawnAndRechecked'),
        }
  }),
  archivesWithOpenParts: on('drawSample', (sight) => {
    const [archivist] = atRegistry(sight, 'archivist')
    return archivist === undefined || !sight.hasOpenParts
      ? undefined
      : {
          who: staff(archivist),
          action: 'archive',
          input: { archiveBox: '1' },
          expects: { because: 'still open' },
        }
  }),
  recheckedByTheSame: on('orderRecheck', ({ clue }, step) =>
    clue.verifyingUnit === undefined
      ? undefined
      : changed(step, { recheckUnit: clue.verifyingUnit }, rule('recheckUnitIsAnother')),
  ),
  clearsAStatedName: on('clearName', ({ view }, step) =>
    view.signedBy.length > 0
      ? undefined
      : changed(
          step,
          { cleared: [{ key: outsiderKey('无此人名'), reasons: '核对。' }] },
          rule('onlyMatchedNamesAreCleared'),
        ),
  ),
  signsOtherWords: on('openReporter', ({ view }, step) =>
    view.signedBy.length === 0
      ? undefined
      : changed(step, { openingReasons: '另有原因。' }, { because: 'signs something else' }),
  ),
  objectsTooLate(sight, step) {
    const late = !mayStillObject(sight)
    const canObject = ['answered', 'told', 'archived', 'closed'].includes(sight.view.state)
    return late && canObject && sight.hasReporter && sight.code === undefined && personOf(step) !== undefined
      ? {
          who: { kind: 'public' },
          action: 'object',
          input: { objections: [{ text: '我不同意。' }] },
          expects: rule('objectionIsInTime'),
        }
      : undefined
  },
}

/** The day that a right step carries. */
function sightDay(step: Step): unknown {
  const [first] = Array.isArray(step.input['steps'])
    ? (step.input['steps'] as readonly { on?: unknown }[])
    : []
  return first?.on
}

/** Those that fit nearly every step; the others go before them. */
const everyday = [
  'stranger',
  'citizenAsOfficial',
  'wrongState',
  'noSuchAction',
  'fieldMissing',
  'fieldNotAsked',
  'staleVersion',
]

export const misstepNames: readonly string[] = Object.keys(makers)

/** Every misstep that can be tried before this step. */
export function misstepsBefore(sight: Sight, step: Step): readonly Misstep[] {
  const fitting = Object.entries(makers).flatMap(([name, make]) => {
    const made = make(sight, step)
    return made === undefined ? [] : [{ name, ...made }]
  })
  const special = fitting.filter(({ name }) => !everyday.includes(name))
  return special.length > 0 && chance(sight.random, 0.6) ? special : fitting
}
