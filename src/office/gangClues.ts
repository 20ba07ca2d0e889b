/** Ten reports come in; three of them are verified, signed by three chiefs and closed with a suspicion that fits a case. */
import type { PersonId, RecordId } from '#kernel/record/field.ts'
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
  for (const [nth, clue] of clues.slice(0, VERIFIED).entries()) yield* verified(scene, clue, nth === 0)
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

async function* verified(scene: Scene, clue: RecordId, isUrgent: boolean): Waiting<void> {
  const { hands, places, unit, seat, on } = scene
  const police = unit(places.home, 'police')
  const team = [seat('verifier', places.home, 'police'), seat('verifier', places.home, 'police', 1)] as const
  const act = (person: (typeof team)[number], action: string, input = {}) =>
    hands.act(person, 'clue', clue, action, input)
  await act(seat('assessor', places.province, 'clueCentre'), 'assess', {
    ...{ grade: 'B', gradeReasons: '有时间、地点、人员和手段。', proposedUnit: police },
    focus: ['forcedContracts', ...(isUrgent ? ['suspectedTriad'] : [])],
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
  if (isUrgent) yield* stopped(scene, clue, team)
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
  // Where the rules of the day send a result of this grade to the level above.
  if ((await hands.read('clue', clue)).state === 'toReview') {
    yield 2
    for (const who of [
      seat('reviewer', places.above, 'police'),
      seat('officeHead', places.province, 'clueCentre'),
    ])
      await act(who, 'confirmResult', { reviewOpinion: '事实清楚，同意。' })
  }
  await act(team[0], 'recordDisposal', { disposalDocument: '公刑立字第1号', disposedOn: on() })
  yield 1
  await act(seat('intakeClerk', places.province, 'clueCentre'), 'feedBack', {
    ...{ feedbackWay: 'phone', feedbackWords: '已立案侦查。' },
    mergedFeedbackWords: '您反映的情况已并案核查，公安机关已立案侦查。',
  })
}

/** Money is about to be moved: held for the 48 hours that the law allows before a case is filed, and lifted before they end. */
async function* stopped(
  { hands, places, seat }: Scene,
  clue: RecordId,
  team: readonly [PersonId, PersonId],
): Waiting<void> {
  const title = '准备转走的对公账户资金'
  const asset = await hands.act(team[0], 'asset', undefined, 'find', {
    ...{ clue, title, kind: 'deposit', registeredOwner: '某公司', ownerRelation: 'company' },
  })
  const measure = await hands.act(team[0], 'measure', undefined, 'apply', {
    ...{ clue, asset, kind: 'temporaryFreeze', impact: 'ordinary' },
    ...{ necessity: '资金正在分批转出，不立即冻结将无法追回。', scope: '以涉案金额为限。' },
    ...{ ownership: '登记在公司名下。', livingAllowance: '不涉及个人生活费用。' },
    businessImpact: '保留日常经营所需资金。',
  })
  const head = seat('organHead', places.above, 'police')
  await hands.act(head, 'measure', measure, 'approve', { decisionReasons: '符合法定条件。' })
  await hands.act(team[0], 'measure', measure, 'execute', {
    officers: team,
    witness: { name: '见证人某' },
    items: [{ what: title, count: 1, measuredIn: '项' }],
  })
  await hands.act(team[0], 'measure', measure, 'fileCopy', {})
  yield 1
  await hands.act(head, 'measure', measure, 'lift', {
    ...{ liftReason: 'notNeeded', reasons: '资金去向已经查明，由银行配合监控，不再需要冻结。' },
  })
}
