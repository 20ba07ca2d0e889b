import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { queryCodeFrom } from '#kernel/record/queryCode.ts'
import { file, hiddenIn, LEAST, multipartOf, openPortal, partsOf, send, TOKEN } from './portal.fixture.ts'

const PROGRESS = {
  about: 'clue',
  number: '吉线索〔2026〕000009号',
  steps: [{ status: 'received', on: '2026-11-01' }],
} as const
const LINKS_TO = (id: string) => new RegExp(`<li><a href="#${id}">`)
/** What a person would read: without tags, and without the names of the switch and of the register number. */
const read = (page: string) =>
  page.replace(/<(\w+)[^>]*lang="zh-CN"[^>]*>[^<]*<\/\1>/g, '').replace(/<[^>]*>/g, ' ')

await test('the first page is at most 30 kB in at most 3 requests, nothing from elsewhere, no script in it, no cookie', async () => {
  const { app } = await openPortal()
  for (const lang of ['zh', 'en']) {
    const page = await app.inject(`/?lang=${lang}`)
    assert.equal(page.statusCode, 200)
    const loaded = [...page.body.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    )
    const fetched = loaded.filter((address) => !address.startsWith('data:'))
    // The script that leaves at once is there where it was built; the page is whole without it.
    assert.ok(fetched.length <= 2 && fetched.every((one) => one.startsWith('/assets/')), String(fetched))
    let bytes = page.rawPayload.length
    for (const one of fetched) {
      const loaded = await app.inject(one)
      assert.equal(loaded.statusCode, 200)
      assert.equal(loaded.headers['cache-control'], 'public, max-age=31536000, immutable')
      bytes += loaded.rawPayload.length
    }
    assert.ok(bytes <= 30_000, String(bytes))
    assert.doesNotMatch(
      page.body,
      /<script(?! src="\/assets\/leave-[0-9a-f]{16}\.js" defer)|<style|style=|onclick|https?:/,
    )
    assert.equal(page.headers['set-cookie'], undefined)
    assert.equal(page.headers['cache-control'], 'no-store')
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; style-src 'self'/)
  }
})

await test('Chinese is the default; a browser that puts English first gets English; the address goes before both', async () => {
  const { app } = await openPortal()
  const language = async (url: string, header?: string) =>
    /<html lang="([^"]*)"/.exec(
      (await app.inject({ url, headers: header === undefined ? {} : { 'accept-language': header } })).body,
    )?.[1]
  assert.equal(await language('/'), 'zh-CN')
  assert.equal(await language('/', 'en-GB,en;q=0.9,zh;q=0.8'), 'en')
  assert.equal(await language('/', 'fr,zh;q=0.9,en;q=0.8'), 'zh-CN')
  assert.equal(await language('/?lang=zh', 'en'), 'zh-CN')
  assert.equal(await language('/?lang=xx', 'en'), 'en')
})

await test('no English page has Chinese on it but names, and every page has its switches', async () => {
  const { app, office } = await openPortal()
  office.shows.set('ABCD', { ...PROGRESS, status: 'answered' as 'closed', wants: [] })
  office.shows.set('CLOSED', {
    ...PROGRESS,
    status: 'closed',
    answer: 'Checked and filed.',
    objectBy: '2026-12-20',
    wants: ['object'],
  })
  const pages = [
    await app.inject('/?lang=en'),
    await app.inject('/report?lang=en'),
    await app.inject('/progress?lang=en'),
    await send(app, '/report?lang=en', {}),
    await send(app, '/report?lang=en', { ...LEAST, title: 'A gang', content: 'They beat people.' }),
    await send(app, '/progress?lang=en', { code: 'none' }),
    await send(app, '/progress?lang=en', { code: 'CLOSED' }),
    await app.inject({ method: 'PUT', url: '/report?lang=en' }),
  ]
  for (const { body } of pages) {
    assert.doesNotMatch(read(body), /\p{Script=Han}/u)
    assert.doesNotMatch(read(body), /undefined|\[object/)
    assert.match(body, /lang="zh-CN"[^>]*>中文/)
    assert.match(body, /Larger text/)
  }
})

await test('a report with the least in it arrives, and the page shows its code in groups', async () => {
  const { app, office } = await openPortal()
  const form = await app.inject('/report')
  const token = hiddenIn(form.body, 'retryToken') ?? ''
  assert.match(token, /^[\w-]{24}$/)
  const answer = await send(app, '/report?lang=zh', { ...LEAST, retryToken: token }, [
    { name: 'attachments', filename: '', value: '' },
  ])
  assert.equal(answer.statusCode, 200)
  assert.match(answer.body, /K7QM 2X9R T4WB 0001/)
  assert.match(answer.body, /吉线索〔2026〕000001号/)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.deepEqual(office.reports, [
    {
      report: { realName: false, category: 'crime', title: LEAST['title'], content: LEAST['content'] },
      files: [],
      retryToken: token,
    },
  ])
})

await test('a reporter who wrote their own name into the text is shown it masked, and decides', async () => {
  const { app, office } = await openPortal()
  const written = {
    ...LEAST,
    retryToken: 'a-token-of-their-own-words',
    realName: 'yes',
    'reporter.name': '欧阳小红',
    'reporter.phone': '13900000000',
    content: '我叫欧阳小红，电话139 0000 0000，他们砸了我的摊。',
    'reportedPersons.0.name': '欧阳小红',
  }
  const shown = await send(app, '/report?lang=zh', written)
  assert.equal(shown.statusCode, 422)
  assert.match(read(shown.body), /您在所写内容里好像写了自己的姓名或号码/)
  assert.match(shown.body, /我叫【本人】，电话【本人】，他们砸了我的摊。/)
  assert.equal(office.reports.length, 0)
  assert.equal(hiddenIn(shown.body, 'ownWords'), 'seen')

  assert.match(shown.body, /改动的地方：<a href="#f-content">发生了什么<\/a>/)

  // Who is meant may have the same name; and what is sent again is what the reporter wants.
  const again = await send(app, '/report?lang=zh', { ...written, ownWords: 'seen' })
  assert.equal(again.statusCode, 200, read(again.body))
  assert.equal(office.reports[0]?.report.content, written.content)
  assert.equal(office.reports[0].report.reportedPersons?.[0]?.name, '欧阳小红')
})

await test('an anonymous code that is none comes back with the reason, in both languages', async () => {
  const { app, office } = await openPortal()
  for (const [code, zh, en] of [
    ['80621', /匿名代码太短：请定6至20位数字/, /anonymous code is too short: choose 6 to 20 digits/],
    ['8'.repeat(21), /匿名代码太长/, /anonymous code is too long/],
    ['abc806214', /匿名代码只能用数字/, /made of digits only/],
  ] as const)
    for (const [language, says] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const answer = await send(app, `/report?lang=${language}`, { ...LEAST, 'reporter.anonymousCode': code })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, LINKS_TO('f-reporter-anonymousCode'))
      const [, field = ''] = /id="f-reporter-anonymousCode-error">(.*?)<\/div>/s.exec(answer.body) ?? []
      assert.match(read(field), says)
    }
  assert.equal(office.reports.length, 0)

  // The code alone makes nobody known by name, and gives way in what they tell.
  const told = { ...LEAST, content: `我的代码 806214，他们强收保护费。`, 'reporter.anonymousCode': '806214' }
  const shown = await send(app, '/report?lang=zh', told)
  assert.equal(shown.statusCode, 422)
  assert.match(shown.body, /我的代码 【本人】，/)
  const taken = await send(app, '/report?lang=zh', { ...told, content: LEAST['content'] ?? '' })
  assert.equal(taken.statusCode, 200)
  assert.ok(!taken.body.includes('806214'))
  assert.deepEqual(office.reports[0]?.report.reporter, { anonymousCode: '806214' })
  assert.equal(office.reports[0].report.realName, false)
})

