import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsSeenBy, seen } from '#kernel/access/sight.ts'
import { isTied, registryOf } from '#kernel/org/routing.ts'
import { isOpen } from '#kernel/record/clocks.ts'
import type { Linked } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { Named, PlaceCode } from '#kernel/record/field.ts'
import { lift } from '#kernel/record/replay.ts'
import { outsiderKey } from '#kernel/org/conflict.ts'
import { plainDate } from '#kernel/time.ts'
import {
  another,
  approve,
  archive,
  assess,
  by,
  bySystem,
  changchun,
  chuanying,
  confirm,
  contact,
  draw,
  entered,
  feedBack,
  logStep,
  merge,
  nanguan,
  orderRecheck,
  publicly,
  recheck,
  recordDisposal,
  register,
  report,
  reported,
  sign,
  signAll,
  signFor,
  submit,
  takeUp,
  told,
  untilAnswered,
  untilApproved,
  untilClosed,
  untilSubmitted,
  untilVerifying,
  type Crew,
} from '#test/support/clueActs.ts'
import { directoryWith, people, smallDirectory, today, world, type Role } from '#test/support/smallWorld.ts'
import { moment, recordNo, specify, staff, theRecord, timeBook, type Act } from '#test/support/specify.ts'
import type { ClueSituation } from './clue.fields.ts'
import { clue } from './clue.ts'
import { routeProposal } from './clue.proposals.ts'

const { given } = specify(clue)
const reopened = by('centreHead', 'reopen', { reasons: '有新的事实。' })
const sunBo = `p:${people.nanguanDeputyHead}`

// The main path

test('a citizen reports, and the clue waits to be registered at the clue centre', () => {
  given().when(reported).then({ state: 'toRegister', registry: '22:clueCentre' })
})

test('a crime found by the county is not closed by the third signature, but by the decision to file it', () => {
  const signed = given(...untilSubmitted(nanguan), ...signAll(nanguan)).record
  assert.deepEqual([signed?.state, signed?.['outcome']], ['toDispose', undefined])
  given(...untilSubmitted(nanguan), ...signAll(nanguan))
    .when(recordDisposal(nanguan))
    .then({ state: 'closed', outcome: 'filed', disposalDocument: '公刑立字〔2025〕17号' })
})

test('what its own organ does not file is verified anew, with time of its own', () => {
  const again = by('nanguanChief', 'reconsider', { reasons: '证据不足，不予立案。' })
  const back = given(...untilSubmitted(nanguan), ...signAll(nanguan), again)
  assert.equal(back.record?.state, 'verifying')
  back.isDue({ verify: '2025-06-12' })
})

test('a crime outside the jurisdiction is transferred within 24 hours, by whoever objects and by whoever verified', () => {
  const objection = { notOursGround: 'jurisdiction', notOursReasons: '发生在船营区。' }
  given(...untilApproved(nanguan), by('nanguanVerifier', 'objectNotOurs', objection)).isDue({
    arbitrate: '2025-04-29',
  })
  const transferred = { ...report.evil, proposal: 'transfer', transferTo: '船营区公安局' }
  given(
    ...untilVerifying(nanguan),
    logStep(nanguan),
    contact(nanguan),
    by('nanguanVerifier', 'submitReport', transferred),
    ...signAll(nanguan),
  ).isDue({ dispose: '2025-04-29' })
})

test('what was over and is reported again is put before the director, who takes it up or leaves it, with reasons', () => {
  const archived = [...untilAnswered(nanguan), draw(0.9), archive]
  const reportedAgain = [{ clue: recordNo(7), verdict: 'samePerson' }]
  const via = { type: 'clue', record: recordNo(7) }
  const again = bySystem('noteReportedAgain', { reportedAgain }, { via })
  given(...archived, again).isDue({ considerReopening: '2025-05-15' })
  given(...archived, again)
    .when(by('centreHead', 'leaveClosed', { reasons: '没有新的事实。' }))
    .then({ state: 'archived' })
  given(...archived)
    .when(by('centreHead', 'leaveClosed', { reasons: '没有新的事实。' }))
    .thenRefused('somethingNewWasTold')
  given(entered)
    .when({
      ...register(),
      input: { ...register().input, earlierReports: [{ clue: recordNo(7), verdict: 'samePerson' }] },
    })
    .thenActs({
      ...{ type: 'clue', id: recordNo(7), action: 'noteReportedAgain' },
      input: { reportedAgain: [{ clue: theRecord, verdict: 'samePerson' }] },
    })
})

