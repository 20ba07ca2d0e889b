/**
 * All people of the demo world × types of records × doors, compared with an oracle that shares nothing with the product
 * (permissionsOracle.ts). Nobody reaches a record that names them, their unit, one above it, its leaders or somebody tied
 * to them: not in a list, a search, a count, a suggestion, a paper or a file, and at no door of the record itself. A door
 * that is registered and neither asked here nor excused below fails the last test.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listOf } from '#kernel/record/replay.ts'
import { addDays, endOfDay } from '#kernel/time.ts'
import { declarations as byName } from '#mechanisms/index.ts'
import { unpacked } from '#server/documents/unpacked.fixture.ts'
import type { Oracle, StoredRecord } from './permissionsOracle.ts'
import { idsIn, permissionsWorld, WORD, type PermissionsWorld } from './permissionsWorld.ts'

const declarations = [...byName.values()]
/** Types whose records name people and keep them out. */
const MATTERS = ['clue', 'transfer', 'petition', 'complaint', 'protection'] as const

let world: PermissionsWorld
let ask: PermissionsWorld['ask']
let listed: PermissionsWorld['listed']
let oracle: Oracle
let records: readonly StoredRecord[] = []
before(async () => {
  world = await permissionsWorld()
  ;({ ask, listed, oracle, records } = world)
})
after(() => world[Symbol.asyncDispose]())

const recordOf = (id: string): StoredRecord => world.byId.get(id) ?? assert.fail(`no record ${id}`)

const reachedBy = (person: string, type: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    records
      .filter((record) => record.type === type)
      .map((record): [string, readonly string[]] => [record.id, oracle.rolesOf(person, record)])
      .filter(([, roles]) => roles.length > 0),
  )

const seesField = (type: string, roles: readonly string[], field: string): boolean =>
  roles.some((role) => {
    const { seesOnly, seesAllBut = [] } = byName.get(type)?.roles[role] ?? assert.fail(`${type}: ${role}`)
    return seesOnly?.includes(field) ?? !seesAllBut.includes(field)
  })

test('in lists, counts and searches everybody of the demo world meets what the oracle says and nothing else', async () => {
  let met = 0
  let kept = 0
  const attached = new Set(world.planted.filter(({ digest }) => digest !== '').map(({ id }) => id))
  for (const person of world.everybody) {
    const expected = reachedBy(person, 'clue')
    const { ids, total } = await listed(person, 'clue', '&sort=opened', 'list')
    assert.deepEqual(ids.toSorted(), [...expected.keys()].toSorted(), `clues of ${person}`)
    assert.equal(total, expected.size, `how many clues ${person} is told of`)
    met += ids.length
    const readable = [...expected]
      .filter(([id, roles]) => attached.has(id) && seesField('clue', roles, 'content'))
      .map(([id]) => id)
    const found = await listed(person, 'clue', `&q=${encodeURIComponent(WORD)}`, 'search')
    assert.deepEqual(found.ids.toSorted(), readable.toSorted(), `found by ${person}`)
    assert.equal(found.total, readable.length, `how many ${person} is told to have found`)
    kept += attached.size - readable.length
  }
  console.log(
    `lists: ${String(world.everybody.length)} people met ${String(met)} clues; planted ones kept from them ${String(kept)} times`,
  )
  assert.ok(met > 500 && kept > 5000)
})

test('work lists and the types of the organisation show everybody what the oracle says', async () => {
  let work = 0
  for (const person of world.cast) {
    const desk = await ask(person, 'desk', '/api/desk')
    const onDesk = new Map(
      (desk.body['types'] as readonly { name: string; work: { total: number } }[]).map((one) => [
        one.name,
        one.work.total,
      ]),
    )
    for (const type of MATTERS) {
      const expected = reachedBy(person, type)
      if (type !== 'clue') {
        const all = await listed(person, type, '', 'list')
        assert.deepEqual(all.ids.toSorted(), [...expected.keys()].toSorted(), `${type} of ${person}`)
        assert.equal(all.total, expected.size)
      }
      const mine = await listed(person, type, '&view=work', 'work')
      assert.ok(
        mine.ids.every((id) => expected.has(id)),
        `work of ${person}`,
      )
      assert.equal(mine.total, mine.ids.length)
      assert.equal(onDesk.get(type) ?? 0, mine.total, `${type} on the desk of ${person}`)
      work += mine.ids.length
    }
    for (const type of ['person', 'tenure', 'tie', 'ruleSet']) {
      const { body } = await ask(person, 'count', `/api/records/${type}?limit=1&total=1`)
      const expected = reachedBy(person, type).size
      assert.equal(body['total'], expected, `${type} of ${person}`)
    }
  }
  assert.ok(work > 20, `${String(work)} pieces of work`)
})