await test('nobody knows an anonymous reporter: what the text itself calls theirs gives way, and is shown', async () => {
  const { app, office } = await openPortal()
  const shown = await send(app, '/report?lang=zh', {
    ...LEAST,
    title: '我叫王桂兰，被打',
    content: '王桂兰打人。',
  })
  assert.equal(shown.statusCode, 422)
  assert.match(shown.body, /value="我叫【本人】，被打"/)
  assert.match(shown.body, /王桂兰打人。/)
  assert.equal(office.reports.length, 0)
})

await test('attachments that are too much cost nobody what they wrote, whether the size was announced or not', async () => {
  for (const announced of [true, false]) {
    const { app, office } = await openPortal({ bodyBytes: 300_000 })
    const small = file('small.txt', 'what fits')
    const { payload, headers } = multipartOf([
      ...partsOf({ ...LEAST, 'reporter.name': '王桂兰' }),
      small,
      file('long.mp4', 'x'.repeat(400_000)),
      // What stands behind it is not read.
      { name: 'title', value: 'another title' },
    ])
    const answer = await app.inject({
      method: 'POST',
      url: '/report?lang=zh',
      payload: announced ? payload : Readable.from([Buffer.from(payload)]),
      headers,
    })
    assert.equal(answer.statusCode, 413)
    assert.equal(answer.headers.connection, 'close')
    assert.match(read(answer.body), /材料加起来超过 0 MB，没有收全，这次还没有提交。您写的文字都在/)
    assert.match(answer.body, LINKS_TO('f-attachments'))
    assert.match(answer.body, /王某某等人/)
    assert.match(answer.body, /value="王桂兰"/)
    assert.equal(hiddenIn(answer.body, 'retryToken'), TOKEN)
    assert.equal(office.reports.length, 0)
    // A file that came whole before is kept; where the size said at once that it is too much, none is waited for.
    assert.equal(answer.body.includes('name="kept"'), !announced)
    const again = await send(app, '/report?lang=zh', { ...LEAST, kept: hiddenIn(answer.body, 'kept') ?? '' })
    assert.equal(again.statusCode, announced ? 422 : 200)
  }
})

await test('a report with everything in it arrives in the names of the clue', async () => {
  const { app, office } = await openPortal()
  const answer = await send(
    app,
    '/report',
    {
      ...LEAST,
      content: '第一行\r\n第二行\r第三行',
      realName: 'yes',
      'reporter.name': ' 李四 ',
      'reporter.phone': '13900000000',
      'reporter.idNumber': '220102199001011234',
      'reporter.otherContact': '微信',
      'reporter.contactTime': '晚上七点以后',
      'reporter.anonymousCode': '８０６ 214',
      contactWish: 'message',
      wishesSecrecy: 'yes',
      protectionRequested: 'yes',
      'reportedPersons.0.name': '王某某',
      'reportedPersons.0.unitName': '某某建材公司',
      'reportedPersons.0.publicOfficial': 'no',
      'reportedPersons.1.publicOfficial': 'unknown',
      'reportedPersons.4.alias': '老五',
      occurredOn: '2026-10-03',
      occurredAt: '东市场',
      area: '220102',
      trade: 'farmMarkets',
      focus: ['marketTyrant', 'villageTyrant'],
      loss: '两千元',
      weapons: 'yes',
      minors: 'unknown',
      stillGoingOn: 'no',
      umbrellaSuspected: 'yes',
      umbrellaFacts: '所长不管。',
      extra: 'ignored',
    },
    [file('照片 1.jpg', 'picture'), file('C:\\temp\\..\\录音.mp3', 'sound')],
  )
  assert.equal(answer.statusCode, 200, read(answer.body))
  assert.deepEqual(office.reports[0]?.report, {
    realName: true,
    reporter: {
      name: '李四',
      phone: '13900000000',
      idNumber: '220102199001011234',
      otherContact: '微信',
      contactTime: '晚上七点以后',
      anonymousCode: '806214',
    },
    contactWish: 'message',
    wishesSecrecy: true,
    protectionRequested: true,
    reportedPersons: [
      { name: '王某某', unitName: '某某建材公司', publicOfficial: 'no' },
      { name: '老五', alias: '老五' },
    ],
    category: 'crime',
    title: LEAST['title'],
    content: '第一行\n第二行\n第三行',
    occurredOn: '2026-10-03',
    area: '220102',
    occurredAt: '东市场',
    trade: 'farmMarkets',
    focus: ['villageTyrant', 'marketTyrant'],
    loss: '两千元',
    weapons: 'yes',
    minors: 'unknown',
    stillGoingOn: 'no',
    umbrellaSuspected: 'yes',
    umbrellaFacts: '所长不管。',
  })
  assert.deepEqual(
    office.reports.map(({ files }) => files.map(({ name, size }) => [name, size])),
    [
      [
        ['照片 1.jpg', 7],
        ['录音.mp3', 5],
      ],
    ],
  )
})