test('a letter of supervision goes to the unit for what is late there, not for what is late inside the centre', () => {
  const isWritten = (rung: string) =>
    clue.rules.aUnitIsSupervisedInWriting({
      record: { verifyingUnit: nanguan.unit },
      input: { supervisions: [{ rung, text: '请办理。' }] },
      // The rule reads nothing else.
    } as unknown as ClueSituation)
  assert.deepEqual(
    ['supervise', 'verify/supervise', 'feedBack/supervise', 'review/supervise', 'verify/remind'].map(
      isWritten,
    ),
    [true, true, false, false, false],
  )
})

test('the decision to file closes the clue that waits for it, and it is answered', () => {
  const waits = [...untilSubmitted(nanguan), ...signAll(nanguan)]
  const decision = { disposalDocument: '公刑立字〔2025〕17号', disposedOn: '2025-04-28' }
  const filed = bySystem('closeWithFiling', decision, { via: { type: 'filing', record: recordNo(8) } })
  given(...waits)
    .when(filed)
    .then({ state: 'closed', outcome: 'filed', disposalDocument: decision.disposalDocument })
  given(...waits, filed).isDue({ feedBack: '2025-05-15' })
  given(...waits)
    .when(bySystem('closeWithFiling', decision))
    .thenRefused('role may not')
})

test('whoever a clue comes to name is named in its filing and in the returns that list it', () => {
  const link = (type: string, no: number): Linked => ({
    ...{ type, id: recordNo(no), link: 'clue', direction: 'to', state: 'toDecide', closed: false, told: {} },
  })
  const named = [{ key: sunBo, how: 'stated' }]
  given(...untilVerifying(nanguan))
    .when({
      ...by('nanguanVerifier', 'name', { named, reasons: '核查中发现。' }),
      linked: [link('filing', 8), link('clueReturn', 9), link('measure', 10)],
    })
    .thenActs(
      { type: 'filing', id: recordNo(8), action: 'noteNamed', input: { named } },
      { type: 'clueReturn', id: recordNo(9), action: 'noteNamed', input: { named } },
    )
})

test('[ASM] from November 2026 on a result of grade B goes from a county to the level above, from a prefecture not', () => {
  const lastSigns = (crew: Crew, day: string) => {
    const signs = signAll(crew)
    const last = signs.at(-1) ?? assert.fail()
    return given(...untilSubmitted(crew), ...signs.slice(0, -1)).when({ ...last, at: moment(day) })
  }
  lastSigns(nanguan, '2025-04-28').then({ state: 'toDispose' })
  lastSigns(nanguan, '2026-11-02').then({ state: 'toReview' })
  lastSigns(changchun, '2026-11-02').then({ state: 'toDispose' })
})

test('what found no crime goes to an upper level first, and closes when two of it confirm', () => {
  const signed = given(...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan))
  assert.equal(signed.record?.state, 'toReview')
  assert.equal(signed.record['outcome'], undefined)
  given(...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan), ...confirm.slice(0, 1))
    .when(confirm[1] ?? assert.fail())
    .then({ state: 'closed', outcome: 'noCrime' })
})

test('from report to archive', () => {
  given(...untilAnswered(nanguan), draw(0.9))
    .when(archive)
    .then({ state: 'archived', outcome: 'filed', archiveBox: '2025-17' })
})

test('an upper level may order another unit to verify again, and the old conclusion is cleared', () => {
  const again = by('changchunReviewer', 'orderReverification', {
    reviewOpinion: '证据不足。',
    verifyingUnit: '220104:police',
  })
  given(...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan))
    .when(again)
    .then({ state: 'passedOn', verifyingUnit: '220104:police', conclusion: undefined, team: undefined })
})

// Grades and two persons

test('grade A waits for a second assessor', () => {
  given(entered, register(), assess('A'))
    .when(by('centreAssessor2', 'confirmGrade', { reasons: '同意' }))
    .then({ state: 'toApprove', secondAssessor: people.centreAssessor2 })
})

test('grade B goes straight to the director', () => {
  given(entered, register()).when(assess('B')).then({ state: 'toApprove' })
})

test('a grade that the second assessor rejects is given again, and the director owes nothing meanwhile', () => {
  given(
    entered,
    register(),
    assess('A'),
    by('centreAssessor2', 'rejectGrade', { reasons: '依据不足' }),
  ).isDue({
    assess: '2025-05-08',
  })
})

const outOfScope = (role: Role) =>
  by(role, 'declareOutOfScope', {
    gist: '劳动争议',
    reasons: '不属受理范围',
    otherChannel: 'labourArbitration',
  })

test('out of scope is said by a clerk and then the director, never by one of them', () => {
  const bySecond = given(entered, outOfScope('centreIntake'))
  assert.equal(bySecond.record?.state, 'toRegister')
  bySecond
    .when(outOfScope('centreHead'))
    .then({ state: 'told', outcome: 'outOfScope', registrar: people.centreIntake })
  bySecond
    .when(outOfScope('centreIntake'))
    .thenRefused({ because: 'signed already', action: 'declareOutOfScope' })
  given(entered)
    .when(outOfScope('centreHead'))
    .thenRefused({ because: 'not your turn to sign', action: 'declareOutOfScope' })
})