const IN_RECORD = [
  '',
  '/entries',
  '/access',
  '/proof',
  '/earlier',
  '/documents/registrationForm.docx',
  '/sealed/reporter',
  '/file?reason=核查工作需要',
]
const actionNames = (type: string) => Object.keys(byName.get(type)?.actions ?? {})

test('suggestions, the register of papers and files tell everybody of what they reach and of nothing else', async () => {
  let papers = 0
  let suggested = 0
  let refused = 0
  for (const [nth, person] of world.cast.entries()) {
    // What a form offers while somebody types the number of a record.
    for (const { type, id } of world.plantedMatters) {
      const number = recordOf(id).number
      const { body } = await ask(person, 'suggestion', `/api/records/${type}?q=${encodeURIComponent(number)}`)
      const found = (body['items'] as readonly { readonly id: string }[]).some((item) => item.id === id)
      const record = recordOf(id)
      const reaches = oracle.rolesOf(person, record).length > 0
      assert.equal(found, reaches, `${number} is ${found ? '' : 'not '}suggested to ${person}`)
      suggested += Number(found)
    }
    const register = await ask(person, 'papers', '/api/papers?limit=200')
    assert.equal(register.status, 200, register.text)
    for (const { id } of register.body['items'] as readonly {
      readonly id: string
    }[]) {
      const of = recordOf(id)
      assert.ok(isOpenTo(person, of), `a paper of ${of.number} for ${person}`)
      papers += 1
    }
    const { type, id, digest } = world.plantedMatters[nth % world.plantedMatters.length] ?? assert.fail()
    const record = recordOf(id)
    const roles = oracle.rolesOf(person, record)
    const path = `/api/records/${type}/${id}`
    for (const door of roles.length > 0 ? [] : ['', '/entries', '/access', '/proof', '/sealed/reporter']) {
      const answer = await ask(person, `out ${door}`, path + door)
      assert.equal(answer.status, 404, `${person} at ${door} of ${record.number}`)
      refused += 1
    }
    if (digest !== '') {
      const file = await ask(person, 'file of a matter', `/api/files/${digest}`)
      const may = seesFieldOf(record, roles, 'attachments')
      assert.equal(
        file.status === 200,
        may,
        `${person} and the file of ${record.number}: ${file.text.slice(0, 200)}`,
      )
    }
  }
  console.log(
    `${String(suggested)} suggestions and ${String(papers)} papers met; kept out ${String(refused)} times`,
  )
  assert.ok(papers > 500 && suggested > 20 && refused > 500)
})

/** What the sample alone decides, whatever somebody would enter. */
const isRuledOut = ({ fields }: StoredRecord, action: string): boolean => {
  const { sampled, recheckConclusion, reportedAgain, newFactsTold } = fields
  return (
    (action === 'drawSample' && sampled !== undefined) ||
    (action === 'orderRecheck' && (sampled !== true || recheckConclusion !== undefined)) ||
    (action === 'leaveClosed' && reportedAgain === undefined && newFactsTold !== true)
  )
}

const seesFieldOf = ({ type }: StoredRecord, roles: readonly string[], field: string): boolean =>
  roles.length > 0 && seesField(type, roles, field)

test('whoever is kept out of a record finds none of its doors, and no answer betrays it', async () => {
  const people = world.cast
  let pairs = 0
  for (const { id, key, digest } of world.planted) {
    const record = recordOf(id)
    const outs = people.filter((person) => oracle.rolesOf(person, record).length === 0)
    for (const [nth, person] of outs.entries()) {
      // Everybody whom the name keeps out tries every door; of those without business there each tries some.
      const isTied = oracle.findReason(person, key) !== undefined
      const doors = IN_RECORD.filter((_, door) => isTied || door === nth % IN_RECORD.length)
      for (const door of doors) {
        const answer = await ask(person, `out ${door}`, `/api/records/clue/${id}${door}`)
        assert.equal(answer.status, 404, `${person} at ${door} of a clue that names ${key}`)
        assert.ok(!answer.text.includes(record.number) && !answer.text.includes(WORD))
      }
      const names = actionNames('clue')
      const actions = isTied && nth % 30 === 0 ? names : [names[nth % names.length] ?? 'name']
      for (const action of actions) {
        const path = `/api/records/clue/${id}/actions/${action}`
        const answer = await ask(person, 'out action', path, {})
        assert.equal(answer.status, 404, `${person} does ${action} on a clue that names ${key}`)
        if (nth % 20 === 0)
          assert.equal((await ask(person, 'out consider', `${path}/consider`, {})).status, 404)
      }
      if (digest !== '' && (isTied || nth % 5 === 0))
        assert.equal((await ask(person, 'out file', `/api/files/${digest}`)).status, 404)
      pairs += 1
    }
  }
  console.log(`kept out: ${String(pairs)} pairs of a person and a planted clue`)
  assert.ok(pairs > 1000)
})

