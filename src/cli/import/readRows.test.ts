import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { writeXlsx } from 'hucre/xlsx'
import { readRows, type ReadOptions } from './readRows.ts'
import type { GoodRow, Row } from './row.ts'
import { findZipDanger } from './zipBomb.ts'

const folder = await mkdtemp(join(tmpdir(), 'zs-import-'))
after(() => rm(folder, { recursive: true }))
let files = 0

async function fileOf(content: Uint8Array | string): Promise<string> {
  const path = join(folder, `file-${String((files += 1))}`)
  await writeFile(path, content)
  return path
}

async function rowsOf(content: Uint8Array | string, options: ReadOptions = {}): Promise<Row[]> {
  const opened = await readRows(await fileOf(content), options)
  if ('refused' in opened) throw new Error(`refused: ${opened.refused.because}`)
  return collected(opened.rows)
}

async function refusalOf(content: Uint8Array | string): Promise<string> {
  const opened = await readRows(await fileOf(content))
  return 'refused' in opened ? opened.refused.because : `not refused: ${opened.format}`
}

async function collected(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = []
  for await (const row of rows) list.push(row)
  return list
}

/** Line and either the values or the reason: what a test compares. */
function brief(rows: readonly Row[]): unknown[] {
  return rows.map((row) => ('bad' in row ? [row.line, row.bad.because] : [row.line, row.values]))
}

const rare = '𠮷野家与㛃某，镕、喆——€'
const people = [
  { title: rare, text: '第一行\n"引号"，逗号,分号;' },
  { title: '村霸', text: '强占土地、收保护费；反斜杠类字：誠許功蓋' },
]
const csv = [
  'title,text',
  `${rare},"第一行\n""引号""，逗号,分号;"`,
  '村霸,强占土地、收保护费；反斜杠类字：誠許功蓋',
].join('\n')
const texts = {
  'JSON lines': people.map((row) => JSON.stringify(row)).join('\n'),
  'JSON array': JSON.stringify(people, undefined, 2),
  'CSV with commas': csv,
  'CSV with CRLF': csv.replaceAll('\n', '\r\n'),
  'CSV with tabs':
    'title\ttext\n' + people.map((row) => `${row.title}\t"${row.text.replaceAll('"', '""')}"`).join('\n'),
  'CSV with semicolons':
    'title;text\n' + people.map((row) => `${row.title};"${row.text.replaceAll('"', '""')}"`).join('\n'),
}
const encodings = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with byte-order mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  GB18030: (text: string) => iconv.encode(text, 'gb18030'),
  'GB18030 with byte-order mark': (text: string) => iconv.encode(text, 'gb18030', { addBOM: true }),
}
for (const [format, text] of Object.entries(texts))
  for (const [encoding, encode] of Object.entries(encodings))
    for (const highWaterMark of [1, 3, 64 * 1024])
      test(`${format} in ${encoding} arrives whole, read ${String(highWaterMark)} bytes at a time`, async () => {
        const rows = await rowsOf(encode(text), { highWaterMark })
        assert.deepEqual(
          rows.map((row) => ('values' in row ? row.values : row)),
          people,
        )
      })

test('GBK text arrives whole', async () => {
  const rows = await rowsOf(iconv.encode('{"text":"朱镕基路的恶势力"}', 'gbk'))
  assert.deepEqual(brief(rows), [[1, { text: '朱镕基路的恶势力' }]])
})

test('the encoding is judged by the first Chinese, however late it comes', async () => {
  const ascii = '{"text":"abc"}\n'.repeat(100_000)
  const rows = await rowsOf(iconv.encode(`${ascii}{"text":"恶势力欺压百姓"}`, 'gb18030'))
  assert.deepEqual(brief(rows.slice(-1)), [[100_001, { text: '恶势力欺压百姓' }]])
})

test('one row in another encoding is reported with its line, and the rows around it go in', async () => {
  const good = '{"text":"强迫交易，敲诈勒索，非法拘禁，寻衅滋事"}\n'.repeat(40)
  const gbLine = iconv.encode('{"text":"赌博"}\n', 'gb18030')
  const rows = await rowsOf(Buffer.concat([Buffer.from(good), gbLine, Buffer.from(good)]))
  assert.equal(rows.length, 81)
  assert.deepEqual(brief(rows.filter((row) => 'bad' in row)), [[41, 'not in the encoding of the file']])
  assert.ok(!JSON.stringify(rows).includes('\uFFFD'))
})

test('a UTF-8 row in a GB18030 table is reported, not turned into other characters', async () => {
  const good = iconv.encode('标题,内容\n' + '甲村村霸,强买强卖\n'.repeat(30), 'gb18030')
  const rows = await rowsOf(Buffer.concat([good, Buffer.from([0xc7, 0x3f, 0x2c, 0xff, 0x0a])]))
  assert.deepEqual(brief(rows.filter((row) => 'bad' in row)), [[32, 'not in the encoding of the file']])
  assert.equal(rows.length, 31)
})

