/** Steps of the unit that verifies: signing for, objecting, verifying, asking for time, reporting, signing. */
import type { PersonId } from '#kernel/record/field.ts'
import { crewFor, findCrew, freeHolders, type Crew } from './desk.ts'
import { between, chance, pick } from './random.ts'
import { naming, splitting } from './registering.ts'
import { atRegistry, isFree, namedKeys, say, since, type Sight } from './sight.ts'
import { staff, type Step } from './view.ts'
import { officials } from './wordsOfOfficials.ts'

const crewOf = (sight: Sight): Crew | undefined =>
  findCrew(sight.desk, sight.clue.verifyingUnit ?? '', namedKeys(sight))

const director = (sight: Sight): PersonId | undefined => atRegistry(sight, 'officeHead')[0]

function takingBack(sight: Sight): Step | undefined {
  const head = director(sight)
  return head === undefined
    ? undefined
    : {
        who: staff(head),
        action: 'takeBack',
        input: { reasons: say(sight, officials.taken) },
        ...(sight.wants.has('takeBack') ? { uses: 'takeBack' } : {}),
      }
}

/** What may come in between while the unit has it. */
function aside(sight: Sight, replier: PersonId | undefined): Step | undefined {
  const { wants, history } = sight
  const head = director(sight)
  const lastSupervised = history.lastIndexOf('supervise')
  if (replier !== undefined && lastSupervised > history.lastIndexOf('replyToSupervision'))
    return {
      who: staff(replier),
      action: 'replyToSupervision',
      input: { supervisionReplies: [{ text: say(sight, officials.replies) }] },
    }
  if (wants.has('supervise') && head !== undefined)
    return {
      who: staff(head),
      action: 'supervise',
      input: { supervisions: [{ rung: 'supervise', text: say(sight, officials.supervised) }] },
      uses: 'supervise',
    }
  if (wants.has('addToReport') && sight.hasReporter)
    return {
      who: { kind: 'public', ...(sight.code === undefined ? {} : { code: sight.code }) },
      action: 'addToReport',
      input: { supplements: [{ text: say(sight, officials.supplements) }] },
      uses: 'addToReport',
    }
  return wants.has('nameLate') && head !== undefined ? naming(sight, head, 'nameLate') : undefined
}

export function stepToSignFor(sight: Sight): Step | undefined {
  const crew = crewOf(sight)
  if (crew === undefined) return takingBack(sight)
  const other = aside(sight, crew.team[0])
  if (other !== undefined) return other
  const [first, second] = crew.team
  if (first === undefined || second === undefined) return undefined
  if (sight.wants.has('notOursUpheld') || sight.wants.has('notOursRejected'))
    return {
      who: staff(chance(sight.random, 0.5) ? first : crew.chiefs[0]),
      action: 'objectNotOurs',
      input: {
        notOursGround: pick(sight.random, ['jurisdiction', 'otherOrgan', 'other']),
        notOursReasons: say(sight, officials.notOurs),
      },
    }
  return {
    who: staff(chance(sight.random, 0.6) ? first : crew.chiefs[0]),
    action: 'signFor',
    input: { team: [first, second], plan: say(sight, officials.plan) },
  }
}

export function stepToArbitrate(sight: Sight): Step | undefined {
  const head = director(sight)
  if (head === undefined) return undefined
  return sight.wants.has('notOursUpheld')
    ? {
        who: staff(head),
        action: 'upholdObjection',
        input: { reasons: say(sight, officials.upheld) },
        uses: 'notOursUpheld',
      }
    : {
        who: staff(head),
        action: 'rejectObjection',
        input: { reasons: say(sight, officials.overruled) },
        uses: 'notOursRejected',
      }
}

