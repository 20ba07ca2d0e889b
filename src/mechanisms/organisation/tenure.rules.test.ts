/** Who may hold what together, and who may let somebody stand in for them, for how long and for what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, type Tenure } from '#kernel/org/tenure.ts'
import { plainDate } from '#kernel/time.ts'
import { directoryWith, people, smallDirectory, tenures, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { tenure } from './tenure.ts'

const { given, by, acting } = specify(tenure)

const appointing = (post: string, person: Role, more: object = {}) =>
  by('systemAdministrator', 'appoint', {
    ...{ person: people[person], post, unit: tenures[person].unit, kind: 'appointed', from: '2025-05-01' },
    ...more,
  })
/** 周局长 lets 孙波 hold his post for a fortnight. */
const own = tenures.nanguanPoliceHead
const fortnight = {
  person: people.nanguanDeputyHead,
  post: own.post,
  unit: own.unit,
  kind: 'deputy',
  standsInFor: own.id,
  from: '2025-04-28',
  to: '2025-05-11',
}
const delegating = (more: object = {}, actor: Role = 'nanguanPoliceHead') =>
  by(actor, 'delegate', { ...fortnight, ...more })

test('no one person is two of system, security and audit administrator', () => {
  const apart = ['systemAdministrator', 'securityAdministrator'] as const
  for (const [holder, post] of [
    [apart[0], apart[1]],
    [apart[1], apart[0]],
  ] as const)
    given().when(appointing(post, holder)).thenRefused('administratorsStayApart')
  given()
    .when(appointing('systemAdministrator', 'auditor', { unit: tenures.systemAdministrator.unit }))
    .thenRefused('administratorsStayApart')
  given().when(appointing('systemAdministrator', 'centreArchivist')).then({ state: 'held' })
  given().when(appointing('archivist', 'systemAdministrator')).then({ state: 'held' })
})

test('who has given up one of the three posts may take another from the day after', () => {
  const until = (to: string) =>
    specify(tenure, {
      org: directoryWith({
        tenures: Object.values(tenures).map((one) =>
          one.id === tenures.securityAdministrator.id ? { ...one, to: plainDate(to) } : one,
        ),
      }),
    })
  const wish = appointing('systemAdministrator', 'securityAdministrator')
  until('2025-04-30').given().when(wish).then({ state: 'held' })
  until('2025-05-01').given().when(wish).thenRefused('administratorsStayApart')
})

test('an administrator’s post cannot come to another administrator by standing in', () => {
  const { id, post, unit } = tenures.securityAdministrator
  given()
    .when(
      by('securityAdministrator', 'delegate', {
        ...{ person: people.systemAdministrator, post, unit, kind: 'deputy', standsInFor: id },
        ...{ from: '2025-04-28', to: '2025-05-01' },
      }),
    )
    .thenRefused('administratorsStayApart')
})

test('the holder of a post lets somebody stand in, for some days and for some types of record', () => {
  given()
    .when(delegating({ onlyTypes: ['clue'] }))
    .then({ state: 'held', principal: people.nanguanPoliceHead, onlyTypes: ['clue'] })
  // What the directory makes of it.
  const held = { ...fortnight, onlyTypes: ['clue'] } as unknown as Tenure
  assert.deepEqual([covers(held, 'clue'), covers(held, 'tenure')], [true, false])
})

test('nobody delegates the post of somebody else, nor one that is not theirs any more', () => {
  given().when(delegating({}, 'chaoyangPoliceHead')).thenRefused('actorDelegatesTheirOwnPost')
  given()
    .when(delegating({ post: 'verifier' }))
    .thenRefused('actorDelegatesTheirOwnPost')
  given()
    .when(delegating({ unit: tenures.chaoyangPoliceHead.unit }))
    .thenRefused('actorDelegatesTheirOwnPost')
  given()
    .when(delegating({ kind: 'appointed' }))
    .thenRefused('actorDelegatesTheirOwnPost')
  const org = directoryWith({
    tenures: Object.values(tenures).map((one) =>
      one.id === own.id ? { ...one, to: plainDate('2025-04-27') } : one,
    ),
  })
  specify(tenure, { org }).given().when(delegating()).thenRefused('actorDelegatesTheirOwnPost')
})

