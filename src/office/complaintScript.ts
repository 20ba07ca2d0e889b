/** The script of a complaint about political-legal staff: what somebody does next, by the course drawn for it. */
import type { PersonId } from '#kernel/record/field.ts'
import {
  boxOf,
  by,
  bySender,
  doneSince,
  freeIn,
  inRegistry,
  namedIn,
  signedInOrder,
  toldLongerAgoThan,
  type MatterSight,
  type MatterStep,
} from './matterSight.ts'
import { pick } from './random.ts'
import { matterWords, words } from './wordsOfMatters.ts'

/** Days in which an objection is taken (rulebook, complaint.object.term). */
const OBJECTION_DAYS = 30
const { complaint: said } = matterWords

const states: Readonly<Record<string, (sight: MatterSight) => MatterStep>> = {
  toRegister: (sight) =>
    sight.course === 'toldWhereToGo'
      ? signedInOrder(
          sight,
          [inRegistry(sight, 'intakeClerk'), inRegistry(sight, 'officeHead')],
          'declareOutOfScope',
          { gist: said.noStaff, reasons: said.elsewhere, otherChannel: 'hotline12345' },
        )
      : by(inRegistry(sight, 'intakeClerk'), 'register', {
          gist: words(sight, said.gist),
          category: sight.view.fields['category'],
        }),
  toSort: (sight) =>
    by(inRegistry(sight, 'assessor'), 'sort', {
      rank: pick(sight.random, ['staff', 'staff', 'section']),
      staffOrgan: sight.view.fields['staffOrgan'] ?? 'police',
      sortingReasons: words(sight, said.sorting),
    }),
  toApprove: approving,
  passedOn: (sight) =>
    by(deskOf(sight), 'accept', { team: freeIn(sight, unitOf(sight), 'complaintHandler').slice(0, 2) }),
  handling,
  toDecide: (sight) =>
    by(decidersOf(sight), 'decide', {
      decision: sight.view.fields['proposal'],
      decisionOpinion: words(sight, said.decided),
    }),
  toConfirmFraming: (sight) =>
    by(decidersAbove(sight), sight.course === 'framingRejected' ? 'rejectFraming' : 'confirmFraming', {
      framingOpinion: sight.course === 'framingRejected' ? said.mistaken : said.framing,
    }),
  decided: answering,
  answered: (sight) => {
    if (sight.course === 'objected' && sight.hasReporter && !sight.history.includes('object'))
      return toldLongerAgoThan(sight, OBJECTION_DAYS)
        ? archiving(sight)
        : bySender('object', { objections: [{ text: words(sight, said.objections) }] })
    return appealing(sight) ?? archiving(sight)
  },
  reexamining: (sight) =>
    by(inRegistry(sight, 'officeHead'), 'refuseReexamination', {
      reasons: said.refused,
      feedbackWords: said.refusedAnswer,
    }),
  told: archiving,
}

export const nextStepOfComplaint = (sight: MatterSight): MatterStep => states[sight.view.state]?.(sight)

const unitOf = ({ view }: MatterSight): unknown => view.fields['handlingUnit']
const teamOf = ({ view }: MatterSight): readonly PersonId[] =>
  // The declaration holds `team` as people.
  (view.fields['team'] ?? []) as readonly PersonId[]

const deskOf = (sight: MatterSight) => freeIn(sight, unitOf(sight), 'disciplineIntake', 'complaintIntake')

const decidersOf = (sight: MatterSight) =>
  freeIn(sight, unitOf(sight), 'complaintHead').filter((one) => !teamOf(sight).includes(one))

/** Those in charge above the handling body; in the body itself where nobody is above it. */
function decidersAbove(sight: MatterSight): readonly PersonId[] {
  const unit = String(unitOf(sight))
  const above = sight.desk.org.lineOf(unit).slice(1)
  return (above.length === 0 ? [unit] : above).flatMap((one) => freeIn(sight, one, 'complaintHead'))
}

/** Discipline inspection of the place, or the supervisory department of the organ one level up; the first that is free. */
function approving(sight: MatterSight): MatterStep {
  const { category, area, staffOrgan, sorter } = sight.view.fields
  const place = typeof area === 'string' ? area : '220102'
  const prefecture = place.slice(0, 4)
  const own = { police: 'policeSupervision', court: 'courtSupervision' }[String(staffOrgan)]
  const isConduct = category === 'conduct' || category === 'neglect'
  const bodies = [
    ...(isConduct && own !== undefined ? [`${prefecture}:${own}`] : []),
    ...[place, prefecture, place.slice(0, 2)].map((where) => `${where}:discipline`),
  ]
  const unit = bodies.find(
    (id) =>
      sight.desk.org.findUnitConflict(id, namedIn(sight), sight.desk.on) === undefined &&
      freeIn(sight, id, 'disciplineIntake', 'complaintIntake').length > 0 &&
      freeIn(sight, id, 'complaintHandler').length > 1 &&
      freeIn(sight, id, 'complaintHead').length > 1,
  )
  return unit === undefined
    ? undefined
    : by(
        inRegistry(sight, 'officeHead').filter((head) => head !== sorter),
        'approve',
        { handlingUnit: unit, instructions: words(sight, said.instructions) },
      )
}