test('what was out of scope can be taken up again, and is then as complete as any other', () => {
  given(entered, outOfScope('centreIntake'), outOfScope('centreHead'))
    .when(reopened)
    .then({ state: 'toAssess', gist: '劳动争议', outcome: undefined })
})

test('two persons clear a name that the machine matched; the others stay', () => {
  const persons = [{ name: '孙波', unitName: '南关区公安局' }]
  const report = by('centreIntake', 'enter', { ...told, reportedPersons: persons })
  const clear = (role: Role) => by(role, 'clearName', { cleared: [{ key: sunBo, reasons: '同名' }] })
  assert.deepEqual(keysNamed(given(report)), [sunBo, 'u:220102:police', 'n:孙波'])
  const once = given(report, register('n:李四'), clear('centreIntake'))
  assert.deepEqual(keysNamed(once), [sunBo, 'u:220102:police', 'n:孙波', 'n:李四'])
  once.when(clear('centreIntake')).thenRefused({ because: 'signed already', action: 'clearName' })
  assert.deepEqual(keysNamed(given(report, register('n:李四'), clear('centreIntake'), clear('centreHead'))), [
    'u:220102:police',
    'n:孙波',
    'n:李四',
  ])
})

// Signing in order

test('the deputy head does not sign before the chief, nor anybody twice', () => {
  given(...untilSubmitted(nanguan))
    .when(sign('nanguanDeputyHead'))
    .thenRefused({ because: 'not your turn to sign', action: 'sign' })
  given(...untilSubmitted(nanguan), sign('nanguanChief'))
    .when(sign('nanguanChief'))
    .thenRefused({ because: 'signed already', action: 'sign' })
})

const statuses = (entries: ReturnType<typeof given>) =>
  entries.record?.signatures.map(({ status, by: signed }) => [status, signed.length])
const sendBack = by('nanguanDeputyHead', 'sendBack', { reasons: '补充材料' })

test('sending back takes the signatures given so far out of force; they can still be read', () => {
  const sentBack = [...untilSubmitted(nanguan), sign('nanguanChief'), sendBack]
  assert.deepEqual(statuses(given(...sentBack)), [['withdrawn', 1]])
  const signedAgain = given(...sentBack, submit(nanguan, 'evil'), ...signAll(nanguan))
  assert.deepEqual(statuses(signedAgain), [
    ['withdrawn', 1],
    ['complete', 3],
  ])
})

const takeBack = (role: Role) => by(role, 'withdrawSignature', { withdrawalReasons: '结论须再核实。' })
const nothingOpen = { because: 'no signature of yours is open', action: 'withdrawSignature' } as const

test('whoever signed takes it back until the last has signed; all sign anew, and the reasons stay', () => {
  const twoSigned = [...untilSubmitted(nanguan), sign('nanguanChief'), sign('nanguanDeputyHead')]
  for (const role of ['nanguanChief', 'nanguanDeputyHead'] as const) {
    const back = given(...twoSigned, takeBack(role))
    assert.deepEqual(statuses(back), [['withdrawn', 2]])
    assert.equal(back.record?.state, 'toSign')
    assert.equal(back.entries.at(-1)?.input['withdrawalReasons'], '结论须再核实。')
    back.when(sign('nanguanDeputyHead')).thenRefused({ because: 'not your turn to sign', action: 'sign' })
  }
  const signedAnew = given(...twoSigned, takeBack('nanguanChief'), ...signAll(nanguan))
  assert.deepEqual(statuses(signedAnew), [
    ['withdrawn', 2],
    ['complete', 3],
  ])
})

test('nobody takes back what others signed, nor twice, nor what is complete, nor without reasons', () => {
  const oneSigned = [...untilSubmitted(nanguan), sign('nanguanChief')]
  given(...oneSigned)
    .when(takeBack('nanguanDeputyHead'))
    .thenRefused(nothingOpen)
  given(...oneSigned)
    .when(by('nanguanChief', 'withdrawSignature'))
    .thenRefused({ because: 'field missing', field: 'withdrawalReasons' })
  given(...oneSigned, takeBack('nanguanChief'))
    .when(takeBack('nanguanChief'))
    .thenRefused(nothingOpen)
  given(...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan))
    .when(takeBack('nanguanChief'))
    .thenRefused(nothingOpen)
})

