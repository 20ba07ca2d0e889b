/** Steps after the conclusion: the answer, the objection, the sample, the archive; and what opens it again. */
import { dayOf } from '#kernel/time.ts'
import { crewFor, freeHolders, lastDayToAsk } from './desk.ts'
import { pick } from './random.ts'
import { splitting } from './registering.ts'
import { atRegistry, isFree, namedKeys, say, since, type Sight } from './sight.ts'
import { staff, type Step, type Who } from './view.ts'
import { officials } from './wordsOfOfficials.ts'

const reporter = ({ code }: Sight): Who => ({ kind: 'public', ...(code === undefined ? {} : { code }) })

/** Days in which an objection is taken (rulebook, clue.object.term); later ones are missteps. */
export const mayStillObject = ({ toldAt, desk }: Sight): boolean =>
  toldAt === undefined || desk.on <= lastDayToAsk(dayOf(toldAt), 30, desk)

const objecting = (sight: Sight): Step | undefined =>
  sight.wants.has('object') && sight.hasReporter && mayStillObject(sight)
    ? {
        who: reporter(sight),
        action: 'object',
        input: { objections: [{ text: say(sight, officials.objections) }] },
        uses: 'object',
      }
    : undefined

function reopening(sight: Sight): Step | undefined {
  const [head] = atRegistry(sight, 'officeHead')
  return sight.wants.has('reopen') && head !== undefined
    ? {
        who: staff(head),
        action: 'reopen',
        input: { reasons: say(sight, officials.reopened) },
        uses: 'reopen',
      }
    : undefined
}

/** Reported again after it was over: the director looks at it and leaves it as it is. */
function leavingClosed({ clue, history, ...sight }: Sight): Step | undefined {
  const answered = history.filter((action) => action === 'leaveClosed' || action === 'reopen').length
  const [head] =
    clue.restricted === true ? [clue.approver] : atRegistry({ clue, history, ...sight }, 'officeHead')
  return (clue.reportedAgain ?? []).length > answered && head !== undefined
    ? { who: staff(head), action: 'leaveClosed', input: { reasons: officials.leftClosed } }
    : undefined
}

export function stepToAnswer(sight: Sight): Step | undefined {
  const { clue, wants } = sight
  if (wants.has('splitWhenClosed') && clue.outcome !== 'merged') {
    const split = splitting(sight, 'splitWhenClosed')
    if (split !== undefined) return split
  }
  const own = [clue.registrar, clue.assessor].filter((one) => one !== undefined)
  const candidates = clue.restricted === true ? own : atRegistry(sight, 'intakeClerk')
  const clerk = candidates.find((one) => isFree(sight, one, namedKeys(sight)))
  if (clerk === undefined) return undefined
  const inPerson = clue.realName === true && clue.contactWish !== 'codeOnly'
  return {
    who: staff(clerk),
    action: 'feedBack',
    input: {
      feedbackWay: inPerson ? pick(sight.random, ['phone', 'message', 'visit']) : 'code',
      feedbackWords: officials.answers[clue.outcome ?? 'noCrime'],
      ...(sight.isHead ? { mergedFeedbackWords: officials.answers[clue.outcome ?? 'noCrime'] } : {}),
    },
    ...(sight.isHead ? { crossing: true } : {}),
  }
}

