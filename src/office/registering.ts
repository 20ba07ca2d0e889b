/** Steps of the centre before a clue goes out: registering, assessing, approving. */
import { personKey, unitKey } from '#kernel/org/conflict.ts'
import { takenBy } from '#mechanisms/clue/transfer.receivers.ts'
import { crewFor, freeHolders, provinceIsTied } from './desk.ts'
import { stepToOutside } from './outside.ts'
import { chance, pick, weighted } from './random.ts'
import { atRegistry, namedKeys, say, type Sight } from './sight.ts'
import { staff, type Step } from './view.ts'
import { officials } from './wordsOfOfficials.ts'

export function stepToRegister(sight: Sight): Step | undefined {
  const { view, clue, wants, plan } = sight
  const [clerk] = atRegistry(sight, 'intakeClerk')
  const [director] = atRegistry(sight, 'officeHead')
  const [assessor] = atRegistry(sight, 'assessor')
  if (clerk === undefined) return undefined
  const isSigning = view.signedBy.length > 0
  const outOfScope = plan.ending === 'outOfScope'
  const matched = clue.named?.filter(({ key, how }) => how === 'matched' && key.startsWith('n:')) ?? []
  if (wants.has('clearName') && matched.length > 0 && assessor !== undefined)
    return {
      who: staff(isSigning ? assessor : clerk),
      action: 'clearName',
      // Both sign the same words.
      input: { cleared: [{ key: matched[0]?.key, reasons: officials.cleared[0] }] },
      ...(isSigning ? { uses: 'clearName' } : {}),
    }
  if (outOfScope && director !== undefined)
    return {
      who: staff(isSigning ? director : clerk),
      action: 'declareOutOfScope',
      input: {
        gist: say(sight, officials.gist),
        reasons: say(sight, officials.outOfScope),
        otherChannel: pick(sight.random, [
          'civilSuit',
          'labourArbitration',
          'mediation',
          'hotline12345',
          'court12368',
        ]),
      },
    }
  if (wants.has('nameEarly')) return naming(sight, clerk, 'nameEarly')
  const tellsAnother = sight.earlier.some((id) => sight.sameEvent.includes(id))
  return {
    who: staff(clerk),
    action: 'register',
    input: {
      gist: say(sight, officials.gist),
      importance: plan.grade === 'A' ? 'major' : plan.grade === 'B' ? 'important' : 'general',
      category: clue.category,
      ...(clue.area === undefined ? {} : { area: clue.area }),
      ...(wants.has('restricted') ? { restricted: true } : {}),
      ...(sight.earlier.length === 0
        ? {}
        : {
            earlierReports: sight.earlier.map((id) =>
              sight.sameEvent.includes(id)
                ? { clue: id, verdict: 'sameEvent' }
                : { clue: id, verdict: 'different', why: '时间、地点、人物均不同。' },
            ),
          }),
    },
    ...(wants.has('restricted') ? { uses: 'restricted' } : {}),
    ...(wants.has('restricted') || tellsAnother ? { crossing: true } : {}),
  }
}

/** Somebody or some unit that turns out to be concerned. */
export function naming(sight: Sight, by: Parameters<typeof staff>[0], uses: string): Step {
  const { desk, clue, random } = sight
  const area = clue.area ?? '220102'
  const stations = desk.org.unitsOfKind('policeStation', 'town').filter(({ place }) => place.startsWith(area))
  const kind = weighted(random, {
    station: 5,
    bureau: 3,
    deputy: 2,
    province: uses === 'nameEarly' ? 1.5 : 0,
  })
  const [deputy] = desk.org.holdersOf('deputyHead', `${area}:police`, desk.on)
  const station = stations.length === 0 ? undefined : pick(random, stations)
  const key =
    kind === 'province'
      ? unitKey('22:police')
      : kind === 'station' && station !== undefined
        ? unitKey(station.id)
        : kind === 'deputy' && deputy !== undefined
          ? personKey(deputy.id)
          : unitKey(desk.org.findUnit(`${area}:police`) === undefined ? '220102:police' : `${area}:police`)
  return {
    who: staff(by),
    action: 'name',
    input: { reasons: say(sight, officials.names), named: [{ key, how: 'stated' }] },
    uses,
  }
}