test('the one of two who began takes it back, and then the other two may sign together', () => {
  const persons = [{ name: '孙波', unitName: '南关区公安局' }]
  const report = by('centreIntake', 'enter', { ...told, reportedPersons: persons })
  const clear = (role: Role, reasons: string) => by(role, 'clearName', { cleared: [{ key: sunBo, reasons }] })
  const began = [report, register('n:李四'), clear('centreIntake', '同名')]
  given(...began)
    .when(clear('centreHead', '住址不同'))
    .thenRefused({ because: 'signs something else', action: 'clearName' })
  const anew = given(
    ...[...began, takeBack('centreIntake')],
    ...[clear('centreHead', '住址不同'), clear('centreIntake', '住址不同')],
  )
  assert.deepEqual(statuses(anew), [
    ['withdrawn', 1],
    ['complete', 2],
  ])
  assert.deepEqual(keysNamed(anew), ['u:220102:police', 'n:孙波', 'n:李四'])
})

test('a clue that is taken up again keeps its old signatures', () => {
  assert.deepEqual(statuses(given(...untilAnswered(nanguan), reopened)), [['complete', 3]])
})

// Clocks: 1 to 5 May 2025 are days off

test('three working days to register do not count the May holiday', () => {
  given(entered).isDue({ register: '2025-05-06' })
})

test('registering stops one clock and starts the next', () => {
  given(entered, register()).isDue({ assess: '2025-05-08' })
})

test('the clock of assessment stands while the reporter is asked', () => {
  const asked = [entered, register(), by('centreAssessor', 'askForDetail', { supplementWanted: '时间？' })]
  given(...asked).isDue({ assess: 'stands', supplement: '2025-05-13' })
  const supplement = publicly('supplement', { supplements: [{ text: '三月。' }] }, { on: '2025-04-30' })
  given(...asked, supplement).isDue({ assess: '2025-05-09' })
})

test('forty-five days to verify a clue of grade B', () => {
  given(...untilVerifying(nanguan)).isDue({ verify: '2025-06-12', contactReporter: '2025-05-28' })
})

test('a report that waits for signatures stops the clock of verification; sending it back lets it run on', () => {
  given(...untilSubmitted(nanguan)).isDue({ verify: 'stands', sign: '2025-05-08' })
  const later = { ...sendBack, at: timeAt('2025-05-07') }
  given(...untilSubmitted(nanguan), later).isDue({ verify: '2025-06-20' })
})

test('an extension lengthens the verification from its end', () => {
  const asked = by('nanguanVerifier', 'askExtension', { extensionTerm: '15d', extensionReasons: '证人在外' })
  const granted = by('centreHead', 'grantExtension', { extensionOpinion: '同意', extensionTerm: '15d' })
  given(...untilVerifying(nanguan), asked).isDue({
    ...{ verify: '2025-06-12', contactReporter: '2025-05-28', decideExtension: '2025-05-06' },
  })
  const extended = given(...untilVerifying(nanguan), asked, granted)
  extended.isDue({ verify: '2025-06-27', contactReporter: '2025-05-28' })
  assert.equal(extended.clock('verify')?.ledger.extensions.length, 1)
})

test('what version 1 said of an emergency measure reads as progress', () => {
  const ordered: JournalEntry = {
    ...{ v: 1, prev: '', role: 'organHead', by: staff('changchunPoliceHead') },
    ...{
      id: recordNo(3),
      type: 'clue',
      record: theRecord,
      number: '吉线索〔2025〕000001号',
      seq: 9,
      declaration: 1,
    },
    ...{ action: 'orderEmergencyMeasure', state: 'verifying', sets: {} },
    at: moment('2025-04-30T17:00'),
    input: { measures: [{ what: '紧急止付', property: '账户一', urgency: '正在转移' }] },
  }
  const read = lift(clue, ordered)
  assert.deepEqual(
    [read.action, read.input],
    ['reportProgress', { progress: [{ on: '2025-04-30', text: '紧急止付；账户一；正在转移' }] }],
  )
  const ended = lift(clue, { ...ordered, action: 'endEmergencyMeasure', input: { reasons: '期限届满' } })
  assert.deepEqual(ended.input, { progress: [{ on: '2025-04-30', text: '期限届满' }] })
  assert.deepEqual(lift(clue, { ...ordered, action: 'logStep', input: {} }).action, 'logStep')
})

test('the review clock runs only where a review is due, and the answer clock only once it closed', () => {
  given(...untilClosed(nanguan)).isDue({ feedBack: '2025-05-15' })
  given(...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan)).isDue({ review: '2025-05-15' })
  given(...untilAnswered(nanguan)).isDue({ archive: '2025-05-28' })
})

test('an objection starts the clock of reexamination', () => {
  given(...untilAnswered(nanguan), publicly('object', { objections: [{ text: '不同意' }] })).isDue({
    reexamine: '2025-05-28',
  })
})

test('a rung that fired is remembered', () => {
  const rung = bySystem('escalate', { supervisions: [{ rung: 'register:1/remind', text: '提醒' }] })
  assert.deepEqual([...(given(entered, rung).clock('register')?.fired ?? [])], ['1/remind'])
})