export function stepToVerify(sight: Sight): Step | undefined {
  const { clue, wants, desk, view } = sight
  const named = namedKeys(sight)
  const crew = crewOf(sight)
  const team = (clue.team ?? []).filter((one) => isFree(sight, one, named))
  const [first, second] = team
  if (crew === undefined || wants.has('takeBack')) return takingBack(sight)
  if (first === undefined || second === undefined || wants.has('changeTeam'))
    return {
      who: staff(crew.chiefs[0]),
      action: 'changeTeam',
      input: { team: crew.team.slice(0, 2).toReversed(), reasons: say(sight, officials.team) },
      uses: 'changeTeam',
    }
  const done = since(sight, 'signFor')
  const bare = team.find((one) => !(clue.undertakings ?? []).some(({ officer }) => officer === one))
  if (bare !== undefined) return { who: staff(bare), action: 'undertakeSecrecy', input: {} }
  const lead = staff(first)
  const [opened] = view.signedBy
  if (opened !== undefined || (wants.has('openReporter') && clue.reporter !== undefined)) {
    const by = opened === first ? second : first
    return {
      who: staff(by),
      action: 'openReporter',
      // Both sign the same words.
      input: { openingReasons: '需当面核对举报细节，联系举报人。' },
      ...(opened === undefined ? {} : { uses: 'openReporter' }),
    }
  }
  const mayContact = clue.contactOwed === true
  if (mayContact && !done.includes('contactReporter'))
    return {
      who: lead,
      action: 'contactReporter',
      input: { reporterContacts: [{ on: desk.on, way: 'phone', words: say(sight, officials.contact) }] },
    }
  const log = (kind: string, what: string): Step => ({
    who: lead,
    action: 'logStep',
    input: { steps: [{ kind, on: desk.on, what, officers: [first, second] }] },
  })
  if (clue.verificationApprovedBy === undefined)
    return {
      who: staff(crew.chiefs[0]),
      action: 'approveVerification',
      input: clue.plan === undefined ? { plan: say(sight, officials.plan) } : {},
    }
  if (!done.includes('logStep')) return log('questioning', say(sight, officials.steps))
  if (wants.has('propertyEnquiry'))
    return {
      who: staff(crew.chiefs[2]),
      action: 'approvePropertyEnquiry',
      input: { reasons: say(sight, officials.property) },
      uses: 'propertyEnquiry',
    }
  if (done.at(-1) === 'approvePropertyEnquiry') return log('propertyEnquiry', officials.propertyStep)
  if (wants.has('evidence'))
    return {
      who: lead,
      action: 'addEvidence',
      input: { evidence: [{ what: '调取的收据扫描件', from: '经营场所' }] },
      attach: {
        field: 'evidence',
        name: '收据.txt',
        text: `收据\n${clue.title ?? ''}\n${sight.view.number}\n`,
      },
      uses: 'evidence',
    }
  if (wants.has('progress'))
    return {
      who: lead,
      action: 'reportProgress',
      input: { progress: [{ on: desk.on, text: say(sight, officials.steps) }] },
      uses: 'progress',
    }
  const other = aside(sight, first)
  if (other !== undefined) return other
  if (wants.has('splitInVerifying')) {
    const split = splitting(sight, 'splitInVerifying')
    if (split !== undefined) return split
  }
  if (done.filter((one) => one === 'logStep').length < between(sight.random, 1, 3))
    return log(
      pick(sight.random, ['questioning', 'enquiry', 'inspection', 'obtainMaterial']),
      say(sight, officials.steps),
    )
  if ((wants.has('extensionGranted') || wants.has('extensionRefused')) && !done.includes('grantExtension'))
    return {
      who: lead,
      action: 'askExtension',
      input: {
        extensionTerm: pick(sight.random, ['15d', '30d']),
        extensionReasons: say(sight, officials.extension),
      },
    }
  return reporting(sight, first)
}

function reporting(sight: Sight, by: PersonId): Step {
  const { plan, random } = sight
  const crime = plan.ending === 'filed' || plan.ending === 'transferred'
  const conclusion = crime
    ? pick(random, ['triad', 'evilForce', 'evilForce', 'otherCrime'] as const)
    : 'noCrime'
  const proposals = {
    filed: 'file',
    transferred: 'transfer',
    administrativePenalty: 'administrativePenalty',
    civil: 'civil',
    noCrime: 'nothing',
    outOfScope: 'nothing',
  } as const
  return {
    who: staff(by),
    action: 'submitReport',
    input: {
      conclusion,
      findings: officials.findings[conclusion],
      proposal: proposals[plan.ending],
      truth: crime
        ? pick(random, ['true', 'true', 'partlyTrue'])
        : pick(random, ['mistaken', 'unclear', 'partlyTrue', 'fabricated']),
      ...(plan.ending === 'transferred' ? { transferTo: '有管辖权的公安机关' } : {}),
    },
  }
}