test('whoever reaches a record sees it in these roles, and can take the actions of these roles', async () => {
  const combinations = new Set<string>()
  let pairs = 0
  for (const person of world.cast) {
    for (const [id, roles] of MATTERS.flatMap((type) => [...reachedBy(person, type)])) {
      const record = recordOf(id)
      const declaration = byName.get(record.type) ?? assert.fail()
      const combination = [record.type, record.state, ...roles.toSorted()].join(' ')
      if (combinations.has(combination)) continue
      combinations.add(combination)
      pairs += 1
      const path = `/api/records/${record.type}/${id}`
      const answer = await ask(person, 'in record', path)
      assert.equal(answer.status, 200, `${combination}: ${answer.text}`)
      const { names: called, ...rest } = answer.body
      const shown = JSON.stringify(rest)
      for (const id of Object.keys(called as object)) assert.ok(shown.includes(id), `${combination}: ${id}`)
      const told = answer.body['roles'] as readonly { readonly name: string }[]
      assert.deepEqual(told.map(({ name }) => name).toSorted(), roles.toSorted(), combination)
      for (const field of Object.keys(answer.body['fields'] as object))
        assert.ok(
          seesField(record.type, roles, field) || field === 'reporter',
          `${combination} sees ${field}`,
        )
      for (const door of ['/entries', '/access'])
        assert.equal((await ask(person, `in ${door}`, path + door)).status, 200, door)
      if (pairs % 3 === 0) await fileHoldsWhatIsReached(person, path)

      const may = Object.entries(declaration.actions).filter(
        ([, { by, from }]) =>
          listOf(from).includes(record.state) && listOf(by).some((role) => roles.includes(role)),
      )
      const offered = (answer.body['actions'] as readonly { readonly name: string }[]).map(({ name }) => name)
      const names = may.map(([name]) => name)
      assert.ok(
        offered.every((name) => names.includes(name)),
        `${combination} is offered ${offered.join()}`,
      )
      // Where several sign in order it may be another one's turn, and who has not signed has nothing to take back.
      const always = may
        .filter(([, { signed, withdraws }]) => signed === undefined && withdraws === undefined)
        .map(([name]) => name)
      assert.deepEqual(
        always.filter((name) => !offered.includes(name)),
        always.filter((name) => isRuledOut(record, name)),
        `${combination}: what is not offered`,
      )
      // All of them over the combinations, each time some.
      const others = Object.keys(declaration.actions).filter(
        (name, nth) => !names.includes(name) && nth % 3 === pairs % 3,
      )
      for (const action of others) {
        const tried = await ask(person, 'in action', `${path}/actions/${action}`, {})
        assert.ok([403, 409].includes(tried.status), `${combination} does ${action}: ${tried.text}`)
      }
    }
  }
  const versions = await world.readRecords()
  assert.deepEqual(versions, records, 'what was refused has changed nothing')
  console.log(`let in: ${String(pairs)} combinations of type, state and roles`)
  assert.ok(pairs > 70, `${String(pairs)} combinations`)
})

/** The whole file of a record: other records in it only where they are reached, and their files where they are seen. */
async function fileHoldsWhatIsReached(person: string, path: string): Promise<void> {
  const answer = await ask(person, 'in /file', `${path}/file?reason=${encodeURIComponent('核查工作需要')}`)
  assert.equal(answer.status, 200, answer.text.slice(0, 200))
  const files = unpacked(answer.bytes)
  const index = JSON.parse(files.get('index.json') ?? '') as {
    readonly records: readonly {
      readonly id: string
      readonly folder: string
      readonly files: readonly string[]
    }[]
  }
  assert.ok(index.records.length > 0)
  for (const { id, files: held } of index.records) {
    const record = recordOf(id)
    // Of the other types the oracle knows whom they keep out.
    if (!isMatter(record)) assert.ok(!oracle.isKeptOut(person, record))
    else {
      const roles = oracle.rolesOf(person, record)
      assert.ok(roles.length > 0, `${person} gets ${record.number} with ${path}`)
      if (held.length > 0)
        assert.ok(
          FILES.some((field) => seesField(record.type, roles, field)),
          `files of ${record.number}`,
        )
    }
  }
}
const FILES = ['attachments', 'supplements', 'evidence', 'materials']
const isMatter = ({ type }: StoredRecord): boolean => MATTERS.some((matter) => matter === type)