test('whoever left a way to be reached is contacted and answered in person, whoever left none is not waited for', () => {
  const way = (wishes: object) =>
    given(
      by('centreIntake', 'enter', { ...told, ...wishes }),
      register(),
      assess('B'),
      approve(nanguan.unit),
      signFor(nanguan),
    )
  for (const [wishes, isOwed] of [
    [{ realName: true, contactWish: undefined }, true],
    [{ realName: true, contactWish: 'codeOnly' }, false],
    [{ realName: false, contactWish: 'phone' }, true],
    [{ realName: false, contactWish: undefined }, false],
  ] as const)
    assert.equal(way(wishes).clock('contactReporter') !== undefined, isOwed, JSON.stringify(wishes))
})

test('who is drawn is visited within a month; new facts told then are put before the director', () => {
  const answeredWith = (draw: number) => given(...untilClosed(nanguan), { ...feedBack, draw })
  answeredWith(0.05).isDue({ archive: '2025-05-28', returnVisit: '2025-05-28' })
  assert.equal(answeredWith(0.5).clock('returnVisit'), undefined)
  const visit = (more: object) =>
    by('centreIntake', 'returnVisit', { returnVisits: [{ satisfaction: 'dissatisfied', ...more }] })
  const leave = by('centreHead', 'leaveClosed', { reasons: '已在核查中查明。' })
  const visited = given(...untilClosed(nanguan), { ...feedBack, draw: 0.05 }, visit({}))
  assert.ok(!isOpen(visited.clock('returnVisit') ?? assert.fail()))
  visited.when(leave).thenRefused('somethingNewWasTold')
  const newFacts = given(...untilAnswered(nanguan), visit({ newFacts: '又有两家被打。' }))
  newFacts.isDue({ archive: '2025-05-28', considerNewFacts: '2025-05-15' })
  newFacts.when(by('centreHead', 'reopen', { reasons: '有新的事实。' })).then({ state: 'toAssess' })
  const left = given(...untilAnswered(nanguan), visit({ newFacts: '又有两家被打。' }), leave)
  assert.ok(!isOpen(left.clock('considerNewFacts') ?? assert.fail()))
  left.when(leave).thenRefused('somethingNewWasTold')
})

// Merging

test('a clue merged into an open one waits for it, and closes with it', () => {
  const merged = given(entered, register(), merge(another({})))
  assert.equal(merged.record?.state, 'merged')
  const closeWithHead = bySystem('closeWithHead', {}, { via: { type: 'clue', record: recordNo(7) } })
  merged.when(closeWithHead).then({ state: 'closed', outcome: 'merged' })
  merged.when(bySystem('closeWithHead')).thenRefused('role may not')
})

test('a clue merged into a closed one is closed at once', () => {
  given(entered, register())
    .when(merge(another({ state: 'closed', closed: true })))
    .then({ state: 'closed', outcome: 'merged' })
})

test('the closing takes the merged clues along, a signature does not', () => {
  given(...untilSubmitted(nanguan), sign('nanguanChief'), sign('nanguanDeputyHead'))
    .when(sign('nanguanPoliceHead'))
    .thenLeads(undefined)
  given(...untilSubmitted(nanguan), ...signAll(nanguan))
    .when(recordDisposal(nanguan))
    .thenLeads({ link: 'head', action: 'closeWithHead', into: 'closed' })
})

const mergedOne = (more: Partial<Linked> = {}): Linked => ({
  ...{ type: 'clue', id: recordNo(8), link: 'head', direction: 'to', state: 'closed', closed: true },
  told: { realName: false },
  ...more,
})
const answering = (linked: readonly Linked[], more = {}) =>
  by(
    'centreIntake',
    'feedBack',
    { feedbackWay: 'phone', feedbackWords: '已依法立案侦查。', ...more },
    { linked },
  )
const mergedFeedbackWords = '您反映的情况已并案核查并立案。'

test('who answers a head clue answers the reporters of the merged ones, each under their own code', () => {
  const closed = given(...untilClosed(nanguan))
  closed.when(answering([])).then({ state: 'answered' })
  closed.when(answering([mergedOne()])).thenRefused('mergedReportersAreAnsweredToo')
  closed
    .when(answering([mergedOne()], { mergedFeedbackWords: '已办' }))
    .thenRefused('mergedReportersAreAnsweredToo')
  closed.when(answering([mergedOne(), mergedOne({ state: 'answered' })], { mergedFeedbackWords })).thenActs({
    ...{ type: 'clue', id: recordNo(8), action: 'answerWithHead' },
    input: { feedbackWay: 'code', feedbackWords: mergedFeedbackWords },
  })
  // Somebody who has to be called is called; nothing is written for them here.
  const inPerson = mergedOne({ told: { realName: true, contactWish: 'phone' } })
  closed.when(answering([inPerson])).then({ state: 'answered' })
  closed.when(answering([inPerson], { mergedFeedbackWords })).thenActs()
})

