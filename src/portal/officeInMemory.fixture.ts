/**
 * An office for the portal's own tests: it keeps what it is handed and answers as told. The real office behind
 * the real portal is tested end to end elsewhere. Choices are the real ones of the rulebook.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Language } from './language.ts'
import type {
  Choice,
  PortalChoices,
  PortalOffice,
  PortalReport,
  Progress,
  Receipt,
  Refused,
  Threat,
} from './portalOffice.ts'
import type { UploadedFile, Uploads } from './uploads.ts'

export interface Kept {
  readonly report: PortalReport
  readonly files: readonly UploadedFile[]
  readonly retryToken: string
}

export interface OfficeInMemory extends PortalOffice {
  supplement: PortalOffice['supplement']
  readonly reports: Kept[]
  readonly asked: string[]
  readonly supplements: { code: string; text: string; files: readonly UploadedFile[]; retryToken: string }[]
  readonly objections: { code: string; text: string; retryToken: string }[]
  readonly visits: { code: string; satisfaction: string; words?: string | undefined; retryToken: string }[]
  readonly threats: (Threat & { code: string; files: readonly UploadedFile[]; retryToken: string })[]
  readonly shows: Map<string, Progress>
  /** Refuses or breaks the next report. */
  next: Refused | Error | undefined
}

/** The public key of RFC 9180, appendix A.3.1 (pkRm). */
const SEALING_KEY = {
  name: 'test-key-1',
  publicKey: Buffer.from(
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    'hex',
  ).toString('base64url'),
}

interface Item {
  readonly code: string
  readonly zh: string
  readonly en: string
}
const read = (path: string): string =>
  readFileSync(new URL(`../../rulebook/${path}`, import.meta.url), 'utf8')
// The file is ours and checked by the rulebook's own tests.
const lists = JSON.parse(read('clue/lists.json')) as { key: string; content: { items: Item[] } }[]
const listed = (key: string, language: Language): Choice[] =>
  (lists.find((list) => list.key === key)?.content.items ?? []).map((item) => ({
    code: item.code,
    label: item[language],
  }))

const english = new Map(
  read('divisions/english.csv')
    .trim()
    .split('\n')
    .map((row): [string, string] => [row.slice(0, row.indexOf(',')), row.slice(row.indexOf(',') + 1)]),
)
const places = read('divisions/jilin.csv')
  .split('\n')
  .map((row) => row.split(','))
  .flatMap(([code = '', name = '', , parent = '', , , to]) =>
    /^\d{4}(\d\d)?$/.test(code) && to === '' ? [{ code, name, parent }] : [],
  )

function choices(language: Language): PortalChoices {
  const named = ({ code, name }: { code: string; name: string }): Choice => ({
    code,
    label: language === 'zh' ? name : (english.get(code) ?? name),
  })
  return {
    categories: listed('clue.categories', language),
    trades: listed('clue.trades', language),
    focus: listed('clue.focus', language),
    channels: listed('clue.otherChannels', language),
    threats: [{ code: 'threat', label: language === 'zh' ? '威胁' : 'Threatened' }],
    areas: places
      .filter(({ parent }) => parent === '22')
      .map((place) => ({
        ...named(place),
        within: places.filter(({ parent }) => parent === place.code).map(named),
      })),
    terms: [
      language === 'zh'
        ? { what: '登记', within: '3 个工作日内' }
        : { what: 'Registered', within: 'within 3 working days' },
      language === 'zh'
        ? { what: '答复', within: '办结后 10 个工作日内' }
        : { what: 'Answered', within: '10 working days after closing' },
    ],
  }
}

export function officeInMemory(): OfficeInMemory {
  const receipts = new Map<string, { content: string; receipt: Receipt }>()
  const office: OfficeInMemory = {
    reports: [],
    asked: [],
    supplements: [],
    objections: [],
    visits: [],
    threats: [],
    shows: new Map(),
    next: undefined,
    choices,
    sealingKey: () => SEALING_KEY,
    report(report, files, retryToken) {
      const answer = office.next
      office.next = undefined
      if (answer instanceof Error) return Promise.reject(answer)
      if (answer) return Promise.resolve(answer)
      const content = JSON.stringify([report, files])
      const before = retryToken === '' ? undefined : receipts.get(retryToken)
      if (before) {
        if (before.content === content) return Promise.resolve(before.receipt)
        return Promise.resolve({ refused: [{ says: { zh: '已经提交过。', en: 'Sent already.' } }] })
      }
      const n = receipts.size + 1
      const receipt: Receipt = {
        queryCode: `K7QM2X9RT4WB${String(n).padStart(4, '0')}`,
        number: `吉线索〔2026〕${String(n).padStart(6, '0')}号`,
        next: [{ what: { zh: '登记', en: 'Registered' }, by: '2026-11-25' }],
        identity: report.sealedReporter === undefined ? 'sealedByServer' : 'sealedInBrowser',
      }
      receipts.set(retryToken, { content, receipt })
      office.reports.push({ report, files, retryToken })
      office.shows.set(receipt.queryCode, {
        about: 'clue',
        number: receipt.number,
        status: 'received',
        steps: [{ status: 'received', on: '2026-11-20' }],
        wants: ['supplement'],
      })
      return Promise.resolve(receipt)
    },
    progress(code) {
      office.asked.push(code)
      return Promise.resolve(office.shows.get(code))
    },
    paper: (code) => Promise.resolve(office.shows.has(code) ? 'none' : undefined),
    supplement(code, text, files, retryToken) {
      if (!office.shows.has(code)) return Promise.resolve(undefined)
      office.supplements.push({ code, text, files, retryToken })
      return Promise.resolve({ taken: true })
    },
    visit(code, visit, retryToken) {
      if (!office.shows.has(code)) return Promise.resolve(undefined)
      office.visits.push({ code, ...visit, retryToken })
      return Promise.resolve({ taken: true })
    },
    threatened(code, threat, files, retryToken) {
      if (!office.shows.has(code)) return Promise.resolve(undefined)
      office.threats.push({ code, ...threat, files, retryToken })
      return Promise.resolve({ taken: true })
    },
    object(code, text, retryToken) {
      if (!office.shows.has(code)) return Promise.resolve(undefined)
      office.objections.push({ code, text, retryToken })
      return Promise.resolve({ taken: true })
    },
  }
  return office
}

/** Keeps digests; refuses what begins like a Windows program, without reading on. */
export const uploadsInMemory = (): Uploads => ({
  async store(bytes, name) {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of bytes) {
      // The portal streams buffers.
      const buffer = chunk as Buffer
      if (size === 0 && buffer.subarray(0, 2).toString() === 'MZ')
        return { refused: { zh: '不接受这种文件。', en: 'This kind of file is not taken.' } }
      size += buffer.length
      hash.update(buffer)
    }
    return { digest: hash.digest('hex'), name, type: 'application/octet-stream', size }
  },
})
