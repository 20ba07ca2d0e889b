/** Ten reports come in; three of them are verified, signed by three chiefs and closed with a suspicion that fits a case. */
import type { RecordId } from '#kernel/record/field.ts'
import type { Scene, Told, Waiting } from './gangScene.ts'

const VERIFIED = 3

export async function* gangClues(scene: Scene, told: Told): Waiting<readonly RecordId[]> {
  const { hands, places, seat, on } = scene
  const clues: RecordId[] = []
  for (const [nth, { title, content }] of told.entries())
    clues.push(
      await hands.act('import', 'clue', undefined, 'enter', {
        ...{ source: 'letter', receivedOn: on(), category: 'crime', area: places.home, realName: false },
        ...{ title, content, importKey: `gang/${String(nth)}` },
      }),
    )
  yield 1
  const intake = seat('intakeClerk', places.province, 'clueCentre')
  for (const [nth, clue] of clues.entries()) {
    const earlier = await hands.earlier(intake, clue)
    await hands.act(intake, 'clue', clue, 'register', {
      ...{ gist: told[nth]?.title ?? '', importance: 'major', category: 'crime', area: places.home },
      ...(earlier.length === 0
        ? {}
        : { earlierReports: earlier.map((one) => ({ clue: one, verdict: 'different', why: '另一事项。' })) }),
    })
  }
  yield 1
  // The others tell of the same gang: each ends and is answered with the one it was merged into.
  for (const [nth, clue] of clues.slice(VERIFIED).entries())
    await hands.act(seat('assessor', places.province, 'clueCentre'), 'clue', clue, 'merge', {
      ...{ head: clues[nth % VERIFIED], reasons: '反映的是同一伙人。' },
    })
  for (const clue of clues.slice(0, VERIFIED)) yield* verified(scene, clue)
  yield 3
  for (const clue of clues) await putAway(scene, clue)
  return clues
}

/** Into the archive, unless the sample falls on it. */
async function putAway({ hands, places, seat }: Scene, clue: RecordId): Promise<void> {
  const at = (post: string) => seat(post, places.province, 'clueCentre')
  await hands.act(at('sampler'), 'clue', clue, 'drawSample', {})
  const { sampled, number } = await hands.read('clue', clue)
  if (sampled === false)
    await hands.act(at('archivist'), 'clue', clue, 'archive', { archiveBox: `扫黑-${String(number)}` })
}

async function* verified({ hands, places, unit, seat, on }: Scene, clue: RecordId): Waiting<void> {
  const police = unit(places.home, 'police')
  const team = [seat('verifier', places.home, 'police'), seat('verifier', places.home, 'police', 1)] as const
  const act = (person: (typeof team)[number], action: string, input = {}) =>
    hands.act(person, 'clue', clue, action, input)
  await act(seat('assessor', places.province, 'clueCentre'), 'assess', {
    ...{ grade: 'B', gradeReasons: '有时间、地点、人员和手段。', proposedUnit: police },
    focus: ['forcedContracts'],
  })
  await act(seat('officeHead', places.province, 'clueCentre'), 'approve', {
    ...{ verifyingUnit: police, dispatch: 'transfer', secrecy: 'internal', feedbackWanted: true },
    instructions: '依法核查，按期报告。',
  })
  yield 1
  await act(team[0], 'signFor', { team })
  for (const officer of team) await act(officer, 'undertakeSecrecy')
  await act(seat('investigationChief', places.home, 'criminalInvestigation'), 'approveVerification', {
    plan: '走访被害人和同村村民，核对转账记录，分别询问。',
  })
  yield 2
  const steps = [{ kind: 'questioning', on: on(), what: '询问了被害人和同村的证人。', officers: team }]
  await act(team[0], 'logStep', { steps })
  await act(team[0], 'submitReport', {
    ...{
      conclusion: 'evilForce',
      findings: '多人多次以暴力、威胁手段强揽、强收。',
      proposal: 'file',
      truth: 'true',
    },
  })
  for (const [post, organ] of [
    ['investigationChief', 'criminalInvestigation'],
    ['deputyHead', 'police'],
    ['organHead', 'police'],
  ] as const)
    await act(seat(post, places.home, organ), 'sign', { opinion: '同意。' })
  await act(team[0], 'recordDisposal', { disposalDocument: '公刑立字第1号', disposedOn: on() })
  yield 1
  await act(seat('intakeClerk', places.province, 'clueCentre'), 'feedBack', {
    ...{ feedbackWay: 'phone', feedbackWords: '已立案侦查。' },
    mergedFeedbackWords: '您反映的情况已并案核查，公安机关已立案侦查。',
  })
}