test('a merged clue answered with its head is no longer owed an answer, and its reporter may object', () => {
  const withHead = bySystem(
    'answerWithHead',
    { feedbackWay: 'code', feedbackWords: mergedFeedbackWords },
    { via: { type: 'clue', record: recordNo(7) } },
  )
  const merge7 = merge(another({ state: 'closed', closed: true }))
  const anonymous = by('centreIntake', 'enter', { ...told, realName: false, contactWish: 'codeOnly' })
  const closed = given(anonymous, register(), merge7)
  assert.ok(closed.clock('feedBack')?.ledger.due !== undefined)
  const answered = given(anonymous, register(), merge7, withHead)
  assert.deepEqual(
    [answered.record?.state, answered.record?.['outcome'], answered.record?.['feedbackWords']],
    ['answered', 'merged', mergedFeedbackWords],
  )
  assert.ok(!isOpen(answered.clock('feedBack') ?? assert.fail()))
  answered.when(publicly('object', { objections: [{ text: '不同意' }] })).then({ state: 'reexamining' })
  // By the head clue alone, and never instead of a call.
  closed
    .when(bySystem('answerWithHead', { feedbackWay: 'code', feedbackWords: mergedFeedbackWords }))
    .thenRefused('role may not')
  given(entered, register(), merge7).when(withHead).thenRefused('reachableReporterIsAnsweredInPerson')
})

// Whom it names

test('a clue that names the clue centre moves outside the province, and the centre loses it', () => {
  const moved = given(entered, register('u:22:clueCentre'))
  assert.equal(moved.record?.['registry'], '00:office')
  assert.deepEqual(moved.rolesOf(staff('centreHead')), [])
  assert.deepEqual(moved.rolesOf(staff('nationHead')), ['director'])
})

test('a clue that its only possible director is tied to moves on to where somebody can decide it', () => {
  const tie = {
    id: recordNo(50),
    person: people.centreHead,
    other: { name: '某甲' },
    kind: 'spouse',
  } as const
  const org = directoryWith({ ties: [...world.ties, { ...tie, from: plainDate('2022-05-01') }] })
  const registered = [entered, register(outsiderKey('某甲'))]
  const moved = specify(clue, { org }).given(...registered)
  assert.equal(moved.record?.['registry'], '00:office')
  assert.deepEqual(moved.rolesOf(staff('nationHead')), ['director'])
  assert.equal(given(...registered).record?.['registry'], '22:clueCentre')
})

test('no unit verifies a clue for which it would have too few verifiers or chiefs left', () => {
  given(
    entered,
    register(),
    by('centreHead', 'name', { reasons: '补充', named: [{ key: sunBo, how: 'stated' }] }),
    assess('B'),
  )
    .when(approve(chuanying.unit))
    .thenRefused('verifyingUnitIsNotTiedToTheNamed')
})

const keptOut: readonly (readonly [string, string, Role])[] = [
  ['whoever is named', sunBo, 'nanguanDeputyHead'],
  ['their colleagues', sunBo, 'nanguanVerifier'],
  ['whoever serves below them', sunBo, 'nanguanChief'],
  ['their brother in another city', sunBo, 'chuanyingVerifier'],
  ['everybody in a unit that is named', 'u:220102:police', 'nanguanPoliceHead'],
  ['everybody below a unit that is named', 'u:22:police', 'nanguanVerifier'],
  ['whoever has a husband of that name', 'n:周大海', 'centreAssessor'],
]
for (const [who, key, role] of keptOut)
  test(`named at any time, the clue is lost at once to ${who}`, () => {
    const name = by('centreHead', 'name', { reasons: '补充', named: [{ key, how: 'stated' }] })
    const before = [...untilVerifying(role.startsWith('chuanying') ? chuanying : nanguan)]
    const actor = staff(role)
    assert.notDeepEqual(given(...before).rolesOf(actor), [])
    assert.deepEqual(given(...before, name).rolesOf(actor), [])
  })

test('a clue whose verifying unit is named late is taken back, and goes to another', () => {
  const name = by('centreHead', 'name', { reasons: '补充', named: [{ key: sunBo, how: 'stated' }] })
  const takeBack = by('centreHead', 'takeBack', { reasons: '须回避' })
  const takenBack = given(...untilVerifying(nanguan), name, takeBack)
  takenBack.isDue({ approve: '2025-05-06' })
  takenBack.when(approve('220102:police')).thenRefused('verifyingUnitIsNotTiedToTheNamed')
  takenBack.when(approve('220104:police')).then({ state: 'passedOn', verifyingUnit: '220104:police' })
})

