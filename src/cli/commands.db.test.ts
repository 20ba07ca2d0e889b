import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { addDays, dayOf, plainDate } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { privateHalf } from '#server/centreKeys.ts'
import { openSealed } from '#server/sealing.ts'
import { findSharedData, sharedDataAbsent } from '#test/support/sharedData.ts'
import { smallInstallation, zhunsheng, type SmallInstallation } from './installation.fixture.ts'

let here: SmallInstallation
let folder: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zs-commands-'))
  here = await smallInstallation()
})
after(async () => {
  await here[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const on = (...args: readonly string[]) => zhunsheng([...args, '--data', here.data])
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>
async function sound(): Promise<void> {
  // What was just written may not be in the log yet; nothing that is found may be wrong.
  const { code, out, err } = await on('verify', '--json')
  assert.equal(code, 0, out + err)
}

test('help names every verb, each verb has its own, and an unknown one is an error', async () => {
  const { code, out } = await zhunsheng(['--help'])
  assert.equal(code, 0)
  for (const verb of 'serve import verify doctor calendar user backup restore export key witness'.split(
    ' ',
  )) {
    assert.match(out, new RegExp(`^ +${verb}\\b`, 'm'))
    const own = await zhunsheng([verb, '--help'])
    assert.deepEqual([own.code, own.out.startsWith(`Usage: zhunsheng ${verb}`)], [0, true], verb)
  }
  assert.equal((await zhunsheng(['improt'])).code, 1)
})

test('where there is no installation every command says so and makes none', async () => {
  const nowhere = join(folder, 'nowhere')
  for (const args of [
    ['import', file('a.csv', '内容\n甲\n')],
    ['backup', join(folder, 'no')],
    ['user', 'list'],
    ['key', 'log'],
  ]) {
    const { code, err } = await zhunsheng([...args, '--data', nowhere])
    assert.equal(code, 1)
    assert.match(err, /^There is no installation in .*nowhere: start one/)
  }
  assert.equal((await zhunsheng(['verify', '--data', nowhere])).code, 2)
  const doctor = await zhunsheng(['doctor', '--json', '--data', nowhere])
  assert.equal(doctor.code, 1)
  assert.match(doctor.out, /There is no installation/)
  assert.equal(readdirSync(folder).includes('nowhere'), false)
})

test('a file comes in row by row, the reporter sealed, and again adds nothing', async () => {
  const rows = [
    '编号,标题,内容,姓名,电话,匿名代码,联系时间,地区,时间',
    '1,强揽工程,某人强揽土方工程,周小敏,13843100001,806 214,周末,南关区,2026-01-05',
    '2,,"有人敲诈, 多次",,,,,某地,2026/1/6',
    '3,,将来,,,,,,2999-01-01',
    '4,,代码不对,,,abc123,,,2026-01-06',
  ]
  const path = file('list.csv', rows.join('\n'))
  const dry = await on('import', path, '--dry-run', '--lang', 'en')
  assert.equal(dry.code, 3)
  assert.match(
    dry.out,
    /line 4: .+line 5: .+6 to 20 digits\n4 rows read: 2 would go in, 0 already there, 2 bad\nDry run/s,
  )
  const count = async () =>
    (await here.database.ownerPool.query(`select from zs.record where type = 'clue'`)).rowCount
  assert.equal(await count(), 0)

  const bad = join(folder, 'bad.csv')
  const first = await on('import', path, '--bad', bad, '--json')
  assert.equal(first.code, 3, first.err)
  assert.deepEqual(json(first.out.trim().split('\n').at(-1) ?? ''), {
    event: 'end',
    ...{ dryRun: false, read: 4, added: 2, already: 0, bad: 2 },
  })
  assert.match(readFileSync(bad, 'utf8'), /"4","rule broken"/)
  const second = await on('import', path, '--json')
  assert.match(second.out, /"added":0,"already":2,"bad":2/)
  assert.equal(await count(), 2)

  const { rows: found } = await here.database.ownerPool.query<{
    fields: Record<string, unknown>
    bytes: string
  }>(
    `select r.fields, string_agg(encode(e.bytes, 'escape'), '') as bytes from zs.record r
     join zs.entry e on e.record = r.id where r.title = '强揽工程' group by r.id`,
  )
  const [clue] = found
  assert.ok(clue !== undefined)
  assert.deepEqual(
    [clue.fields['area'], clue.fields['realName'], clue.fields['category']],
    ['220102', true, 'crime'],
  )
  const everything = JSON.stringify(clue)
  assert.equal(/周小敏|13843100001|806214|周末/.test(everything), false)
  // What openSealed() wants is what the field accepted.
  const sealed = clue.fields['reporter'] as Parameters<typeof openSealed>[1]
  assert.deepEqual(
    JSON.parse(
      await openSealed(privateHalf(here.composed.keys.centre.current()) ?? new Uint8Array(), sealed),
    ),
    {
      name: '周小敏',
      phone: '13843100001',
      contactTime: '周末',
      anonymousCode: '806214',
    },
  )
  await sound()
})

test('the same id with other words is a bad row, and two imports at once are one', async () => {
  const map = file(
    'map.json',
    JSON.stringify({
      type: 'clue',
      source: 'letter',
      fields: { content: { from: 'c' }, receivedOn: { default: '@today' }, reporterName: { from: 'n' } },
      key: ['id'],
    }),
  )
  const lines = (word: string) =>
    Array.from({ length: 30 }, (_, at) =>
      JSON.stringify({ id: `k${at}`, c: `${word}${at}`, n: '某某' }),
    ).join('\n')
  const path = file('a.jsonl', lines('甲'))
  const both = await Promise.all([1, 2].map(() => on('import', path, '--map', map, '--json')))
  const sum = (name: string) =>
    both.reduce((all, { out }) => all + Number(json(out.trim().split('\n').at(-1) ?? '')[name]), 0)
  assert.deepEqual([sum('added'), sum('already'), sum('bad')], [30, 30, 0])
  const other = await on('import', file('b.jsonl', lines('乙')), '--map', map, '--lang', 'en')
  assert.equal(other.code, 3)
  assert.match(other.out, /came in before with other content/)
})

test('what cannot be read at all fails with one sentence', async () => {
  for (const [args, says] of [
    [['import', join(folder, 'absent.csv')], /no such|没有找到/i],
    [['import', file('x.csv', 'a,b\n1,2\n')], /没有认出哪一列是内容/],
    [['import', file('y.csv', '内容\nx\n'), '--map', file('m.json', '{')], /is not JSON/],
    [['import', file('z.csv', '内容\nx\n'), '--type', 'person'], /Only clues/],
  ] as const) {
    const { code, err } = await on(...args)
    assert.equal(code, 1)
    assert.match(err, says)
  }
})

test('real files come in whole: nothing lost, nothing garbled', async (t) => {
  for (const [name, mapping, encoding] of [
    ['complaints/messages.jsonl', 'complaints', 'utf-8'],
    ['narratives/narratives_dev.jsonl', 'narratives', 'utf-8'],
    ['narratives/raw_cail_gb18030_600.json', 'cail', 'gb18030'],
  ] as const) {
    const path = findSharedData(name)
    if (path === undefined) {
      t.diagnostic(sharedDataAbsent(name))
      continue
    }
    // Lines end in the same byte in both encodings.
    const bytes = readFileSync(path)
    let [lines, end] = [0, 0]
    while (lines < 60 && end !== -1) [lines, end] = [lines + 1, bytes.indexOf(0x0a, end) + 1]
    const slice = file(`slice-${mapping}`, bytes.subarray(0, end))
    const map = join(import.meta.dirname, 'import', 'mappings', `${mapping}.json`)
    const { code, out, err } = await on('import', slice, '--map', map, '--json')
    assert.equal(code, 0, out + err)
    assert.match(out, /"read":60,"added":60,"already":0,"bad":0/)
    const whole = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, end))
    for (const line of whole.split('\n').filter((one) => one !== '')) {
      const { text, fact } = JSON.parse(line) as { text?: string; fact?: string }
      const { rowCount } = await here.database.ownerPool.query(
        `select from zs.record where type = 'clue' and fields ->> 'content' = $1`,
        [(text ?? fact ?? '').trim()],
      )
      assert.ok((rowCount ?? 0) > 0)
    }
  }
})

test('doctor tells settings, versions, addresses and the database, and what is wrong', async () => {
  const { code, out } = await on('doctor', '--json')
  const found = json(out) as {
    settings: { name: string; from: string }[]
    problems: { weight: string; says: string }[]
    installation: { coverage: Record<string, number>; keys: string[]; logs: { size: number }[] }
  } & Record<string, unknown>
  assert.equal(code, 1)
  assert.equal(found['databaseUrl'], here.database.url)
  assert.ok(found.settings.some(({ name, from }) => name === 'ZS_DATA' && from === 'command line'))
  assert.deepEqual(found.installation.keys, [
    'centre.json',
    'journal.pem',
    'looks.pem',
    'marks.key',
    'master.key',
    'query-desk.pem',
  ])
  assert.ok((found.installation.coverage['vacantPosts'] ?? 0) > 0)
  assert.equal(found.installation.coverage['recordsWithNobody'], 0)
  assert.deepEqual(
    found.problems
      .filter(({ weight }) => weight === 'problem')
      .map(({ says }) => says)
      .filter((says) => !says.includes('holiday')),
    ['Nobody can sign in.'],
  )
})

test('doctor and verify name a wall that was taken down', async () => {
  const { ownerPool } = here.database
  await ownerPool.query('alter table zs.record disable row level security')
  const { code, out } = await on('doctor')
  assert.equal(code, 1)
  assert.match(out, /! The database is not as its migrations make it: table zs\.record; expected alter table/)
  const tampered = await on('verify', '--lang', 'en')
  assert.equal(tampered.code, 1)
  assert.match(tampered.out, /schemaChanged: the database is not as its migrations make it: table zs\.record/)
  await ownerPool.query('alter table zs.record enable row level security')
  await sound()
})

test('doctor names what waits for somebody who is not there', async () => {
  const { id } = await here.enter('无人可办')
  await here.database.ownerPool.query(`delete from zs.work where record = $1`, [id])
  const { code, out } = await on('doctor')
  assert.equal(code, 1)
  assert.match(out, /1 records wait for somebody/)
  const { code: tampered } = await on('verify')
  assert.equal(tampered, 1)
  await here.act('centreIntake', id, 'register', { gist: '概要', importance: 'general', category: 'crime' })
  await sound()
})

test('an administrator gets an account, a password that is told once, and sessions that can be ended', async () => {
  const add = [
    'user',
    'add',
    '--name',
    '王某',
    '--login',
    'wang',
    '--post',
    'systemAdministrator',
    '--unit',
    '22:clueCentre',
  ]
  const made = await on(...add)
  assert.equal(made.code, 0, made.err)
  assert.match(made.out, /^wang {2}(?:[A-Za-z2-9]{4}-){3}[A-Za-z2-9]{4}\n$/)
  const again = await on(...add)
  assert.deepEqual([again.code, again.err], [1, 'Somebody has the login wang already.\n'])
  assert.match((await on('user', 'list')).out, /^wang\t王某\tsystemAdministrator@22:clueCentre\t/m)
  const own = await on(
    'user',
    'password',
    'wang',
    '--password-file',
    file('password', 'correct horse battery\n'),
  )
  assert.equal(own.code, 0, own.err)
  assert.equal(own.out.includes('horse'), false)
  assert.match(
    (await on('user', 'password', 'wang', '--password-file', file('weak', 'woaini1314520\n'))).err,
    /put together from what everybody takes/,
  )
  assert.match(
    (await on('user', 'password', 'wang', '--password-file', file('short', 'a b c d\n'))).err,
    /has at least 12 characters/,
  )
  assert.equal((await on('user', 'password', 'nobody')).code, 1)
  const { ownerPool } = here.database
  const wang = `(select person from zs.account where login = 'wang')`
  await ownerPool.query(
    `insert into zs.totp (person, secret, created, confirmed) values (${wang}, 'x', now(), now())`,
  )
  assert.match((await on('user', 'reset-factors', 'wang')).err, /--reason/)
  for (const [act, ...more] of [
    ['reset-factors'],
    ['bind', '--subject', 'wang@office', '--issuer', 'https://id.example'],
    ['unbind'],
    ['disable'],
    ['enable'],
  ] as const) {
    const done = await on('user', act, 'wang', ...more, '--reason', '书面申请')
    assert.equal(done.code, 0, done.err)
  }
  assert.equal((await ownerPool.query(`select from zs.totp where person = ${wang}`)).rowCount, 0)
  const { rows: notes } = await ownerPool.query<{ door: string; person: string; reason: string }>(
    `select how ->> 'door' as door, how ->> 'reason' as reason, l.person from zs.account a
     join zs.look l on l.record = a.id, lateral (select convert_from(l.bytes, 'UTF8')::jsonb -> 'how' as how) j
     where a.login = 'wang' order by l.at, l.position`,
  )
  assert.deepEqual(
    notes.slice(-5).map(({ door, person, reason }) => [door, /^[0-]+$/.test(person), reason]),
    ['factorsReset', 'subjectBound', 'subjectUnbound', 'accountDisabled', 'accountEnabled'].map((act) => [
      `account ${act}`,
      true,
      '书面申请',
    ]),
  )
  assert.match((await on('user', 'end-sessions', 'wang')).out, /^0 sessions/)
  assert.match(
    (await on('user', 'add', '--name', '乙', '--login', 'y', '--post', 'x', '--unit', '22:clueCentre')).err,
    /has no post x; it has/,
  )
  await sound()
})

test('next year’s notice moves the ends of clocks that were provisional, says why, and everything stays sound', async () => {
  const { composed, database } = here
  // Verification by the end of next year begins far from now: the longest clock is used with a far arrival.
  const year = Number(dayOf(now()).slice(0, 4)) + 1
  const { rows: before } = await database.ownerPool.query<{ record: string; name: string; due: string }>(
    `select record, name, due from zs.clock where type = 'clue' and state = 'running' and due >= $1 order by due limit 1`,
    [now()],
  )
  const [clock] = before
  assert.ok(clock !== undefined, 'a clock runs')
  const end = dayOf(clock.due as Parameters<typeof dayOf>[0])
  // The very day on which a clock ends becomes a holiday, in a notice of the year that day is in.
  const known = composed.realm.book().calendar.findNotice(Number(end.slice(0, 4)))
  const base = known ?? { year, notice: null, issued: null, source: 'test', off: [], working: [] }
  const notice = {
    ...base,
    issued: '2099-01-01',
    off: [...base.off, { from: addDays(plainDate(end), -2), to: addDays(plainDate(end), 1), name: '试验日' }],
    working: base.working.filter(
      (day) => day < addDays(plainDate(end), -2) || day > addDays(plainDate(end), 1),
    ),
  }
  const path = file('notice.json', JSON.stringify(notice))
  const { code, out, err } = await on('calendar', 'import', path, '--json', '--reason', '试验')
  assert.equal(code, 0, err)
  const done = json(out) as { installed: string; moved: { before: string; after: string }[] }
  assert.ok(done.moved.length > 0)
  assert.ok(done.moved.every((one) => one.before < one.after))
  const { rows: moved } = await database.ownerPool.query<{ due: string; because: string; work: string }>(
    `select c.due, m.because, (select min(w.due)::text from zs.work w where w.record = c.record) as work from zs.clock c
     join zs.clock_moved m using (record, name, run) where c.record = $1 and c.name = $2`,
    [clock.record, clock.name],
  )
  assert.ok((moved[0]?.due ?? '') > clock.due)
  assert.match(moved[0]?.because ?? '', new RegExp(done.installed))
  await sound()
  assert.match((await on('calendar', 'import', path)).out, /in force already/)
  const shown = await on('calendar', 'show', end.slice(0, 4), '--json')
  const shipped = await on('calendar', 'show', end.slice(0, 4), '--json', '--shipped')
  const dayIn = (text: string) =>
    (JSON.parse(text) as { date: string; name?: string }[]).find(({ date }) => date === end)?.name
  assert.equal(dayIn(shown.out), '试验日')
  assert.notEqual(dayIn(shipped.out), '试验日')
  assert.equal((await on('calendar', 'import', file('none.json', '{}'))).code, 1)
})

test('a term that comes into force through the office moves the clocks it is for', async () => {
  const { composed, database } = here
  const { id } = await here.enter('改期限')
  const due = async () =>
    (await database.ownerPool.query<{ due: string }>('select due from zs.record where id = $1', [id])).rows[0]
      ?.due
  const before = await due()
  const outcome = await composed.office.act({
    asker: { kind: 'system', job: 'installer' },
    type: 'ruleSet',
    action: 'install',
    input: {
      key: 'clue.register.term',
      from: dayOf(now()),
      source: '试验',
      content: {
        kind: 'decisionTable',
        inputs: {},
        rows: [
          {
            id: 'all',
            when: {},
            then: { term: '90d' },
            says: { zh: '九十日', en: '90 days' },
            source: '试验',
          },
        ],
      },
    },
  })
  assert.ok('done' in outcome, JSON.stringify(outcome))
  await composed.clocks.idle()
  assert.ok(String(await due()) > String(before))
  await sound()
})

test('calendar due is the contract: a due instant and the days that moved it', async () => {
  const { out } = await zhunsheng(['calendar', 'due', '2026-02-12', '5w', '--json', '--shipped'])
  const { due, days } = json(out) as { due: string; days: { why: string }[] }
  assert.equal(due, '2026-02-26T15:59:59.999Z')
  assert.ok(days.some(({ why }) => why === 'swappedWorkingDay'))
  assert.equal((await zhunsheng(['calendar', 'due', 'x', '5w', '--shipped'])).code, 1)
})

test('a case file can be checked without the system, and taking it out is written down', async () => {
  const { id, number } = await here.enter('案卷')
  await here.act('centreIntake', id, 'register', { gist: '概要', importance: 'general', category: 'crime' })
  const out = join(folder, 'case')
  const refused = await on('export', '--number', number, '--out', out)
  assert.deepEqual([refused.code, refused.err], [1, 'Say with --reason why the case file is taken out.\n'])
  const done = await on('export', '--number', number, '--out', out, '--reason', '移送检察院', '--json')
  assert.equal(done.code, 0, done.err)
  assert.deepEqual([json(done.out)['entries'], json(done.out)['proof']], [2, true])
  const checked = spawnSync(process.execPath, ['check-proof.mjs', 'proof.json'], {
    cwd: out,
    encoding: 'utf8',
  })
  assert.equal(checked.status, 0, checked.stdout + checked.stderr)
  const { rows } = await here.database.ownerPool.query<{ bytes: Buffer }>(
    'select bytes from zs.look where record = $1',
    [id],
  )
  assert.match(rows[0]?.bytes.toString() ?? '', /移送检察院/)
})

test('the register goes out as a table without anything that a person wrote', async () => {
  for (const format of ['csv', 'xlsx']) {
    const out = join(folder, `register.${format}`)
    const done = await on('export', '--format', format, '--out', out, '--json')
    assert.equal(done.code, 0, done.err)
    assert.ok(Number(json(done.out)['records']) > 2)
  }
  const table = readFileSync(join(folder, 'register.csv'), 'utf8')
  assert.match(table, /^\u{FEFF}"编号","状态"/u)
  assert.equal(/强揽|敲诈|周小敏/.test(table), false)
  const { rows } = await here.database.ownerPool.query(`select from zs.record where type = 'clue'`)
  assert.equal(table.trim().split('\r\n').length, rows.length + 1)
  assert.equal(readFileSync(join(folder, 'register.xlsx')).subarray(0, 2).toString(), 'PK')
})