/** What the examination comes to, by the course. */
const FOUND: Readonly<Record<string, readonly [truth: string, proposal: string]>> = {
  sanctioned: ['true', 'sanction'],
  appealed: ['true', 'sanction'],
  objected: ['unclear', 'noViolation'],
  crime: ['partlyTrue', 'file'],
  filed: ['true', 'file'],
  reminded: ['partlyTrue', 'reminder'],
  framing: ['fabricated', 'noViolation'],
  framingRejected: ['fabricated', 'noViolation'],
}

function handling(sight: MatterSight): MatterStep {
  const team = teamOf(sight)
  const on = sight.desk.on
  const done = doneSince(sight, 'accept')
  if (!done.includes('tellAcceptance'))
    return by(team, 'tellAcceptance', { acceptances: [{ on, way: wayTo(sight), words: said.acceptance }] })
  const steps = done.filter((one) => one === 'logStep').length
  if (steps < 2)
    return by(team, 'logStep', {
      steps: [
        {
          kind: steps === 0 ? 'preliminary' : 'talk',
          on,
          what: words(sight, steps === 0 ? said.preliminary : said.talks),
          officers: team,
        },
      ],
    })
  const [truth, proposal] = FOUND[sight.course] ?? ['mistaken', 'noViolation']
  if (proposal === 'sanction' && !done.includes('hearDefence'))
    return by(team, 'hearDefence', { defences: [{ on, words: said.defence }] })
  if (sight.course === 'crime') {
    if (!done.includes('handCrimeOver'))
      return by(team, 'handCrimeOver', {
        referrals: [{ crime: 'abuseOfPower', to: procuratorateFor(sight), text: said.referral }],
      })
    if (!done.includes('noteReferralAnswer'))
      return by(team, 'noteReferralAnswer', { referralAnswers: [{ answer: said.referralAnswer, on }] })
  }
  return by(team, 'submitReport', { findings: said.findings[truth], truth, proposal })
}

/** The procuratorate of the prefecture; of the province where that one is named. */
const procuratorateFor = (sight: MatterSight): string => {
  const { area } = sight.view.fields
  const place = typeof area === 'string' ? area : '2201'
  const near = `${place.slice(0, 4)}:procuratorate`
  return sight.desk.org.findUnitConflict(near, namedIn(sight), sight.desk.on) === undefined
    ? near
    : `${place.slice(0, 2)}:procuratorate`
}

const wayTo = ({ view, random }: MatterSight): string =>
  view.fields['realName'] === true && view.fields['contactWish'] !== 'codeOnly'
    ? pick(random, ['phone', 'message', 'visit'])
    : 'code'

function answering(sight: MatterSight): MatterStep {
  const { truth } = sight.view.fields
  const isAccusedInVain = truth === 'mistaken' || truth === 'fabricated'
  if (isAccusedInVain && !doneSince(sight, 'decide').includes('clear'))
    return by(deskOf(sight), 'clear', {
      clearingWay: pick(sight.random, ['letter', 'inPerson', 'bulletin']),
      clearingWords: said.clearing,
    })
  // The desk does not see who complained: whoever examined it answers.
  const first = appealing(sight, true)
  return (
    first ??
    by(teamOf(sight), 'feedBack', {
      feedbackWay: wayTo(sight),
      feedbackWords: said.answers[String(sight.view.fields['outcome'])] ?? said.answers.noViolation,
    })
  )
}

/** The sanctioned official is served, and appeals, and appeals again; the complainant is answered meanwhile. */
function appealing(sight: MatterSight, isBeforeAnswer = false): MatterStep {
  if (sight.view.fields['outcome'] !== 'sanctioned') return undefined
  const done = doneSince(sight, 'decide')
  const on = sight.desk.on
  if (!done.includes('tellSanction')) return by(deskOf(sight), 'tellSanction', { sanctionToldOn: on })
  if (sight.course !== 'appealed') return undefined
  if (!done.includes('lodgeAppeal'))
    return by(deskOf(sight), 'lodgeAppeal', { appealLodgedOn: on, appealGrounds: said.appeal })
  if (isBeforeAnswer) return undefined
  const { decider } = sight.view.fields
  if (!done.includes('decideAppeal'))
    return by(
      decidersOf(sight).filter((one) => one !== decider),
      'decideAppeal',
      { appealResult: 'upheld', appealOpinion: said.appealUpheld },
    )
  if (!done.includes('lodgeSecondAppeal'))
    return by(deskOf(sight), 'lodgeSecondAppeal', {
      secondAppealLodgedOn: on,
      appealGrounds: said.secondAppeal,
    })
  return done.includes('decideSecondAppeal')
    ? undefined
    : by(decidersAbove(sight), 'decideSecondAppeal', {
        secondAppealResult: pick(sight.random, ['upheld', 'reduced']),
        appealOpinion: said.secondAppealDecided,
      })
}

function archiving(sight: MatterSight): MatterStep {
  return by(inRegistry(sight, 'archivist'), 'archive', { archiveBox: boxOf('complaint', sight) })
}