export function stepToAssess(sight: Sight): Step | undefined {
  const { clue, wants, plan, desk, head, history } = sight
  const assessors = atRegistry(sight, 'assessor')
  const assessor =
    assessors[Number(sight.view.number.slice(-2, -1)) % Math.max(1, assessors.length)] ?? assessors[0]
  if (assessor === undefined) return undefined
  const outside = stepToOutside(sight, assessor)
  if (outside !== undefined) return outside
  if (wants.has('merge') && head !== undefined && !sight.isHead)
    return {
      who: staff(assessor),
      action: 'merge',
      input: { head, reasons: say(sight, officials.merge) },
      uses: 'merge',
      crossing: true,
    }
  if (wants.has('askForDetail'))
    return {
      who: staff(assessor),
      action: 'askForDetail',
      input: { supplementWanted: say(sight, officials.supplementWanted) },
      uses: 'askForDetail',
    }
  const wanted = history.includes('rejectGrade') ? 'B' : plan.grade
  const grade = wanted === 'A' && assessors.length < 2 ? 'B' : wanted
  const crew = crewFor(desk, grade, clue.area, namedKeys(sight))
  return {
    who: staff(assessor),
    action: 'assess',
    input: {
      grade,
      gradeReasons: say(sight, officials.gradeReasons),
      ...(crew === undefined ? {} : { proposedUnit: crew.unit }),
      focus: clue.focus ?? ['other'],
      ...(clue.trade === undefined ? {} : { trade: clue.trade }),
      area: clue.area ?? '22',
    },
  }
}

export function stepToSupplement(sight: Sight): Step | undefined {
  const [assessor] = atRegistry(sight, 'assessor')
  if (sight.hasReporter && sight.wants.has('answersDetail'))
    return {
      who: { kind: 'public', ...(sight.code === undefined ? {} : { code: sight.code }) },
      action: 'supplement',
      input: { supplements: [{ text: say(sight, officials.supplements) }] },
      uses: 'answersDetail',
    }
  return assessor === undefined
    ? undefined
    : { who: staff(assessor), action: 'proceedWithout', input: { reasons: '期限已到，按现有材料研判。' } }
}

export function stepToConfirmGrade(sight: Sight): Step | undefined {
  const other = atRegistry(sight, 'assessor').find((one) => one !== sight.clue.assessor)
  if (other === undefined) return undefined
  return sight.wants.has('rejectGrade')
    ? {
        who: staff(other),
        action: 'rejectGrade',
        input: { reasons: say(sight, officials.rejectGrade) },
        uses: 'rejectGrade',
      }
    : { who: staff(other), action: 'confirmGrade', input: { reasons: say(sight, officials.confirm) } }
}

export function stepToApprove(sight: Sight): Step | undefined {
  const { clue, wants, desk } = sight
  const named = namedKeys(sight)
  const director = atRegistry(sight, 'officeHead').find((one) => one !== clue.assessor)
  if (director === undefined) return undefined
  if (provinceIsTied(desk, named))
    return {
      who: staff(director),
      action: 'handUp',
      input: { reasons: say(sight, officials.handUp), transferTo: '公安部' },
      crossing: true,
    }
  if (wants.has('returnToAssessor'))
    return {
      who: staff(director),
      action: 'returnToAssessor',
      input: { reasons: say(sight, officials.returned) },
      uses: 'returnToAssessor',
    }
  if (wants.has('splitAtApproval')) {
    const split = splitting(sight, 'splitAtApproval')
    if (split !== undefined) return split
  }
  const crew =
    crewFor(desk, clue.grade ?? 'B', clue.area, named, sight.tried) ??
    crewFor(desk, clue.grade ?? 'B', clue.area, named)
  if (crew === undefined) return undefined
  return {
    who: staff(director),
    action: 'approve',
    input: {
      verifyingUnit: crew.unit,
      dispatch: crew.unit.startsWith(clue.area ?? '')
        ? 'direct'
        : crew.unit.length < 12
          ? 'raised'
          : 'elsewhere',
      secrecy: chance(sight.random, 0.2) ? 'workSecret' : 'internal',
      feedbackWanted: clue.realName ?? false,
      instructions: say(sight, officials.instructions),
    },
  }
}

/** A part for another organ of the place, if one that takes such parts is free. */
export function splitting(sight: Sight, uses: string): Step | undefined {
  const { clue, desk, random } = sight
  const [director] = atRegistry(sight, 'officeHead')
  const kind = weighted(random, { umbrella: 4, industry: 4, petition: 2 })
  const organs = {
    umbrella: ['discipline'],
    industry: ['marketRegulation', 'transport', 'housing'],
    petition: ['petition'],
  }
  const to = `${clue.area ?? '220102'}:${pick(random, organs[kind])}`
  const named = namedKeys(sight)
  const [receiver] = freeHolders(desk, [takenBy[kind]], to, named)
  const isTied =
    desk.org.findUnit(to) === undefined || desk.org.findUnitConflict(to, named, desk.on) !== undefined
  if (director === undefined || receiver === undefined || isTied) return undefined
  return {
    who: staff(director),
    action: 'splitOff',
    input: { parts: [{ kind, to, text: officials.parts[kind] }] },
    uses,
    crossing: true,
  }
}