test('whoever stands in passes nothing on', () => {
  const standIn: Tenure = {
    ...own,
    id: '20000000-0000-4000-8000-000000009001',
    person: people.nanguanDeputyHead,
    kind: 'deputy',
    standsInFor: own.id,
    from: plainDate('2025-04-01'),
    to: plainDate('2025-06-30'),
  }
  const further = specify(tenure, { org: directoryWith({ tenures: [...Object.values(tenures), standIn] }) })
  const wish = { person: people.nanguanReviewer, standsInFor: standIn.id }
  further.given().when(delegating(wish, 'nanguanDeputyHead')).thenRefused('aStandInPassesNothingOn')
  // Nor under the name of the one they stand in for.
  further
    .given()
    .when(
      acting({ ...staff('nanguanDeputyHead'), tenure: standIn.id, standsInFor: own.person })('delegate', {
        ...fortnight,
        person: people.nanguanReviewer,
      }),
    )
    .thenRefused('actorDelegatesTheirOwnPost')
})

test('a delegation has an end, is not too long, does not begin in the past, and is for an official in post', () => {
  given()
    .when(delegating({ to: undefined }))
    .thenRefused('delegationIsNotTooLong')
  given()
    .when(delegating({ to: '2025-10-30' }))
    .thenRefused('delegationIsNotTooLong')
  given()
    .when(delegating({ to: '2025-10-29' }))
    .then({ state: 'held' })
  given()
    .when(delegating({ from: '2025-04-27' }))
    .thenRefused('delegationIsAhead')
  given()
    .when(delegating({ to: '2025-04-27' }))
    .thenRefused('fromIsNotAfterTo')
  given()
    .when(delegating({ person: people.nanguanPoliceHead }))
    .thenRefused('standInIsSomebodyElse')
  given()
    .when(delegating({ person: people.formerVerifier }))
    .thenRefused('standInHoldsAPost')
})

test('the principal ends it when they like; the one who stands in and others cannot', () => {
  const recall = (actor: Role) => by(actor, 'recall', { to: '2025-04-28', endReasons: 'resigned' })
  given(delegating()).when(recall('nanguanPoliceHead')).then({ state: 'ended', to: '2025-04-28' })
  const back = (to: string) => by('nanguanPoliceHead', 'recall', { to, endReasons: 'resigned' })
  given(delegating()).when(back('2025-04-27')).then({ state: 'ended' })
  given(delegating()).when(back('2025-04-26')).thenRefused('recallIsNotBackdated')
  given(delegating()).when(recall('nanguanDeputyHead')).thenRefused('role may not')
  given(delegating()).when(recall('chaoyangPoliceHead')).thenRefused('role may not')
  given(delegating())
    .when(
      acting({ ...staff('nanguanReviewer'), standsInFor: people.nanguanPoliceHead })('recall', {
        to: '2025-04-28',
        endReasons: 'resigned',
      }),
    )
    .thenRefused('actorIsThePrincipal')
})

test('a stand-in entered by the administrator can be recalled by the principal as well', () => {
  const entered = appointing(own.post, 'nanguanDeputyHead', { kind: 'deputy', standsInFor: own.id })
  given(entered)
    .when(by('nanguanPoliceHead', 'recall', { to: '2025-05-02', endReasons: 'termEnded' }))
    .then({ state: 'ended' })
  given(appointing('verifier', 'nanguanVerifier'))
    .when(by('nanguanPoliceHead', 'recall', { to: '2025-05-02', endReasons: 'termEnded' }))
    .thenRefused('role may not')
})