export function stepToExtend(sight: Sight): Step | undefined {
  const { clue, desk, wants, random } = sight
  const unit = clue.verifyingUnit ?? ''
  const place = unit.split(':')[0] ?? ''
  const local =
    place.length === 6 && clue.restricted !== true && chance(random, 0.3)
      ? freeHolders(desk, ['officeHead'], `${place.slice(0, 4)}:office`, namedKeys(sight))[0]
      : undefined
  const head = local ?? director(sight)
  if (head === undefined) return undefined
  return wants.has('extensionGranted')
    ? {
        who: staff(head),
        action: 'grantExtension',
        input: {
          extensionTerm: clue.extensionTerm === '30d' ? pick(random, ['15d', '30d']) : '15d',
          extensionOpinion: say(sight, officials.extensionOpinion),
        },
        uses: 'extensionGranted',
      }
    : {
        who: staff(head),
        action: 'refuseExtension',
        input: { extensionOpinion: say(sight, officials.extensionRefused) },
        uses: 'extensionRefused',
      }
}

export function stepToSign(sight: Sight): Step | undefined {
  const crew = crewOf(sight)
  if (crew === undefined) return takingBack(sight)
  const signer = crew.chiefs[sight.view.signedBy.length]
  if (signer === undefined) return undefined
  if (sight.wants.has('sendBack') && sight.view.signedBy.length === 1)
    return {
      who: staff(signer),
      action: 'sendBack',
      input: { reasons: say(sight, officials.sentBack) },
      uses: 'sendBack',
    }
  const isLast = sight.view.signedBy.length === 2
  return {
    who: staff(signer),
    action: 'sign',
    input: { opinion: say(sight, officials.opinions) },
    ...(isLast && sight.isHead ? { crossing: true } : {}),
  }
}

/** The decision to file, the transfer, the penalty: the clue closes with its number. */
export function stepToDispose(sight: Sight): Step | undefined {
  const { clue, desk, view, isHead } = sight
  const crew = crewOf(sight)
  if (crew === undefined) return takingBack(sight)
  if (sight.wants.has('reconsider'))
    return {
      who: staff(crew.chiefs[0]),
      action: 'reconsider',
      input: { reasons: say(sight, officials.sentBack) },
      uses: 'reconsider',
    }
  const kind =
    { file: '立字', transfer: '移字', administrativePenalty: '行罚决字' }[String(clue.proposal)] ?? '字'
  return {
    who: staff(crew.chiefs[0]),
    action: 'recordDisposal',
    input: {
      disposalDocument: `公刑${kind}〔${desk.on.slice(0, 4)}〕${view.number.slice(-7, -1)}号`,
      disposedOn: desk.on,
    },
    ...(isHead ? { crossing: true } : {}),
  }
}

export function stepToReview(sight: Sight): Step | undefined {
  const { clue, desk, wants, view } = sight
  const named = namedKeys(sight)
  const head = director(sight)
  const team = clue.team ?? []
  if (view.signedBy.length === 1)
    return head === undefined
      ? undefined
      : {
          who: staff(head),
          action: 'confirmResult',
          input: { reviewOpinion: say(sight, officials.reviewConfirmed) },
          ...(sight.isHead ? { crossing: true } : {}),
        }
  const above = [...desk.org.lineOf(clue.verifyingUnit ?? '').slice(1), clue.registry ?? '']
  const reviewer = above
    .flatMap((unit) => freeHolders(desk, ['reviewer'], unit, named))
    .find((one) => !team.includes(one))
  if (reviewer === undefined) return undefined
  const anew = wants.has('reverify')
    ? crewFor(desk, clue.grade ?? 'B', clue.area, named, [clue.verifyingUnit, ...sight.tried])
    : undefined
  return anew === undefined
    ? {
        who: staff(reviewer),
        action: 'confirmResult',
        input: { reviewOpinion: say(sight, officials.reviewConfirmed) },
      }
    : {
        who: staff(reviewer),
        action: 'orderReverification',
        input: { reviewOpinion: say(sight, officials.reverify), verifyingUnit: anew.unit },
        uses: 'reverify',
      }
}