test('one search over everything, its counts and its hint tell everybody what the oracle says', async () => {
  const withWord = world.planted.filter(({ phone }) => phone !== '')
  let found = 0
  let hinted = 0
  for (const [nth, person] of world.cast.entries()) {
    const readable = withWord
      .filter(({ id }) => seesFieldOf(recordOf(id), oracle.rolesOf(person, recordOf(id)), 'content'))
      .map(({ id }) => id)
    const all = await ask(person, 'find', `/api/find?limit=100&q=${encodeURIComponent(WORD)}`)
    assert.deepEqual(idsIn(all).toSorted(), readable.toSorted(), `found by ${person}`)
    assert.equal(all.body['found'], readable.length)
    const facets = all.body['facets'] as Readonly<Record<string, readonly { readonly count: number }[]>>
    for (const name of ['type', 'year'])
      assert.equal(
        (facets[name] ?? []).reduce((sum, { count }) => sum + count, 0),
        readable.length,
        `${person} by ${name}`,
      )
    found += readable.length

    const one = withWord[nth % withWord.length] ?? assert.fail()
    const byPhone = await ask(person, 'find', `/api/find?q=${one.phone}`)
    const reaches = oracle.rolesOf(person, recordOf(one.id)).length > 0
    assert.deepEqual(idsIn(byPhone), readable.includes(one.id) ? [one.id] : [], `${person} by telephone`)
    // Whoever it names is not even told that somebody knows something.
    const mayKnow = !reaches && oracle.findReason(person, one.key) === undefined && !one.restricted
    assert.equal(byPhone.body['elsewhere'], mayKnow, `${person} on what is known of ${one.key}`)
    hinted += Number(mayKnow)

    const { id } = world.plantedMatters[nth % world.plantedMatters.length] ?? assert.fail()
    const matter = recordOf(id)
    const byNumber = await ask(person, 'find', `/api/find?q=${encodeURIComponent(matter.number)}`)
    assert.equal(idsIn(byNumber).includes(id), oracle.rolesOf(person, matter).length > 0, matter.number)
  }
  console.log(`search: found ${String(found)} times, hinted at ${String(hinted)} times`)
  assert.ok(found > 30 && hinted > 50)
})

const COUNTED = { county: 'area', source: 'source' } as const