test('broken JSON lines are reported with their line, blank ones skipped, the rest goes in', async () => {
  const rows = await rowsOf('{"a":1}\n\n{"a":\n   \n[1]\n"x"\n{"a":2}')
  assert.deepEqual(brief(rows), [
    [1, { a: 1 }],
    [3, 'not valid JSON'],
    [5, 'not a JSON object'],
    [6, 'not a JSON object'],
    [7, { a: 2 }],
  ])
})

test('a reason never quotes the row', async () => {
  const rows = await rowsOf('{"a":1}\n{"name":"张三", secret')
  assert.ok(!JSON.stringify(rows[1]).includes('张三') && !JSON.stringify(rows[1]).includes('secret'))
})

test('a row longer than allowed is reported and skipped', async () => {
  const rows = await rowsOf(`{"a":1}\n{"a":"${'x'.repeat(5000)}"}\n{"a":2}`, {
    maxRowBytes: 1000,
    highWaterMark: 64,
  })
  assert.deepEqual(brief(rows), [
    [1, { a: 1 }],
    [2, 'row too long'],
    [3, { a: 2 }],
  ])
})

test('an identity number written as a JSON number keeps its 18 digits', async () => {
  const rows = await rowsOf('{"id":220102199003078888,"n":12}')
  assert.deepEqual(brief(rows), [[1, { id: '220102199003078888', n: 12 }]])
})

test('a JSON array reports broken elements and a missing end', async () => {
  const rows = await rowsOf('[\n{"a":"]},\\""},\n{"a":x},\n7,\n{"a":[2,{"b":"["}]}')
  assert.deepEqual(brief(rows), [
    [2, { a: ']},"' }],
    [3, 'not valid JSON'],
    [4, 'not a JSON object'],
    [5, 'file ends inside a row'],
  ])
  assert.deepEqual(brief(await rowsOf('[{"a":1}')), [[1, 'file ends inside a row']])
  assert.deepEqual(brief(await rowsOf('[{"a":1},')), [
    [1, { a: 1 }],
    [1, 'array not closed'],
  ])
  assert.deepEqual(brief(await rowsOf('[{"a":1}]\n{"a":2}')), [
    [1, { a: 1 }],
    [2, 'text after the array'],
  ])
})

test('a GB18030 character whose second byte is a backslash does not hide the end of its text', async () => {
  const bytes = iconv.encode('[{"a":"誠"},{"a":"乗"}]', 'gb18030')
  assert.ok(bytes.includes(0x5c))
  assert.deepEqual(brief(await rowsOf(bytes)), [
    [1, { a: '誠' }],
    [1, { a: '乗' }],
  ])
})

test('ragged CSV rows are reported with the line they begin on, also after quoted line breaks', async () => {
  const rows = await rowsOf('a,b\n1,"x\ny"\n1\n\n1,2,3\n,\n5,6\n')
  assert.deepEqual(brief(rows), [
    [2, { a: '1', b: 'x\ny' }],
    [4, 'wrong number of columns'],
    [6, 'wrong number of columns'],
    [8, { a: '5', b: '6' }],
  ])
})

test('a quote that is never closed costs its own line only', async () => {
  const rows = await rowsOf('a,b\n1,"open\n2,plain\n3,"closed"\n4,end\n')
  assert.deepEqual(brief(rows), [
    [2, 'quotes do not match'],
    [3, { a: '2', b: 'plain' }],
    [4, { a: '3', b: 'closed' }],
    [5, { a: '4', b: 'end' }],
  ])
  assert.deepEqual(brief(await rowsOf('a,b\n1,"open\n2,x')), [
    [2, 'quotes do not match'],
    [3, { a: '2', b: 'x' }],
  ])
})

test('quotes inside a plain field are ordinary characters', async () => {
  assert.deepEqual(brief(await rowsOf('a,b\n他说"给钱",2')), [[2, { a: '他说"给钱"', b: '2' }]])
})

test('formulas and numbers in CSV stay text, nameless and repeated columns keep apart', async () => {
  const rows = await rowsOf('电话,,电话\n0022,=1+1,"=HYPERLINK(""x"")"')
  assert.deepEqual(brief(rows), [[2, { 电话: '0022', '#2': '=1+1', '电话#2': '=HYPERLINK("x")' }]])
})

test('a file with carriage returns only is read line by line', async () => {
  assert.deepEqual(brief(await rowsOf('a,b\r1,2\r3,4')), [
    [2, { a: '1', b: '2' }],
    [3, { a: '3', b: '4' }],
  ])
})