test('somebody who is kept out is refused like somebody who never had it', () => {
  const name = by('centreHead', 'name', { reasons: '补充', named: [{ key: sunBo, how: 'stated' }] })
  given(...untilVerifying(nanguan), name)
    .when(logStep(nanguan))
    .thenRefused('role may not')
})

const routes: readonly (readonly [string, readonly string[], Record<string, unknown>, string | undefined])[] =
  [
    ['grade B: the police of the county', [], { grade: 'B' }, '220102:police'],
    ['grade A: the police of the prefecture', [], { grade: 'A' }, '2201:police'],
    ['political-legal staff: another prefecture', [], { category: 'politicalLegalStaff' }, '2202:police'],
    ['the county is named: its neighbour', ['u:220102:police'], { grade: 'B' }, '220104:police'],
    ['its deputy head is named: its neighbour', [sunBo], { grade: 'B' }, '220104:police'],
    ['the prefecture is named: no county below it', ['u:2201:police'], { grade: 'B' }, '2202:police'],
    ['the leader of the prefecture is named', [`p:${people.changchunLeader}`], { grade: 'B' }, '2202:police'],
    ['the police of the province are named: nobody', ['u:22:police'], { grade: 'B' }, undefined],
    ['a clue without a place: nobody', [], { grade: 'B', area: undefined }, undefined],
  ]
for (const [sentence, keys, facts, expected] of routes)
  test(`proposed to verify: ${sentence}`, () => {
    const named = keys.map((key): Named => ({ key, how: 'stated' }))
    const record = { category: 'crime', area: '220102' as PlaceCode, named, ...facts }
    const proposal = routeProposal({
      record,
      org: smallDirectory,
      rulebook: timeBook.rulebookOn(today),
      on: today,
      linked: [],
    })
    assert.equal(proposal?.value, expected)
    if (expected !== undefined) assert.ok(!isTied(expected, named, smallDirectory, today))
  })

test('when even the registry outside is named, the last one still takes the report', () => {
  const named: Named[] = ['u:22:clueCentre', 'u:00:office'].map((key) => ({ key, how: 'stated' }))
  const world = { org: smallDirectory, rulebook: timeBook.rulebookOn(today), on: today }
  assert.equal(registryOf('clue.registries', named, world), '00:office')
})

// Second look

const drawn = [...untilAnswered(nanguan), draw(0.1), orderRecheck]

test('a recheck that agrees gives the clue back to the archive', () => {
  given(...drawn)
    .when(recheck('evilForce'))
    .then({ state: 'answered' })
  given(...drawn, recheck('evilForce'))
    .when(archive)
    .then({ state: 'archived' })
})

test('a recheck that disagrees goes to the upper level, under its clock', () => {
  given(...drawn)
    .when(recheck('noCrime'))
    .then({ state: 'toReview' })
  given(...drawn, recheck('noCrime')).isDue({ review: '2025-05-15' })
})

test('whoever rechecks knows what was reported, not what was found', () => {
  const { record, rolesOf } = given(...drawn)
  const visible = seen(clue, record ?? assert.fail(), rolesOf(staff('chuanyingVerifier2')))
  for (const hidden of ['conclusion', 'findings', 'truth', 'proposal', 'outcome', 'verifyingUnit', 'steps'])
    assert.equal(visible[hidden], undefined, hidden)
  assert.equal(visible['content'], told.content)
})

test('a clue without a conclusion is never drawn', () => {
  given(entered, register(), merge(another({ state: 'closed', closed: true })), feedBack)
    .when(draw(0))
    .then({ sampled: false })
})

// Parts and the archive

test('a part that is split off opens a transfer that carries the names and never the reporter', () => {
  const part = { kind: 'umbrella', to: '2202:discipline', text: '涉嫌包庇' } as const
  given(entered, register(sunBo), assess('B'))
    .when(by('centreHead', 'splitOff', { parts: [part] }))
    .thenOpens({
      type: 'transfer',
      action: 'send',
      input: {
        clue: theRecord,
        clueNumber: '第1号',
        ...part,
        from: '22:clueCentre',
        named: [{ key: sunBo, how: 'stated' }],
      },
    })
})

test('a clue is not archived before its transfer is answered', () => {
  const transfer = {
    type: 'transfer',
    id: recordNo(9),
    link: 'clue',
    direction: 'to',
    state: 'sent',
    told: {},
  } as const
  const past = given(...untilAnswered(nanguan), draw(0.9))
  past
    .when({ ...archive, linked: [{ ...transfer, closed: false }] })
    .thenRefused({ because: 'still open', type: 'transfer', record: recordNo(9) })
  const measure = { ...transfer, type: 'measure', id: recordNo(10), state: 'effective' } as const
  past
    .when({ ...archive, linked: [{ ...measure, closed: false }] })
    .thenRefused({ because: 'still open', type: 'measure', record: recordNo(10) })
  past
    .when({ ...archive, linked: [{ ...measure, state: 'lapsed', closed: true }] })
    .then({ state: 'archived' })
  past.when({ ...archive, linked: [{ ...transfer, closed: true }] }).then({ state: 'archived' })
})