test('the board, the clocks that end, and the desk count what the oracle says somebody reaches', async () => {
  const running = await world.clocks()
  const clocks = Map.groupBy(
    running.filter(({ record }) => recordOf(record).fields['verifyingUnit'] !== undefined),
    ({ name }) => name,
  )
  const [deadline = assert.fail('no clock runs')] = [...clocks]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([name]) => name)
  const [busiest = assert.fail('no unit verifies')] = [
    ...Map.groupBy(
      records
        .filter(({ type }) => type === 'clue')
        .flatMap(({ fields }) => (fields['team'] === undefined ? [] : [String(fields['verifyingUnit'])])),
      (unit) => unit,
    ),
  ]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([unit]) => unit)
  let counted = 0
  let ending = 0
  let verifiers = 0
  for (const person of world.cast) {
    const expected = reachedBy(person, 'clue')
    const board = await ask(person, 'board', '/api/board')
    const { total, cells } = board.body as {
      readonly total: { readonly received: number }
      readonly cells: readonly {
        readonly county: string | null
        readonly source: string | null
        received: number
      }[]
    }
    assert.equal(total.received, expected.size, `the board of ${person}`)
    counted += total.received
    const shownOf = (id: string, field: string): string | null => {
      const value = recordOf(id).fields[field]
      return typeof value === 'string' && seesField('clue', expected.get(id) ?? [], field) ? value : null
    }
    const mine = Map.groupBy(expected.keys(), (id) =>
      JSON.stringify([shownOf(id, COUNTED.county)?.slice(0, 6) ?? null, shownOf(id, COUNTED.source)]),
    )
    assert.deepEqual(
      cells.map(({ county, source, received }) => [JSON.stringify([county, source]), received]).toSorted(),
      [...mine].map(([cell, ids]) => [cell, ids.length]).toSorted(),
      `the cells of ${person}`,
    )
    const told = await ask(person, 'board verifiers', `/api/board/verifiers?unit=${busiest}`)
    const teams = [...expected.keys()]
      .filter((id) => shownOf(id, 'verifyingUnit') === busiest)
      .filter((id) => seesField('clue', expected.get(id) ?? [], 'team'))
      .flatMap((id) => (recordOf(id).fields['team'] ?? []) as readonly string[])
    assert.deepEqual(
      (told.body['items'] as readonly { person: string; open: number; closed: number }[])
        .map((one) => [one.person, one.open + one.closed])
        .toSorted(),
      [...Map.groupBy(teams, (one) => one)].map(([one, of]) => [one, of.length]).toSorted(),
      `the verifiers of ${busiest} for ${person}`,
    )
    verifiers += teams.length
    const file = await ask(person, 'board file', '/api/board/file')
    assert.equal(file.status, 200)

    const ends = await ask(person, 'ending', `/api/ending/clue/${deadline}?by=verifyingUnit`)
    // By a unit that none of one's posts sees nothing can be counted.
    if (ends.status !== 422 && ends.status !== 400) {
      assert.equal(ends.status, 200, ends.text)
      const until = endOfDay(addDays(world.today, 30))
      const due = (clocks.get(deadline) ?? []).filter(({ record, due: end }) => {
        const roles = expected.get(record)
        return (
          roles !== undefined &&
          Date.parse(end) <= Date.parse(until) &&
          recordOf(record).fields['verifyingUnit'] !== undefined &&
          seesField('clue', roles, 'verifyingUnit')
        )
      })
      const shown = idsIn(ends)
      assert.deepEqual(
        shown.filter((id) => !expected.has(id)),
        [],
        `clocks shown to ${person}`,
      )
      const units = ends.body['units'] as readonly {
        readonly unit: string | null
        readonly counts: readonly number[]
      }[]
      assert.equal(
        units.reduce((sum, { unit, counts }) => sum + (unit === null ? 0 : (counts.at(-1) ?? 0)), 0),
        due.length,
        `clocks counted for ${person}`,
      )
      ending += due.length
    }

    const today = await ask(person, 'today', '/api/desk/today')
    for (const part of ['owed', 'late', 'supervised'])
      for (const { id } of today.body[part] as readonly { readonly id: string }[])
        assert.ok(isOpenTo(person, recordOf(id)), `${recordOf(id).number} on the desk of ${person}`)
  }
  for (const person of world.cast.filter((_, nth) => nth % 40 === 0)) {
    const desk = await ask(person, 'desk', '/api/desk')
    assert.deepEqual(await world.firstOfStream(person), desk.body, `what the stream tells ${person}`)
  }
  console.log(`counts: ${String(counted)} clues on boards, ${String(ending)} clocks that end`)
  assert.ok(counted > 500 && ending > 0 && verifiers > 0)
})

/** Of the types in the table, who has a role; of the others, who is not kept out. */
const isOpenTo = (person: string, record: StoredRecord): boolean =>
  isMatter(record) ? oracle.rolesOf(person, record).length > 0 : !oracle.isKeptOut(person, record)

/** The records in an answer of the graph, as nodes and as what its lines stand in. */
const recordsInGraph = (body: Readonly<Record<string, unknown>>): readonly string[] => {
  const { nodes = [], lines = [] } = body as {
    readonly nodes?: readonly { readonly record?: { readonly id: string } }[]
    readonly lines?: readonly { readonly record: { readonly id: string } }[]
  }
  return [...nodes, ...lines].flatMap(({ record }) => (record === undefined ? [] : [record.id]))
}

test('the graph shows nodes and lines of records that somebody reaches, and of no other', async () => {
  const withWord = world.planted.filter(({ phone }) => phone !== '')
  let shown = 0
  let kept = 0
  for (const [nth, person] of world.cast.entries()) {
    // One they reach where there is one, else whichever comes.
    const reached = withWord.find(({ id }) => oracle.rolesOf(person, recordOf(id)).length > 0)
    const one = reached ?? withWord[nth % withWord.length] ?? assert.fail()
    const record = recordOf(one.id)
    const reaches = oracle.rolesOf(person, record).length > 0
    const node = `clue:${one.id}`
    const around = await ask(person, 'graph', `/api/graph/around?node=${node}&depth=2`)
    assert.equal(around.status === 200, reaches, `${person} around ${record.number}`)
    const file = await ask(person, 'graph', `/api/graph/export?node=${node}`)
    assert.equal(file.status === 200, reaches, `${person} exports ${record.number}`)
    const shared = await ask(person, 'graph', `/api/graph/shared?node=${node}`)
    const { id } = withWord[(nth + 3) % withWord.length] ?? assert.fail()
    const path = await ask(person, 'graph', `/api/graph/path?a=${node}&b=clue:${id}`)
    const found = await ask(person, 'graph', `/api/graph/find?q=${encodeURIComponent(record.number)}`)
    const persons = await ask(person, 'graph', `/api/graph/persons/clue/${one.id}`)
    assert.equal(persons.status === 200, reaches, `${person} asks for the persons of ${record.number}`)
    const why = await ask(person, 'graph', `/api/graph/why/${one.id}/1`)
    if (!reaches) assert.equal(why.status, 404)
    for (const answer of [around, shared, path, found]) {
      assert.ok(!answer.text.includes('"status":5'), answer.text)
      for (const other of recordsInGraph(answer.body)) {
        assert.ok(isOpenTo(person, recordOf(other)), `${recordOf(other).number} in the graph of ${person}`)
        shown += 1
      }
    }
    if (!reaches) {
      assert.ok(
        [around, shared, path, found].every(({ text }) => !text.includes(one.id) || text.includes('none')),
      )
      kept += 1
    }
  }
  console.log(`graph: ${String(shown)} records shown, ${String(kept)} times kept out`)
  assert.ok(shown > 5 && kept > 50)
})

