/** The script of a litigation petition: what somebody does next, by the course that was drawn for it. */
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

/** Within so many days an opinion may be reviewed (rulebook, petition.requestReview.term). */
const REVIEW_DAYS = 30
const { petition: said } = matterWords

const states: Readonly<Record<string, (sight: MatterSight) => MatterStep>> = {
  toRegister: (sight) =>
    by(inRegistry(sight, 'intakeClerk'), 'register', {
      gist: words(sight, said.gist),
      category: sight.view.fields['category'],
    }),
  toSort,
  toApprove: approving,
  passedOn: (sight) =>
    by(freeIn(sight, sight.view.fields['handlingUnit'], 'petitionHandler'), 'accept', {
      acceptanceWay: wayTo(sight),
      acceptanceWords: words(sight, said.acceptance),
    }),
  handling,
  toIssue: (sight) => {
    const { handler, result } = sight.view.fields
    const heads = freeIn(sight, sight.view.fields['handlingUnit'], 'petitionHead', 'organHead')
    return by(
      heads.filter((head) => head !== handler),
      'issue',
      { feedbackWay: wayTo(sight), feedbackWords: said.answers[String(result)] ?? said.answers.explained },
    )
  },
  answered: (sight) => {
    const wantsReview =
      ['reviewed', 'reviewedAnew', 'ended'].includes(sight.course) && !sight.history.includes('requestReview')
    return wantsReview ? requesting(sight, 'requestReview') : archiving(sight)
  },
  toReview: (sight) => {
    const reviewers = reviewersIn(sight, 'reviewUnit')
    return sight.course === 'reviewedAnew'
      ? by(reviewers, 'orderAnew', { reviewOpinion: said.reviewAnew })
      : by(reviewers, 'decideReview', { reviewResult: 'upheld', reviewOpinion: said.reviewUpheld })
  },
  reviewed: (sight) =>
    sight.course === 'ended' ? requesting(sight, 'requestSecondReview') : archiving(sight),
  toReviewAgain: secondReview,
  ended: archiving,
  told: archiving,
}

export const nextStepOfPetition = (sight: MatterSight): MatterStep => states[sight.view.state]?.(sight)

const isOpinion = ({ course }: MatterSight): boolean => course !== 'legalProcedure'

/** By message or in person for whoever gave a name, by the code for whoever did not. */
const wayTo = ({ view, random }: MatterSight): string =>
  view.fields['realName'] === true && view.fields['contactWish'] !== 'codeOnly'
    ? pick(random, ['phone', 'message', 'visit'])
    : 'code'

function toSort(sight: MatterSight): MatterStep {
  const sorters = inRegistry(sight, 'assessor')
  const heads = inRegistry(sight, 'officeHead')
  switch (sight.course) {
    case 'toldWhereToGo':
      return signedInOrder(sight, [sorters, heads], 'tellWhereToGo', {
        reasons: said.elsewhere,
        otherChannel: 'arbitration',
        feedbackWords: said.elsewhereAnswer,
      })
    case 'handedToDiscipline':
      return by(heads, 'handToDiscipline', { reasons: said.accusation, feedbackWords: said.accusationAnswer })
    default:
      return by(sorters, 'sort', {
        procedure: isOpinion(sight) ? 'opinion' : 'legalProcedure',
        sortingReasons: words(sight, said.sorting),
      })
  }
}

/** Which organs a category belongs to, first the one whose business it is. */
const ORGANS: Readonly<Record<string, readonly string[]>> = {
  civilTrial: ['court', 'procuratorate'],
  enforcement: ['court', 'procuratorate'],
  prosecution: ['procuratorate', 'court'],
  filing: ['procuratorate', 'police'],
  policeProcedure: ['police', 'procuratorate'],
  policeService: ['police', 'procuratorate'],
  legalService: ['justice', 'procuratorate'],
}

function approving(sight: MatterSight): MatterStep {
  const { category, area, sorter } = sight.view.fields
  const place = String(area)
  const units = (ORGANS[String(category)] ?? ['court']).flatMap((organ) => [
    `${place}:${organ}`,
    `${place.slice(0, 4)}:${organ}`,
  ])
  const unit = units.find(
    (id) =>
      sight.desk.org.findUnitConflict(id, namedIn(sight), sight.desk.on) === undefined &&
      freeIn(sight, id, 'petitionHandler').length > 0 &&
      freeIn(sight, id, 'petitionHead', 'organHead').length > 0,
  )
  return unit === undefined
    ? undefined
    : by(
        inRegistry(sight, 'officeHead').filter((head) => head !== sorter),
        'approve',
        { handlingUnit: unit, instructions: words(sight, said.instructions) },
      )
}

function handling(sight: MatterSight): MatterStep {
  const { handler, handlingUnit } = sight.view.fields
  const own = freeIn(sight, handlingUnit, 'petitionHandler').filter((one) => one === handler)
  const done = doneSince(sight, 'accept')
  const steps = done.filter((one) => one === 'logStep').length
  if (steps > 0 && sight.course === 'extended' && !sight.history.includes('extend'))
    return by(
      freeIn(sight, handlingUnit, 'petitionHead', 'organHead').filter((head) => head !== handler),
      'extend',
      { extensionTerm: '15d', extensionReasons: said.extension },
    )
  if (steps < 2)
    return by(own, 'logStep', {
      steps: [
        {
          kind: steps === 0 ? 'interview' : 'readFile',
          on: sight.desk.on,
          what: words(sight, steps === 0 ? said.interviews : said.files),
        },
      ],
    })
  const again = sight.history.includes('orderAnew')
  return by(own, 'draftOpinion', {
    result: again
      ? 'supported'
      : pick(
          sight.random,
          isOpinion(sight)
            ? ['supported', 'explained', 'notSupported', 'mediated']
            : ['imported', 'imported', 'corrected'],
        ),
    findings: words(sight, said.findings),
    legalGrounds: said.grounds,
  })
}

function requesting(sight: MatterSight, action: 'requestReview' | 'requestSecondReview'): MatterStep {
  const input = { objections: [{ text: words(sight, said.objections) }] }
  if (toldLongerAgoThan(sight, REVIEW_DAYS)) return archiving(sight)
  return sight.hasReporter ? bySender(action, input) : by(inRegistry(sight, 'intakeClerk'), action, input)
}

const reviewersIn = (sight: MatterSight, unit: string) =>
  freeIn(sight, sight.view.fields[unit], 'petitionHead', 'organHead', 'officeHead')

function secondReview(sight: MatterSight): MatterStep {
  const reviewers = reviewersIn(sight, 'secondReviewUnit')
  if (!sight.history.includes('callHearing')) return by(reviewers, 'callHearing', { reasons: said.hearing })
  if (!sight.history.includes('closeHearing'))
    return by(reviewers, 'closeHearing', { hearings: [{ on: sight.desk.on, what: said.heard }] })
  return by(reviewers, 'decideSecondReview', {
    secondReviewResult: pick(sight.random, ['upheld', 'upheld', 'changed']),
    secondReviewOpinion: said.secondReview,
  })
}

function archiving(sight: MatterSight): MatterStep {
  const { state, fields } = sight.view
  const mayBeReviewed = state === 'reviewed' || (state === 'answered' && fields['procedure'] === 'opinion')
  return mayBeReviewed && !toldLongerAgoThan(sight, REVIEW_DAYS)
    ? 'later'
    : by(inRegistry(sight, 'archivist'), 'archive', { archiveBox: boxOf('petition', sight) })
}