test('what cannot be imported is refused by name', async () => {
  assert.equal(await refusalOf(''), 'empty file')
  assert.equal(await refusalOf(' \n\n'), 'empty file')
  assert.equal(await refusalOf(Buffer.from('\uFEFFa,b', 'utf16le')), 'file is UTF-16')
  assert.equal(await refusalOf(Buffer.from('标题,内容\n', 'utf16le')), 'file is not text')
  assert.equal(await refusalOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])), 'file is not text')
  assert.equal(await refusalOf('%PDF-1.7 …'), 'not a table')
  assert.equal(await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])), 'old or encrypted Excel file')
  assert.equal(await refusalOf(Buffer.from([0x1f, 0x8b, 8])), 'compressed file')
  assert.equal(await refusalOf('PK\u0003\u0004 not really a zip'), 'damaged workbook')
  const big5 = iconv.encode('標題,內容\n' + '檢舉黑道組織暴力討債與恐嚇取財，請儘速查辦\n'.repeat(3), 'big5')
  assert.equal(await refusalOf(big5), 'encoding not recognised')
  const missing = await readRows(join(folder, 'nowhere'))
  assert.ok('refused' in missing && missing.refused.because === 'no such file')
})

test('an XLSX written by a spreadsheet library comes back: dates as ISO text, formulas as text, ragged rows bad', async () => {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: '线索',
        rows: [
          ['标题', '内容', '时间', '电话', '人数'],
          [rare, '第一行\n第二行', new Date(Date.UTC(2019, 1, 28, 11, 25, 5)), '0022', 3],
          [],
          ['=HYPERLINK("x")', '村霸', new Date(Date.UTC(2019, 1, 28)), null, true],
          ['多一列', 'x', null, null, null, '越界'],
        ],
      },
      { name: '其他', rows: [['不读']] },
    ],
  })
  assert.deepEqual(brief(await rowsOf(workbook)), [
    [2, { 标题: rare, 内容: '第一行\n第二行', 时间: '2019-02-28T11:25:05', 电话: '0022', 人数: 3 }],
    [4, { 标题: '=HYPERLINK("x")', 内容: '村霸', 时间: '2019-02-28', 电话: null, 人数: true }],
    [5, 'wrong number of columns'],
  ])
})

test('a workbook that unpacks beyond the limit is refused before it is read', async () => {
  const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(300 * 1024 * 1024))
  assert.ok(bomb.length < 1024 * 1024)
  assert.equal(await refusalOf(bomb), 'workbook unpacks too large')
})

test('a workbook that lies about its size is refused', async () => {
  const limits = { maxUnpackedBytes: 1_000_000, maxEntries: 10 }
  const big = Buffer.alloc(5_000_000)
  assert.equal(
    (await findZipDanger(zipOf('a.xml', big, 1000), limits))?.because,
    'workbook unpacks too large',
  )
  assert.equal(
    (await findZipDanger(zipOf('a.xml', big.subarray(0, 5000), 10), limits))?.because,
    'damaged workbook',
  )
  assert.equal(await findZipDanger(zipOf('a.xml', big.subarray(0, 5000)), limits), undefined)
})

test('20,000 rows are streamed in bounded memory', async () => {
  const long = '恶'.repeat(500)
  const path = await fileOf(Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n, long })).join('\n'))
  const opened = await readRows(path)
  assert.ok('rows' in opened)
  const before = process.memoryUsage()
  let highest = 0
  let seen = 0
  for await (const row of opened.rows) {
    assert.ok('values' in row)
    seen += 1
    if (seen % 500 === 0) {
      const now = process.memoryUsage()
      highest = Math.max(highest, now.heapUsed + now.external - before.heapUsed - before.external)
    }
  }
  // 30 MB of file; a quarter million rows of it would be no different. Garbage between collections is in this figure.
  assert.equal(seen, 20_000)
  assert.ok(highest < 64 * 1024 * 1024, `${String(Math.round(highest / 1024 / 1024))} MiB`)
})

test('the columns are known before the rows are read, and the rows can be read twice', async () => {
  const opened = await readRows(await fileOf('{"a":1}\nbroken\n{"b":2}'))
  assert.ok('rows' in opened)
  assert.deepEqual(opened.columns, ['a', 'b'])
  const twice = [await collected(opened.rows), await collected(opened.rows)]
  assert.deepEqual(twice[0], twice[1])
  const good = twice[0]?.filter((row): row is GoodRow => 'values' in row)
  assert.equal(good?.length, 2)
})

/** A container with one deflated entry; `claimed` is the size its directory states. */
function zipOf(name: string, content: Uint8Array, claimed = content.length): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x0403_4b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(claimed, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end])
}