test('whoever a case, an asset or what hangs on them names meets none of it, at any door', async () => {
  const naming = records.filter((record) => !isMatter(record) && oracle.namedBy(record).length > 0)
  const types = new Set(naming.map(({ type }) => type))
  let tried = 0
  for (const record of naming) {
    const outs = world.everybody.filter((person) => oracle.isKeptOut(person, record))
    const step = Math.max(1, Math.floor(outs.length / 4))
    for (const person of outs.filter((_, nth) => nth % step === 0).slice(0, 4)) {
      const path = `/api/records/${record.type}/${record.id}`
      for (const door of ['', '/entries', '/access', '/proof', '/earlier', '/file?reason=核查工作需要'])
        assert.equal((await ask(person, `out ${door}`, path + door)).status, 404, `${person}: ${path}${door}`)
      const number = encodeURIComponent(record.number)
      const answers = [
        await ask(person, 'list', `/api/records/${record.type}?limit=200&total=1`),
        await ask(person, 'find', `/api/find?q=${number}`),
        await ask(person, 'graph', `/api/graph/find?q=${number}`),
        await ask(person, 'graph', `/api/graph/around?node=${record.type}:${record.id}`),
        await ask(person, 'graph', `/api/graph/proposals/${record.id}`),
        await ask(person, 'graph', `/api/graph/persons/${record.type}/${record.id}`),
        await ask(person, 'graph', '/api/graph/import', {
          on: { type: record.type, id: record.id },
          lines: '{}',
          trial: true,
        }),
        await ask(person, 'listed', '/api/listed'),
        await ask(person, 'returns', '/api/returns'),
        await ask(person, 'returns', '/api/returns/file'),
        await ask(person, 'papers', '/api/papers?limit=200'),
        await ask(person, 'today', '/api/desk/today'),
        await ask(person, 'notices', '/api/notices'),
        await ask(person, 'board records', `/api/board/records?type=${record.type}`),
      ]
      for (const { text } of answers)
        assert.ok(!text.includes(record.id), `${person} meets ${record.number}: ${text.slice(0, 300)}`)
      tried += 1
    }
  }
  console.log(`kept out of ${[...types].join(', ')}: ${String(tried)} pairs`)
  assert.ok(types.size >= 4 && tried > 30, `${String(types.size)} types, ${String(tried)} pairs`)
})

test('a list kept under a name is its owner’s and that of the post, and counts for nobody else', async () => {
  const [keeper = assert.fail(), ...others] = world.cast.filter((_, nth) => nth % 5 === 0)
  const seats = (person: string) =>
    world.org.tenuresOn(person, world.today).map(({ unit, post }) => `${unit} ${post}`)
  const search = { q: WORD }
  for (const owner of ['person', 'post'])
    await ask(keeper, 'keeping', '/api/me/views', {
      ...{ type: 'clue', name: `${WORD} ${owner}`, search },
      of: owner,
    })
  const names = async (person: string) =>
    ((await ask(person, 'views', '/api/me/views')).body['items'] as readonly { readonly name: string }[]).map(
      ({ name }) => name,
    )
  assert.deepEqual((await names(keeper)).toSorted(), [`${WORD} person`, `${WORD} post`])
  const [seat = ''] = seats(keeper)
  for (const person of [
    ...others,
    ...world.everybody.filter((one) => one !== keeper && seats(one).includes(seat)),
  ])
    assert.deepEqual(await names(person), seats(person).includes(seat) ? [`${WORD} post`] : [], person)
})