await test('sending twice, or again after a broken connection, makes one report and shows the same code', async () => {
  const { app, office } = await openPortal()
  const [first, second] = await Promise.all([send(app, '/report', LEAST), send(app, '/report', LEAST)])
  assert.equal(office.reports.length, 1)
  for (const { body } of [first, second]) assert.match(body, /T4WB 0001/)
})

await test('wrong fields are named at the top and at the field, and everything that was written is still there', async () => {
  const { app, office } = await openPortal()
  const sent = {
    retryToken: TOKEN,
    realName: 'yes',
    contactWish: 'phone',
    'reportedPersons.2.post': '村主任',
    occurredOn: '2026-11-21',
    weapons: 'maybe',
    area: '999999',
    focus: ['vice', 'opinion'],
    title: '标题"><script>alert(1)</script>',
  }
  const answer = await send(app, '/report', sent, [file('a.txt', 'evidence'), file('b.exe', 'MZ...')])
  assert.equal(answer.statusCode, 422)
  const wrong = [
    'reporter-name',
    'reporter-phone',
    'reportedPersons-2-name',
    'category',
    'content',
    'area',
    'occurredOn',
    'focus',
    'weapons',
    'attachments',
  ]
  for (const id of wrong) {
    assert.match(answer.body, LINKS_TO(`f-${id}`))
    assert.match(answer.body, new RegExp(`id="f-${id}-error"`))
    assert.match(answer.body, new RegExp(`aria-describedby="[^"]*f-${id}-error`))
  }
  assert.equal(answer.body.match(/<li><a href="#f-/g)?.length, wrong.length)
  assert.match(answer.body, /<title>错误：/)
  assert.match(answer.body, /b\.exe：不接受这种文件。/)
  assert.match(answer.body, /value="村主任"/)
  assert.match(answer.body, /<details open/)
  assert.doesNotMatch(answer.body, /<script(?! src="\/assets\/(?:seal|leave)-)/)
  assert.match(answer.body, /标题&quot;>&lt;script>|标题&quot;&gt;&lt;script/)
  assert.equal(hiddenIn(answer.body, 'retryToken'), TOKEN)
  assert.equal(office.reports.length, 0)

  const kept = hiddenIn(answer.body, 'kept') ?? ''
  const corrected = await send(app, '/report', { ...LEAST, kept })
  assert.equal(corrected.statusCode, 200)
  assert.deepEqual(
    office.reports[0]?.files.map(({ name }) => name),
    ['a.txt'],
  )
})

await test('a file that this form did not upload cannot be attached by its digest', async () => {
  const { app, office } = await openPortal()
  const broken = await send(app, '/report', { retryToken: TOKEN }, [file('a.txt', 'evidence')])
  const kept = hiddenIn(broken.body, 'kept') ?? ''
  const forged = Buffer.from(
    JSON.stringify({ digest: 'f'.repeat(64), name: 'x', type: 'x', size: 1 }),
  ).toString('base64url')
  for (const fields of [
    { ...LEAST, kept: forged },
    { ...LEAST, kept: `${forged}.${kept.split('.')[1] ?? ''}` },
    { ...LEAST, kept, retryToken: 'another-token-0123456789' },
    { ...LEAST, kept: '....' },
  ]) {
    const answer = await send(app, '/report', fields)
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /有材料没能保留/)
  }
  assert.equal(office.reports.length, 0)
})

await test('the switch of language keeps what was written, the files and the receipt', async () => {
  const { app, office } = await openPortal()
  const switched = await send(app, '/report?lang=zh', { ...LEAST, focus: 'vice', show: 'en-large' }, [
    file('a.txt', 'evidence'),
  ])
  assert.equal(switched.statusCode, 200)
  assert.match(switched.body, /<html lang="en" class="large"/)
  assert.match(switched.body, /王某某等人/)
  assert.match(switched.body, /value="vice" checked/)
  assert.match(switched.body, /a\.txt/)
  assert.equal(office.reports.length, 0)

  const receipt = await send(app, '/report?lang=zh', LEAST)
  const again = await send(app, '/report?lang=zh', {
    show: 'en',
    retryToken: TOKEN,
    receipt: hiddenIn(receipt.body, 'receipt') ?? '',
  })
  assert.match(again.body, /Your query code/)
  assert.match(again.body, /K7QM 2X9R T4WB 0001/)
  const forged = await send(app, '/report?lang=zh', {
    show: 'en',
    retryToken: TOKEN,
    receipt: `${Buffer.from('{"queryCode":"FALSE","number":"1"}').toString('base64url')}.AAAA`,
  })
  assert.doesNotMatch(forged.body, /FALS/)
})

await test('Enter in a text sends the form: its first button in the page is no switch', async () => {
  const { app, office } = await openPortal()
  office.shows.set('DONE', { ...PROGRESS, status: 'closed', wants: ['object'] })
  for (const { body } of [await app.inject('/report'), await send(app, '/progress', { code: 'DONE' })]) {
    const [first, second] = body.match(/<button[^>]*>/g) ?? []
    assert.match(first ?? '', /type="submit" form="(report|step-object)" tabindex="-1"/)
    assert.doesNotMatch(first ?? '', /name=/)
    assert.match(second ?? '', /name="show"/)
  }
})

await test('texts of 20,000 characters are taken whole; what is too long is named with both lengths', async () => {
  const { app, office } = await openPortal()
  const long = '黑'.repeat(20_000)
  assert.equal((await send(app, '/report', { ...LEAST, content: long })).statusCode, 200)
  assert.equal(office.reports[0]?.report.content, long)
  const longer = await send(app, '/report', {
    ...LEAST,
    content: '黑'.repeat(50_001),
    title: '题'.repeat(201),
  })
  assert.equal(longer.statusCode, 422)
  assert.match(longer.body, /最多 50000 个字，现在有 50001 个/)
  assert.match(longer.body, /最多 200 个字，现在有 201 个/)
})

await test('control characters are refused in words, and the form comes back without them', async () => {
  const { app, office } = await openPortal()
  for (const control of ['\u0000', '\u001b[31m', '\u0085', '\u202e']) {
    const answer = await send(app, '/report', { ...LEAST, content: `前${control}后` })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, LINKS_TO('f-content'))
    assert.match(answer.body, /看不见的控制字符/)
    assert.ok(!answer.body.includes(control.slice(0, 1)), JSON.stringify(control))
  }
  assert.equal(office.reports.length, 0)
})

await test('what nobody can see is nothing: no name, no title', async () => {
  const { app, office } = await openPortal()
  const unseen = { 'reportedPersons.0.name': '\u200f\u200d', 'reportedPersons.0.alias': '\u00ad' }
  assert.equal((await send(app, '/report', { ...LEAST, ...unseen })).statusCode, 200)
  assert.equal(office.reports[0]?.report.reportedPersons, undefined)
  const empty = await send(app, '/report', { ...LEAST, title: '\u200b\u2060' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, LINKS_TO('f-title'))
})

await test('scripts and markup are shown as they were typed and never run', async () => {
  const { app, office } = await openPortal()
  const nasty =
    '<img src=x onerror=alert(1)>"\'><svg/onload=alert(1)></textarea><script>alert(1)</script>{{7*7}}'
  const answer = await send(app, '/report', {
    title: nasty,
    content: nasty,
    'reportedPersons.0.name': nasty,
    retryToken: nasty,
    kept: nasty,
    category: nasty,
    show: nasty,
  })
  assert.equal(answer.statusCode, 200)
  assert.doesNotMatch(answer.body, /<img|<svg|<script(?! src="\/assets\/(?:seal|leave)-)/)
  office.shows.set('ABCD', { ...PROGRESS, status: 'closed', answer: nasty, wants: ['object'] })
  const shown = await send(app, '/progress', { code: 'abcd', text: nasty })
  assert.match(shown.body, /&lt;img src=x/)
  assert.doesNotMatch(shown.body, /<img|<svg|<script(?! src="\/assets\/(?:seal|leave)-)/)
})

await test('garbage, too many fields, too many files, broken forms: a page in the language of the person, never a 500', async () => {
  const { app, office } = await openPortal({ bodyBytes: 2_000_000 })
  const form = multipartOf(partsOf(LEAST))
  const post = (payload: string | Buffer, type: string) =>
    app.inject({ method: 'POST', url: '/report?lang=en', payload, headers: { 'content-type': type } })
  const urlencoded = 'application/x-www-form-urlencoded'
  const cases: [string, number, Awaited<ReturnType<typeof post>>][] = [
    [
      '51 fields of garbage',
      422,
      await send(
        app,
        '/report?lang=en',
        Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x${n}[a]`, '\u0000<b>'])),
      ),
    ],
    [
      '500 fields',
      413,
      await send(
        app,
        '/report?lang=en',
        Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x${n}`, 'y'])),
      ),
    ],
    [
      'prototype',
      400,
      await send(
        app,
        '/report?lang=en',
        JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>,
      ),
    ],
    ['cut off', 400, await post(form.payload.slice(0, -60), form.headers['content-type'] ?? '')],
    ['no boundary', 400, await post(form.payload, 'multipart/form-data')],
    ['not multipart', 400, await post('hello', form.headers['content-type'] ?? '')],
    ['empty', 422, await post('', urlencoded)],
    ['bad escapes', 422, await post('title=%E4%ZZ&__proto__=x&title=2', urlencoded)],
    ['JSON', 415, await post('{"title":1}', 'application/json')],
    ['no such type', 415, await post('x', 'text/x-evil')],
    ['a huge field', 413, await send(app, '/report?lang=en', { ...LEAST, content: 'x'.repeat(500_000) })],
    ['a huge body', 413, await send(app, '/report?lang=en', LEAST, [file('a.bin', 'x'.repeat(2_100_000))])],
    ['huge urlencoded', 413, await post(`title=${'x'.repeat(1_100_000)}`, urlencoded)],
    ['another method', 405, await app.inject({ method: 'DELETE', url: '/progress?lang=en' })],
    [
      'a body at another method',
      405,
      await app.inject({
        method: 'PUT',
        url: '/report?lang=en',
        payload: 'x',
        headers: { 'content-type': 'image/png' },
      }),
    ],
    ['post to the first page', 405, await app.inject({ method: 'POST', url: '/?lang=en', payload: 'x' })],
  ]
  for (const [what, status, answer] of cases) {
    assert.equal(answer.statusCode, status, what)
    assert.match(String(answer.headers['content-type']), /^text\/html/, what)
    assert.match(answer.body, /<html lang="en"/, what)
    assert.ok(answer.headers['content-security-policy'], what)
  }
  assert.equal(office.reports.length, 0)

  const many = Array.from({ length: 12 }, (_, n) => file(`${n}.txt`, `file ${n}`))
  const tooMany = await send(app, '/report', LEAST, many)
  assert.equal(tooMany.statusCode, 422)
  assert.match(tooMany.body, /材料最多 10 个/)
  assert.equal(tooMany.body.match(/name="kept"/g)?.length, 10)
})

await test('a body sent in chunks without a length is stopped at the limit, files and texts alike', async () => {
  for (const endless of ['a file', 'a text'] as const) {
    const part =
      endless === 'a file'
        ? file('a.bin', 'x'.repeat(600_000))
        : { name: 'claim', value: 'x'.repeat(6_000_000) }
    const { payload, headers } = multipartOf([...partsOf(LEAST), part])
    // It never ends by itself.
    assert.equal(
      await statusOfChunks(payload.slice(0, -20), headers['content-type'] ?? ''),
      '413 Payload Too Large',
      endless,
    )
  }
})

async function statusOfChunks(payload: string, type: string): Promise<string> {
  const { app } = await openPortal({ bodyBytes: 300_000 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  assert.ok(address !== null && typeof address === 'object')
  const status = await new Promise<string>((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1')
    socket.on('error', reject)
    socket.setTimeout(10_000, () => {
      resolve('no answer')
      socket.destroy()
    })
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.write(
      `POST /report HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: ${type}\r\n\r\n`,
    )
    for (let at = 0; at < payload.length; at += 60_000) {
      const chunk = payload.slice(at, at + 60_000)
      socket.write(`${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
    }
  })
  await app.close()
  return status.replace('HTTP/1.1 ', '')
}

await test('a report without its token is not made, so that it cannot be made twice; the form comes back with one', async () => {
  const { app, office } = await openPortal()
  const rest = Object.fromEntries(Object.entries(LEAST).filter(([name]) => name !== 'retryToken'))
  const answer = await send(app, '/report', rest)
  assert.equal(answer.statusCode, 422)
  const token = hiddenIn(answer.body, 'retryToken') ?? ''
  assert.equal((await send(app, '/report', { ...LEAST, retryToken: token })).statusCode, 200)
  assert.equal(office.reports.length, 1)
})

await test('what the office refuses is shown at its field; when the office fails nothing that was written is lost', async () => {
  const { app, office } = await openPortal()
  office.next = {
    refused: [
      { field: 'area', says: { zh: '地点不对。', en: 'Wrong place.' } },
      { field: 'odd', says: { zh: '别的原因。', en: 'Else.' } },
    ],
  }
  const refused = await send(app, '/report', LEAST)
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /<a href="#f-area">地点不对。/)
  assert.match(refused.body, /<li>别的原因。/)
  office.next = new Error('database gone')
  const failed = await send(app, '/report', LEAST)
  assert.equal(failed.statusCode, 503)
  assert.match(failed.body, /王某某等人/)
  assert.doesNotMatch(failed.body, /database/)
  assert.equal(hiddenIn(failed.body, 'retryToken'), TOKEN)
  assert.equal((await send(app, '/report', LEAST)).statusCode, 200)
})

await test('too many reports from one client: the form comes back whole with the time to wait', async () => {
  const { app, office } = await openPortal({ perMinute: 1 })
  assert.equal((await send(app, '/report', LEAST)).statusCode, 200)
  const second = await send(app, '/report', { ...LEAST, retryToken: 'another-token-0123456789' })
  assert.equal(second.statusCode, 429)
  assert.equal(second.headers['retry-after'], '60')
  assert.match(second.body, /王某某等人/)
  assert.equal(office.reports.length, 1)
})

await test('a code is found however it is typed; a wrong, an impossible and an unknown one get the same page', async () => {
  const { app, office } = await openPortal()
  office.shows.set('K7QM2X9R', {
    ...PROGRESS,
    status: 'beingVerified',
    steps: [
      { status: 'received', on: '2026-11-01' },
      { status: 'passedOn', on: '2026-11-09' },
    ],
    wants: ['supplement'],
  })
  for (const typed of ['K7QM2X9R', ' k7qm-2x9r ', 'Ｋ７ＱＭ　２Ｘ９Ｒ']) {
    const found = await send(app, '/progress?lang=zh', { code: typed })
    assert.equal(found.statusCode, 200, typed)
    assert.match(found.body, /核查中/)
    assert.match(found.body, /2026-11-09/)
  }
  office.asked.length = 0
  const wrong = ['K7QM2X9S', 'x', "' or 1=1 --", '查'.repeat(5000), '<b>\u0000']
  const pages = await Promise.all(wrong.map((code) => send(app, '/progress?lang=zh', { code })))
  assert.deepEqual(new Set(pages.map(({ statusCode, body }) => `${statusCode}${body}`)).size, 1)
  assert.equal(pages[0]?.statusCode, 404)
  assert.equal(office.asked.length, wrong.length, 'the office is asked for each of them')
  assert.equal((await send(app, '/progress', { code: ' ' })).statusCode, 422)
  // What fits its check digits is not called mistyped; everything else is the same.
  const unknown = await send(app, '/progress?lang=zh', { code: queryCodeFrom(7n) })
  assert.equal(unknown.statusCode, 404)
  assert.match(pages[0].body, /写错、写漏或者写颠倒/)
  assert.doesNotMatch(unknown.body, /写颠倒/)
})

await test('digits are understood as they are written, dictated and mistaken for letters', async () => {
  const { app, office } = await openPortal()
  const code = '10203456789012345673'
  office.shows.set(code, { ...PROGRESS, status: 'received', wants: [] })
  const ways = [
    '1020 3456 7890 1234 5673',
    '１０２０－３４５６－７８９０－１２３４－５６７３',
    '一〇二零 三四五六 七八九零 幺两三四 五六七三',
    '壹零贰零叁肆伍陆柒捌玖零壹贰叁肆伍陆柒叁',
    'lO2O 3456 789o I234 5673',
  ]
  for (const typed of ways)
    assert.equal((await send(app, '/progress', { code: typed })).statusCode, 200, typed)
})

await test('whoever tries codes is stopped, and told when to come again; a right one counts nothing', async () => {
  const { app, office } = await openPortal({ wrongCodes: 3 })
  office.shows.set(queryCodeFrom(1n), { ...PROGRESS, status: 'received', wants: [] })
  const right = () => send(app, '/progress?lang=en', { code: queryCodeFrom(1n) })
  for (let n = 0; n < 5; n++) assert.equal((await right()).statusCode, 200)
  for (let n = 0; n < 3; n++)
    assert.equal((await send(app, '/progress', { code: queryCodeFrom(7n) })).statusCode, 404)
  const stopped = await right()
  assert.equal(stopped.statusCode, 429)
  assert.equal(stopped.headers['retry-after'], '60')
  assert.match(stopped.body, /Your report is not affected/)
  const payload = { queryCode: queryCodeFrom(1n) }
  assert.equal((await app.inject({ method: 'POST', url: '/api/public/progress', payload })).statusCode, 429)
})

await test('a reporter adds what was asked, and objects to a result; both once', async () => {
  const { app, office } = await openPortal()
  office.shows.set('MORE', {
    ...PROGRESS,
    status: 'moreWanted',
    supplementWanted: '请说明时间',
    wants: ['supplement'],
  })
  office.shows.set('DONE', {
    ...PROGRESS,
    status: 'closed',
    answer: '未发现犯罪。',
    objectBy: '2026-12-20',
    wants: ['object'],
  })
  const asked = await send(app, '/progress', { code: 'MORE' })
  assert.match(asked.body, /请说明时间/)
  const token = hiddenIn(asked.body, 'retryToken') ?? ''
  const step = { code: 'MORE', retryToken: token, step: 'supplement' }
  const empty = await send(app, '/progress', { ...step, text: ' ' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, LINKS_TO('f-text'))
  const works = office.supplement
  office.supplement = () => Promise.reject(new Error('database gone'))
  const failed = await send(app, '/progress', { ...step, text: '十月三日' })
  assert.match(failed.body, /暂时没能保存/)
  assert.match(failed.body, /十月三日<\/textarea>/)
  assert.equal(hiddenIn(failed.body, 'retryToken'), token)
  office.supplement = works
  const added = await send(app, '/progress', { ...step, text: '十月三日\r\n晚上' }, [file('a.txt', 'more')])
  assert.match(added.body, /补充材料已收到/)
  assert.deepEqual(
    office.supplements.map(({ code, text, files, retryToken }) => [code, text, files.length, retryToken]),
    [['MORE', '十月三日\n晚上', 1, token]],
  )
  assert.notEqual(hiddenIn(added.body, 'retryToken'), token)

  const result = await send(app, '/progress', { code: 'DONE' })
  assert.match(result.body, /未发现犯罪。/)
  assert.match(result.body, /最晚可以在 2026-12-20 提出，当天有效/)
  const switched = await send(app, '/progress', {
    code: 'DONE',
    retryToken: TOKEN,
    step: 'object',
    text: '不对',
    show: 'en',
  })
  assert.match(switched.body, />\n?不对<\/textarea>/)
  assert.equal(office.objections.length, 0)
  const objected = await send(app, '/progress', {
    code: 'DONE',
    retryToken: TOKEN,
    step: 'object',
    text: '不对',
  })
  assert.match(objected.body, /异议已收到/)
  assert.deepEqual(office.objections, [{ code: 'DONE', text: '不对', retryToken: TOKEN }])
  assert.equal(
    (await send(app, '/progress', { code: 'NONE', retryToken: TOKEN, step: 'object', text: '不对' }))
      .statusCode,
    404,
  )
})

await test('a reporter says what they think of the answer, and tells of a threat with a file; errors lose nothing', async () => {
  const { app, office } = await openPortal()
  office.shows.set('K7QM2X9R', {
    ...PROGRESS,
    status: 'closed',
    wants: ['object', 'visit', 'threat'],
    threats: [
      {
        number: '吉护〔2026〕000003号',
        status: 'closed',
        on: '2026-11-02',
        answer: '已派人值守。',
        next: [{ what: { zh: '答复期限', en: 'Answer by' }, by: '2026-11-30' }],
      },
    ],
  })
  const base = { code: 'K7QM2X9R', retryToken: TOKEN }
  const shown = await send(app, '/progress?lang=zh', { code: 'K7QM2X9R' })
  assert.match(shown.body, /已派人值守/)
  assert.match(shown.body, /<details id="threat">/)

  const empty = await send(app, '/progress?lang=zh', { ...base, step: 'visit' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, LINKS_TO('f-visit-satisfaction'))
  const visited = await send(app, '/progress?lang=zh', {
    ...base,
    step: 'visit',
    'visit.satisfaction': 'fair',
  })
  assert.equal(visited.statusCode, 200)
  assert.match(visited.body, /评价已收到/)
  assert.deepEqual(
    office.visits.map(({ satisfaction }) => satisfaction),
    ['fair'],
  )

  const half = await send(
    app,
    '/progress?lang=zh',
    { ...base, step: 'threat', 'threat.text': '有人上门。' },
    [{ name: 'threat.attachments', filename: '门.jpg', value: 'picture' }],
  )
  assert.equal(half.statusCode, 422)
  assert.match(half.body, LINKS_TO('f-threat-kind'))
  assert.match(half.body, /<details id="threat" open/)
  assert.match(half.body, /有人上门。/)
  assert.match(half.body, /门\.jpg/)
  const token = hiddenIn(half.body, 'retryToken') ?? assert.fail()
  const kept = hiddenIn(half.body, 'kept') ?? assert.fail('the file is kept')
  const filled = { 'threat.kind': 'threat', 'threat.stillInDanger': 'yes', 'threat.text': '有人上门。' }
  const other = await send(app, '/progress', {
    ...base,
    retryToken: 'another-token-000000',
    step: 'threat',
    kept,
    ...filled,
  })
  assert.equal(other.statusCode, 422, 'a file of another form is not taken')
  const told = await send(app, '/progress?lang=en', {
    ...base,
    retryToken: token,
    step: 'threat',
    kept,
    ...filled,
  })
  assert.equal(told.statusCode, 200)
  assert.match(told.body, /call 110 at any time/)
  assert.deepEqual(
    office.threats.map(({ kind, stillInDanger, files }) => [
      kind,
      stillInDanger,
      files.map(({ name }) => name),
    ]),
    [['threat', 'yes', ['门.jpg']]],
  )
})

await test('what is added under a code gives way where it calls itself the reporter’s own; a threat says how to reach them', async () => {
  const { app, office } = await openPortal()
  office.shows.set('MORE', { ...PROGRESS, status: 'moreWanted', wants: ['supplement', 'threat'] })
  const page = await send(app, '/progress?lang=zh', { code: 'MORE' })
  assert.match(read(page.body), /请不要写您自己的姓名、电话、身份证号，我们不知道您是谁/)
  const token = hiddenIn(page.body, 'retryToken') ?? ''
  const step = { code: 'MORE', retryToken: token, step: 'supplement', text: '我叫王桂兰，又来了。张三打人。' }
  const shown = await send(app, '/progress?lang=zh', step, [file('a.txt', 'more')])
  assert.equal(shown.statusCode, 422)
  assert.match(shown.body, /我叫【本人】，又来了。张三打人。<\/textarea>/)
  assert.match(shown.body, /<a href="#f-text">补充内容<\/a>/)
  assert.equal(office.supplements.length, 0)
  const kept = hiddenIn(shown.body, 'kept') ?? ''
  const ownWords = hiddenIn(shown.body, 'ownWords') ?? ''
  // It is their text: what they send now is what they want.
  const sent = await send(app, '/progress?lang=zh', { ...step, kept, ownWords })
  assert.equal(sent.statusCode, 200, read(sent.body))
  assert.deepEqual(
    office.supplements.map(({ text, files, retryToken }) => [text, files.length, retryToken]),
    [[step.text, 1, token]],
  )
  await send(app, '/progress?lang=zh', {
    ...{ code: 'MORE', retryToken: TOKEN, step: 'threat', 'threat.kind': 'threat' },
    'threat.text': '我的电话是13912345678',
  })
  assert.deepEqual(
    office.threats.map(({ text }) => text),
    ['我的电话是13912345678'],
  )
})

await test('what was typed under a code waits in the page while the system is busy, away or asked too often', async () => {
  const { app, office } = await openPortal({ wrongCodes: 2 })
  office.shows.set('MORE', { ...PROGRESS, status: 'moreWanted', wants: ['supplement', 'visit', 'threat'] })
  const { progress } = office
  const threat = {
    ...{
      code: 'MORE',
      retryToken: TOKEN,
      step: 'threat',
      'threat.kind': 'threat',
      'threat.stillInDanger': 'yes',
    },
    'threat.text': '昨晚来人砸门',
  }
  const holds = async (status: number) => {
    const held = await send(app, '/progress?lang=zh', threat, [
      { ...file('door.txt', 'broken'), name: 'threat.attachments' },
    ])
    assert.equal(held.statusCode, status)
    assert.match(read(held.body), /您写的内容还在这一页，没有丢/)
    assert.match(held.body, /昨晚来人砸门<\/textarea>/)
    const names = ['code', 'retryToken', 'step', 'threat.kind', 'threat.stillInDanger', 'kept'] as const
    return Object.fromEntries(names.map((name) => [name, hiddenIn(held.body, name) ?? '']))
  }
  office.threatened = () => Promise.resolve('busy')
  const { kept = '', ...fields } = await holds(503)
  assert.deepEqual({ ...fields, 'threat.text': threat['threat.text'] }, threat)
  assert.notEqual(kept, '')
  office.progress = () => Promise.reject(new Error('database gone'))
  office.threatened = () => Promise.reject(new Error('database gone'))
  await holds(503)
  for (const code of ['WRONG1', 'WRONG2']) {
    office.progress = progress
    assert.equal((await send(app, '/progress', { code })).statusCode, 404)
  }
  await holds(429)

  // Only looked for: the code waits, too. What was taken is said and not offered again.
  const { app: other, office: busy } = await openPortal()
  busy.shows.set('MORE', { ...PROGRESS, status: 'moreWanted', wants: ['supplement'] })
  busy.progress = () => Promise.resolve('busy')
  const asked = await send(other, '/progress?lang=zh', { code: 'more' })
  assert.equal(asked.statusCode, 503)
  assert.equal(hiddenIn(asked.body, 'code'), 'MORE')
  const step = { code: 'MORE', retryToken: TOKEN, step: 'supplement', text: '又来了' }
  const taken = await send(other, '/progress?lang=zh', step)
  assert.match(read(taken.body), /补充材料已收到。系统现在忙/)
  assert.doesNotMatch(taken.body, /又来了/)
})

await test('what may bring files to a made-up code is counted like a report', async () => {
  const { app, office } = await openPortal({ perMinute: 1 })
  office.shows.set('K7QM2X9R', { ...PROGRESS, status: 'received', wants: ['supplement'] })
  const add = () =>
    send(
      app,
      '/progress?lang=zh',
      { code: 'K7QM2X9R', retryToken: TOKEN, step: 'supplement', text: '又来了' },
      [file('a.txt', 'x')],
    )
  assert.equal((await add()).statusCode, 200)
  const stopped = await add()
  assert.equal(stopped.statusCode, 422)
  assert.match(stopped.body, /又来了/)
  assert.equal(office.supplements.length, 1)
})

await test('"don’t know" is a choice like others: kept in the form, left out of the report', async () => {
  const { app, office } = await openPortal()
  const chosen = { ...LEAST, area: 'notKnown', trade: 'notKnown', focus: ['notKnown'] }
  const back = await send(app, '/report?lang=zh', { ...chosen, title: '' })
  assert.equal(back.statusCode, 422)
  assert.equal(
    back.body.match(/value="notKnown"[^>]*(?:selected|checked)|(?:selected|checked)[^>]*value="notKnown"/g)
      ?.length,
    3,
  )
  assert.equal((await send(app, '/report', chosen)).statusCode, 200)
  const { area, trade, focus } = office.reports[0]?.report ?? assert.fail()
  assert.deepEqual([area, trade, focus], [undefined, undefined, undefined])
})

await test('the receipt shows the code as a picture, too, and in no address', async () => {
  const { app } = await openPortal()
  const receipt = await send(app, '/report?lang=zh', LEAST)
  assert.match(receipt.body, /<svg class="code-picture" role="img" aria-label="查询码的二维码/)
  const addresses = [...receipt.body.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address)
  assert.ok(addresses.length > 3 && addresses.every((address) => !address?.includes('K7QM')))
})

await test('the way out is on every page, leads where the operator said, and empties the cache of this site', async () => {
  const { app } = await openPortal()
  for (const url of ['/', '/report', '/progress', '/poster', '/report?about=nothing'])
    assert.match((await app.inject(url)).body, /<a class="leave" href="\/leave"/, url)
  const left = await app.inject('/leave')
  assert.equal(left.statusCode, 303)
  assert.equal(left.headers.location, 'https://weather.example/')
  assert.equal(left.headers['clear-site-data'], '"cache"')
  assert.equal(left.headers['cache-control'], 'no-store')
  assert.equal(left.headers['referrer-policy'], 'no-referrer')
  assert.equal((await app.inject({ method: 'POST', url: '/leave' })).statusCode, 405)
})

await test('how to get away and what stays on the device is said before the form', async () => {
  const { app } = await openPortal()
  const { body } = await app.inject('/report?lang=zh')
  const said = body.indexOf('不在这台设备上保存')
  assert.ok(said > 0 && said < body.indexOf('<form'))
})

await test('the progress page shows what is behind with its days, where it is now, and what usually follows', async () => {
  const { app, office } = await openPortal()
  office.shows.set('WAY', {
    ...PROGRESS,
    status: 'passedOn',
    steps: [
      { status: 'received', on: '2026-11-01' },
      { status: 'accepted', on: '2026-11-03' },
      { status: 'passedOn', on: '2026-11-05' },
    ],
    next: [{ what: { zh: '核查', en: 'Verified' }, by: '2026-12-31' }],
    wants: [],
  })
  const { body } = await send(app, '/progress?lang=en', { code: 'WAY' })
  const way = read(/<ol class="way-told">.*?<\/ol>/s.exec(body)?.[0] ?? '').replace(/\s+/g, ' ')
  assert.match(way, /Done: 2026-11-01 Received.*Done: 2026-11-03 Accepted 2026-11-05 Now: Passed on/)
  assert.match(way, /Next Two or more people find out what is true Later It is finished/)
  assert.equal(body.match(/aria-current="step"/g)?.length, 1)
  assert.match(read(body).replace(/\s+/g, ' '), /The next word comes at the latest Verified by 2026-12-31/)
})

await test('where no day is set for a step the page says so, and promises nothing after the end', async () => {
  const { app, office } = await openPortal()
  office.shows.set('OPEN', { ...PROGRESS, status: 'received', next: [], wants: [] })
  office.shows.set('ENDED', { ...PROGRESS, status: 'outOfScope', next: [], wants: [] })
  assert.match((await send(app, '/progress?lang=zh', { code: 'OPEN' })).body, /这一步没有定日子/)
  const ended = (await send(app, '/progress?lang=zh', { code: 'ENDED' })).body
  assert.doesNotMatch(ended, /这一步没有定日子|class="ahead"/)
})

await test('camera and recorder are offered beside the files, and what they make arrives with the report', async () => {
  const { app, office } = await openPortal()
  const { body } = await app.inject('/report?lang=zh')
  assert.match(body, /name="attachments.photo" accept="image\/\*" capture/)
  assert.match(body, /name="attachments.sound" accept="audio\/\*" capture/)
  await send(app, '/report?lang=zh', LEAST, [
    { name: 'attachments', filename: '', value: '' },
    { name: 'attachments.photo', filename: '1.jpg', value: 'picture' },
    { name: 'attachments.sound', filename: '1.m4a', value: 'sound' },
  ])
  assert.deepEqual(
    office.reports[0]?.files.map(({ name }) => name),
    ['1.jpg', '1.m4a'],
  )
})

await test('the poster has the address as a picture and in words, in both languages, and nothing of anybody else', async () => {
  const { app } = await openPortal()
  for (const lang of ['zh', 'en']) {
    const { body } = await app.inject(`/poster?lang=${lang}`)
    assert.match(body, /<svg class="poster-picture" role="img"/)
    assert.match(body, />https:\/\/report\.example</)
    assert.match(body, /不用注册/)
    assert.match(body, /No account/)
    for (const [, loaded = ''] of body.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g))
      assert.match(loaded, /^(?:\/assets\/|data:,$)/)
  }
})