// Who may, who sees

test('the public reports, supplements and objects, and does nothing else', () => {
  given(reported).when(publicly('register', register().input)).thenRefused('role may not')
  given(reported)
    .when(publicly('addToReport', { supplements: [{ text: '又' }] }))
    .then({ state: 'toRegister' })
})

test('the clock enters what is imported and records its rungs, and decides nothing', () => {
  given()
    .when(bySystem('enter', { ...told, source: 'import' }))
    .then({ state: 'toRegister' })
  given(entered).when(bySystem('register', register().input)).thenRefused('role may not')
})

test('whoever signs for a clue does not see whether the reporter gave a name', () => {
  const fields = fieldsSeenBy(clue, ['receiver'])
  for (const hidden of ['reporter', 'reporterMarks', 'realName']) assert.ok(!fields.has(hidden), hidden)
  assert.ok(fields.has('content'))
})

test('nobody sees a sealed value, whatever their roles', () => {
  assert.ok(!fieldsSeenBy(clue, Object.keys(clue.roles)).has('reporter'))
})

test('a leader sees numbers and outcomes, not the report', () => {
  const { record, rolesOf } = given(...untilVerifying(nanguan))
  const roles = rolesOf(staff('changchunLeader'))
  assert.deepEqual(roles, ['leader'])
  assert.deepEqual(Object.keys(seen(clue, record ?? assert.fail(), roles)).toSorted(), [
    'area',
    'category',
    'grade',
    'receivedOn',
    'verifyingUnit',
  ])
})

test('an encrypted clue is open to whoever entered it, whoever has it, and whoever had it, from the first second', () => {
  const encrypted = by('centreIntake', 'enter', { ...told, restricted: true })
  const path = [encrypted, register(), assess('B'), approve(nanguan.unit)]
  const open = (acts: readonly Act<typeof clue>[], ...roles: readonly Role[]) => {
    const { rolesOf } = given(...acts)
    return roles.filter((role) => rolesOf(staff(role)).length > 0)
  }
  const all: readonly Role[] = [
    ...(['centreIntake', 'centreIntake2', 'centreAssessor', 'centreAssessor2', 'centreHead'] as const),
    ...(['centreSampler', 'centreArchivist', 'nanguanVerifier', 'nanguanChief'] as const),
    ...(['nanguanDeputyHead', 'nanguanPoliceHead', 'changchunReviewer', 'nanguanLeader'] as const),
  ]
  assert.deepEqual(open([encrypted], ...all), ['centreIntake', 'centreHead'])
  assert.deepEqual(open(path.slice(0, 2), ...all), ['centreIntake', 'centreAssessor', 'centreAssessor2'])
  assert.deepEqual(open(path.slice(0, 3), ...all), ['centreIntake', 'centreAssessor', 'centreHead'])
  assert.deepEqual(open(path, ...all), [
    ...['centreIntake', 'centreAssessor', 'centreHead', 'nanguanVerifier', 'nanguanChief'],
  ])
  const closed = [
    ...path,
    ...takeUp(nanguan),
    logStep(nanguan),
    contact(nanguan),
    submit(nanguan, 'evil'),
    ...signAll(nanguan),
    recordDisposal(nanguan),
  ]
  assert.deepEqual(open(closed, ...all), [
    ...['centreIntake', 'centreAssessor', 'centreHead', 'nanguanVerifier', 'nanguanChief'],
    ...['nanguanDeputyHead', 'nanguanPoliceHead'],
  ])
})

test('what is not declared is refused, whatever it is called', () => {
  const wish = { ...archive, action: 'toString' as 'archive' }
  given(entered).when(wish).thenRefused({ because: 'no such action', action: 'toString' })
})

test('a value that is not on the list of the day, a missing and an unknown field are each named', () => {
  const input = { ...told, source: 'rumour', title: undefined, verdict: 'guilty' }
  given()
    .when(by('centreIntake', 'enter', input))
    .thenRefused(
      { because: 'not in the list', field: 'source' },
      { because: 'field missing', field: 'title' },
      { because: 'field not asked', field: 'verdict' },
    )
})

test('nothing is entered before what stands already', () => {
  given(entered)
    .when({ ...register(), at: timeAt('2025-04-27') })
    .thenRefused({ because: 'time runs backwards' })
})

function keysNamed({ record }: ReturnType<typeof given>) {
  // The field is a list of those named.
  return ((record?.['named'] ?? []) as readonly Named[]).map(({ key }) => key)
}
function timeAt(day: string) {
  return by('centreIntake', 'register', {}, { on: day }).at
}