test('a form begun on a record, or about one, is asked for within its reach alone', async () => {
  const reached = new Map([true, false].map((one) => [one, 0]))
  for (const [nth, person] of world.cast.entries())
    for (const { type, id } of world.plantedMatters.filter((_, one) => one % 4 === nth % 4)) {
      const record = recordOf(id)
      const reaches = oracle.rolesOf(person, record).length > 0
      const on = Object.entries(byName.get(type)?.actions ?? {}).find(
        ([, { from }]) => listOf(from).length > 0,
      )
      for (const form of [
        `${type}/${on?.[0] ?? assert.fail(type)}?record=${id}`,
        `clue/enter?about=${type}/${id}`,
      ]) {
        const answer = await ask(person, 'draft', `/api/me/drafts/${form}`)
        assert.equal(answer.status, reaches ? 200 : 404, `${person} at ${form} of ${record.number}`)
        if (reaches) assert.deepEqual(answer.body, {})
      }
      reached.set(reaches, (reached.get(reaches) ?? 0) + 1)
    }
  assert.ok((reached.get(true) ?? 0) > 5 && (reached.get(false) ?? 0) > 50, JSON.stringify([...reached]))
})

test('the log of looks is the auditor’s, and leaves out what names them', async () => {
  let shown = 0
  for (const person of world.cast) {
    const answer = await ask(person, 'audit', '/api/admin/audit?of=records')
    const isAuditor = oracle.postsOf(person, 'clue').includes('auditor')
    assert.equal(answer.status, isAuditor ? 200 : 403, `${person}: ${answer.text.slice(0, 200)}`)
    if (!isAuditor) continue
    for (const { record } of answer.body['items'] as readonly { readonly record: string }[]) {
      assert.ok(isOpenTo(person, recordOf(record)), `${person} and looks at ${recordOf(record).number}`)
      shown += 1
    }
  }
  assert.ok(shown > 10)
})

test('what citizens, clocks and other records do is no official’s to do, and the rest only in its post', async () => {
  for (const person of world.cast) {
    for (const declaration of declarations)
      for (const [action, { by, from }] of Object.entries(declaration.actions)) {
        if (listOf(from).length > 0) continue
        const posts = oracle.postsOf(person, declaration.name)
        const may = listOf(by).some((role) => {
          const { heldBy } = declaration.roles[role] ?? assert.fail()
          return heldBy === 'staff' || (Array.isArray(heldBy) && posts.some((post) => heldBy.includes(post)))
        })
        if (may) continue
        const path = `/api/records/${declaration.name}/actions/${action}`
        const considered = await ask(person, 'considered', `${path}/consider`, {})
        assert.ok(!considered.text.includes('"state"'), `${posts.join()} would open ${path}`)
        const answer = await ask(person, 'opening', path, {})
        assert.equal(
          answer.status,
          403,
          `${posts.join()} opens ${declaration.name}.${action}: ${answer.text}`,
        )
      }
  }
})

test('without a session no door of the records opens', async () => {
  const { id, digest } = world.planted[0] ?? assert.fail()
  const doors = [
    ...[...MATTERS, 'person', 'tenure', 'tie', 'ruleSet'].map((type) => `/api/records/${type}`),
    '/api/papers',
    '/api/paper-texts',
    ...IN_RECORD.map((door) => `/api/records/clue/${id}${door}`),
    `/api/files/${digest}`,
    ...['desk', 'people', 'units', 'places'].map((name) => `/api/${name}`),
  ]
  for (const door of doors) assert.equal((await ask(undefined, 'nobody', door)).status, 401, door)
  for (const action of actionNames('clue'))
    assert.equal(
      (await ask(undefined, 'nobody', `/api/records/clue/${id}/actions/${action}`, {})).status,
      401,
    )
})