export function stepAfterAnswer(sight: Sight): Step | undefined {
  const { clue, wants, desk } = sight
  const [sampler] = atRegistry(sight, 'sampler')
  const [archivist] = atRegistry(sight, 'archivist')
  const left = leavingClosed(sight)
  if (left !== undefined) return left
  const objection = objecting(sight)
  if (objection !== undefined) return objection
  if (sampler === undefined || archivist === undefined) return undefined
  const visit = visiting(sight)
  if (visit !== undefined) return visit
  if (clue.sampled === undefined) return { who: staff(sampler), action: 'drawSample', input: {} }
  if (clue.sampled && clue.recheckConclusion === undefined) {
    const crew = crewFor(desk, clue.grade ?? 'B', clue.area, namedKeys(sight), [
      clue.verifyingUnit,
      ...sight.tried,
    ])
    return crew === undefined
      ? undefined
      : { who: staff(sampler), action: 'orderRecheck', input: { recheckUnit: crew.unit } }
  }
  if (wants.has('reopen') && sight.view.number.endsWith('3号')) return reopening(sight)
  if (sight.hasOpenParts) return undefined
  return {
    who: staff(archivist),
    action: 'archive',
    input: { archiveBox: `${desk.on.slice(0, 4)}-扫黑-${sight.view.number.slice(-5, -1)}` },
  }
}

function visiting(sight: Sight): Step | undefined {
  const [sampler] = atRegistry(sight, 'sampler')
  const isDrawn = sight.clue.visitDrawn === true && !since(sight, 'feedBack').includes('returnVisit')
  const satisfaction = pick(sight.random, [
    'satisfied',
    'satisfied',
    'fair',
    'dissatisfied',
    'notReached',
  ] as const)
  return (isDrawn || sight.wants.has('returnVisit')) && sampler !== undefined
    ? {
        who: staff(sampler),
        action: 'returnVisit',
        input: {
          returnVisits: [
            {
              satisfaction,
              words: say(sight, officials.visits[satisfaction]),
            },
          ],
        },
        uses: 'returnVisit',
      }
    : undefined
}

export function stepToReexamine(sight: Sight): Step | undefined {
  const [head] = atRegistry(sight, 'officeHead')
  if (head === undefined) return undefined
  return sight.wants.has('objectGranted')
    ? {
        who: staff(head),
        action: 'grantReexamination',
        input: { reasons: say(sight, officials.granted) },
        uses: 'objectGranted',
      }
    : {
        who: staff(head),
        action: 'refuseReexamination',
        input: {
          reasons: say(sight, officials.refused),
          feedbackWay: sight.clue.realName === true ? 'phone' : 'code',
          feedbackWords: officials.refusedAnswer,
        },
      }
}

export function stepToRecheck(sight: Sight): Step | undefined {
  const { clue, desk, wants } = sight
  const team = clue.team ?? []
  const rechecker = freeHolders(desk, ['verifier', 'reviewer'], clue.recheckUnit, namedKeys(sight)).find(
    (one) => !team.includes(one),
  )
  if (rechecker === undefined) return undefined
  const disagrees = wants.has('recheckDisagrees')
  return {
    who: staff(rechecker),
    action: 'recheck',
    input: {
      recheckConclusion: disagrees
        ? clue.conclusion === 'otherCrime'
          ? 'noCrime'
          : 'otherCrime'
        : clue.conclusion,
      recheckFindings: say(sight, officials.recheck),
    },
    ...(disagrees ? { uses: 'recheckDisagrees' } : {}),
  }
}

export const stepWhenTold = (sight: Sight): Step | undefined =>
  leavingClosed(sight) ?? objecting(sight) ?? reopening(sight)
export const stepWhenArchived = (sight: Sight): Step | undefined =>
  leavingClosed(sight) ?? visiting(sight) ?? reopening(sight)

export function stepWhenMerged(sight: Sight): Step | undefined {
  const { wants } = sight
  if (wants.has('addToReport') && sight.hasReporter)
    return {
      who: reporter(sight),
      action: 'addToReport',
      input: { supplements: [{ text: say(sight, officials.supplements) }] },
      uses: 'addToReport',
    }
  const [head] = atRegistry(sight, 'officeHead')
  return wants.has('unmerge') && head !== undefined
    ? {
        who: staff(head),
        action: 'unmerge',
        input: { reasons: say(sight, officials.unmerge) },
        uses: 'unmerge',
        crossing: true,
      }
    : undefined
}