test('who stands in is kept out by what names them, or the one they stand in for', () => {
  const standIn: Tenure = { ...(fortnight as unknown as Tenure), id: '20000000-0000-4000-8000-000000009002' }
  const org = directoryWith({ tenures: [...Object.values(tenures), standIn] })
  const day = plainDate('2025-04-30')
  const keys = org.conflictKeysOf(people.nanguanDeputyHead, day)
  assert.equal(keys.get(`p:${people.nanguanDeputyHead}`)?.because, 'named')
  assert.ok(keys.has(`p:${people.nanguanPoliceHead}`))
  assert.ok(
    smallDirectory.tenuresOn(people.nanguanDeputyHead, day).length <
      org.tenuresOn(people.nanguanDeputyHead, day).length,
  )
})

const left = { owed: [recordNo(7)] }
const limited = appointing('assessor', 'centreArchivist', {
  ...{ unit: tenures.centreAssessor.unit, from: '2025-04-28', to: '2025-06-30' },
})
const until = (to: string, from = '2025-04-28') => ({ ...limited, input: { ...limited.input, from, to } })
const clock = { kind: 'system', job: 'clock' } as const
const announce = acting(clock)('announce', {}, { on: '2025-06-01' })
const runOut = (more: object = {}) => acting(clock)('runOut', {}, { on: '2025-07-01', ...more })
const doing = (action: 'confirmHandOver' | 'settle', role: Role, on: string, more: object = {}) =>
  by(role, action, {}, { on, ...more })

test('a tenure with a last day has clocks that end with it and thirty days before, holiday or not; one without has none', () => {
  given(limited).isDue({ announce: '2025-05-31', ending: '2025-06-30' })
  given(appointing('assessor', 'centreArchivist', { unit: tenures.centreAssessor.unit })).isDue({})
  // Entered after its day, it ends on the day it is entered; so does the warning of one that ends soon.
  given(until('2025-02-01', '2025-01-01')).isDue({ announce: '2025-04-28', ending: '2025-04-28' })
  given(until('2025-05-20')).isDue({ announce: '2025-04-28', ending: '2025-05-20' })
  // 4 October 2025 is in the holidays: a term that is over is over.
  given(until('2025-10-04')).isDue({ announce: '2025-09-04', ending: '2025-10-04' })
})

test('told of its end, it waits for its holder and whoever is in charge, until all is handed over', () => {
  const told = [limited, announce]
  given(...told).isDue({ ending: '2025-06-30' })
  given(...told)
    .when(doing('confirmHandOver', 'centreArchivist', '2025-06-02', left))
    .thenRefused('everythingIsHandedOver')
  for (const role of ['centreArchivist', 'centreHead', 'systemAdministrator'] as const)
    given(...told)
      .when(doing('confirmHandOver', role, '2025-06-02'))
      .then({ state: 'handedOver' })
  given(...told)
    .when(doing('confirmHandOver', 'centreIntake', '2025-06-02'))
    .thenRefused('role may not')
  // What came in since it was confirmed is in hand all the same.
  given(...told, doing('confirmHandOver', 'centreHead', '2025-06-02'))
    .when(runOut(left))
    .then({ state: 'toHandOver' })
})

test('run out with matters in hand, it stays with whoever is in charge, under a clock, until they are handed over', () => {
  given(limited).when(runOut()).then({ state: 'ended', endReasons: 'termEnded' })
  const over = [limited, announce, runOut(left)]
  given(...over).isDue({ handOver: '2025-07-04' })
  given(...over)
    .when(doing('settle', 'centreHead', '2025-07-02', left))
    .thenRefused('everythingIsHandedOver')
  given(...over)
    .when(doing('settle', 'centreArchivist', '2025-07-02'))
    .thenRefused('role may not')
  given(...over, doing('settle', 'centreHead', '2025-07-02')).isDue({})
})

test('a stand-in who is recalled with matters in hand leaves them to whoever is in charge', () => {
  const recall = (more: object) =>
    by('nanguanPoliceHead', 'recall', { to: '2025-04-27', endReasons: 'termEnded' }, more)
  given(delegating()).when(recall({})).then({ state: 'ended' })
  given(delegating()).when(recall(left)).then({ state: 'toHandOver' })
})