test('a query code opens its own report and the public words only, for whoever holds it', async () => {
  const mine = world.codes.slice(-12)
  assert.ok(mine.length > 5)
  const allowed = [
    'about',
    'number',
    'status',
    'steps',
    'supplementWanted',
    'answer',
    'otherChannel',
    'next',
    'objectBy',
    'objectByMayMove',
    'wants',
    'threats',
    'papers',
  ]
  const official = world.everybody[0]
  for (const { number, code } of mine) {
    const answer = await ask(official, 'code', '/api/public/progress', { queryCode: code })
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.body['number'], number)
    assert.deepEqual(
      Object.keys(answer.body).filter((name) => !allowed.includes(name)),
      [],
    )
    const record = records.find((one) => one.number === number) ?? assert.fail()
    for (const hidden of ['title', 'gist', 'findings', 'verifyingUnit', 'registry', 'assessor'])
      if (record.fields[hidden] !== undefined)
        assert.ok(!answer.text.includes(JSON.stringify(record.fields[hidden])), hidden)
    for (const other of records) if (other.id !== record.id) assert.ok(!answer.text.includes(other.number))
  }
  const { number, code } = mine[0] ?? assert.fail()
  const page = await ask(official, 'code', '/progress?lang=zh', new URLSearchParams({ code }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
  assert.equal(page.status, 200)
  assert.ok(page.text.includes(number))
  for (const other of records) if (other.number !== number) assert.ok(!page.text.includes(other.number))
  const near = code.replace(/.$/, (last) => String((Number(last) + 1) % 10))
  const [wrong, odd] = [
    await ask(undefined, 'code', '/api/public/progress', { queryCode: near }),
    await ask(undefined, 'code', '/api/public/progress', { queryCode: 'not a code' }),
  ]
  assert.equal(wrong.status, 404)
  assert.deepEqual([odd.status, odd.text], [wrong.status, wrong.text])
})

/** Doors that show no record and count none: what they show instead, and where that is tested. */
const APART: readonly (readonly [door: RegExp, why: string])[] = [
  [
    /^(?:GET|POST|PUT|PATCH|DELETE|OPTIONS) \/(?:leave|poster|report)?$/,
    'pages of the portal: routes.test.ts',
  ],
  [/^(?:GET|PUT|PATCH|DELETE|OPTIONS) \/progress$/, 'asks for a code: routes.test.ts'],
  [/^GET \/(?:assets|workbench)(?:\/|$)/, 'the same files for everybody: officials.e2e.test.ts'],
  [/^\w+ \/api\/session/, 'who is signed in: identity.db.test.ts'],
  [
    /^\w+ \/api\/me(?:$|\/(?:password|passkeys|sessions|totp|recovery-codes))/,
    'one’s own account: identity.db.test.ts',
  ],
  [/^\w+ \/api\/me\/notices/, 'how one is told, and addresses of one’s own: notices.db.test.ts'],
  [/^POST \/api\/notices\/read$/, 'marks of what one has read: notices.db.test.ts'],
  [/^POST \/api\/paper-texts\/.*\/example$/, 'a paper of an invented record: paperTexts.db.test.ts'],
  [/^DELETE \/api\/me\/views/, 'removes one’s own list: deskDoors.db.test.ts'],
  [/^(?:PUT|DELETE) \/api\/me\/drafts/, 'changes one’s own draft, within the same reach: drafts.db.test.ts'],
  [/^\w+ \/api\/admin\/accounts/, 'accounts, for the security administrator: accounts.db.test.ts'],
  [/^\w+ \/api\/centre-key/, 'shares of the centre’s key: centreKey.db.test.ts'],
  [/^GET \/api\/(?:types|openapi\.json|demo)$/, 'declarations, and logins of a demo: doors.db.test.ts'],
  [/^GET \/api\/(?:coverage|organisation)$/, 'posts and who holds them: coverage.db.test.ts'],
  [/^GET \/api\/posts$/, 'posts that units have: desk.db.test.ts'],

  [
    /^POST \/api\/records\/.*\/compare$/,
    'whether a code fits, for two roles that reach the clue: codeCheck.db.test.ts',
  ],
  [/^POST \/api\/files$/, 'takes a file in, told to nobody else: reportersFiles.db.test.ts'],
  [/^POST \/api\/public\/reports$/, 'takes a report in: publicApi.test.ts'],
  [/^GET \/(?:healthz|readyz|metrics)$/, 'for operators: doors.db.test.ts'],
  [/^GET \/log\//, 'hashes alone: tiles.db.test.ts'],
]

test('every door that is registered was asked above, or stands apart with a reason', () => {
  const doors = world.doors()
  assert.ok(doors.length > 80)
  const apart = (door: string) => APART.filter(([pattern]) => pattern.test(door))
  assert.deepEqual(
    doors.filter((door) => !world.met.has(door) && apart(door).length === 0),
    [],
    'a new door: ask it in this matrix, or say why it shows no record',
  )
  assert.deepEqual(
    APART.filter(([pattern]) => !doors.some((door) => pattern.test(door))).map(([, why]) => why),
    [],
    'a door that is gone',
  )
})

test('the size of the matrix', () => {
  const doors = [...world.tally].map(([door, times]) => `${door} ${String(times)}`).join(', ')
  const all = [...world.tally.values()].reduce((sum, times) => sum + times, 0)
  console.log(
    `matrix: ${String(world.everybody.length)} people, ${String(records.length)} records of ${String(declarations.length)} types; ${String(all)} requests: ${doors}`,
  )
  assert.ok(all > 8000)
})
