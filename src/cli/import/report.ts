/** What an import says while it runs and when it ends, for people (zh, en) or as lines of JSON. Never quotes a row. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { BadLine, Tally } from './runImport.ts'

export type ReportForm = 'zh' | 'en' | 'json'

export function progressLine(tally: Tally, form: ReportForm): string {
  if (form === 'json') return JSON.stringify({ event: 'progress', ...tally })
  const { read, added, already, bad } = tally
  if (form === 'zh')
    return `已读 ${read} 行：${tally.dryRun ? '可导入' : '已导入'} ${added}，已存在 ${already}，有问题 ${bad}`
  return `${read} rows read: ${added} ${tally.dryRun ? 'would go in' : 'added'}, ${already} already there, ${bad} bad`
}

export function badLine(bad: BadLine, form: ReportForm): string {
  if (form === 'json') return JSON.stringify({ event: 'bad', ...bad })
  const reasons = bad.reasons.map((reason) => reason.says[form]).join(form === 'zh' ? '；' : '; ')
  return form === 'zh' ? `第 ${bad.line} 行：${reasons}` : `line ${bad.line}: ${reasons}`
}

/** `shown`: the bad lines that were kept for showing; the tally knows how many there were. */
export function finalReport(tally: Tally, shown: readonly BadLine[], form: ReportForm): string {
  if (form === 'json') return JSON.stringify({ event: 'end', ...tally })
  const dry = tally.dryRun
    ? [form === 'zh' ? '试运行，没有写入任何内容。' : 'Dry run: nothing was written.']
    : []
  const hidden = tally.bad - shown.length
  const more = form === 'zh' ? `……另有 ${hidden} 行有问题` : `… and ${hidden} more bad rows`
  const inOrder = shown.toSorted((a, b) => a.line - b.line).map((bad) => badLine(bad, form))
  return [...inOrder, ...(hidden > 0 ? [more] : []), progressLine(tally, form), ...dry].join('\n')
}

export interface BadRowFile {
  readonly write: (bad: BadLine) => void
  readonly close: () => Promise<void>
}

/** All bad rows in a file: a table with byte-order mark for spreadsheets where the name ends in `.csv`, else JSON Lines. */
export function openBadRowFile(path: string): BadRowFile {
  const file = createWriteStream(path)
  const asTable = path.toLowerCase().endsWith('.csv')
  if (asTable) file.write('\uFEFF行 line,原因代码 because,字段 field,说明,explanation\r\n')
  return {
    write({ line, reasons }) {
      for (const { because, field, says } of reasons) {
        const cells = [String(line), because, field ?? '', says.zh, says.en]
        file.write(
          asTable
            ? `${cells.map(cell).join(',')}\r\n`
            : `${JSON.stringify({ line, because, field, says })}\n`,
        )
      }
    },
    async close() {
      file.end()
      await finished(file)
    },
  }
}

/** A field or column name may begin like a formula; spreadsheets must not run it (OWASP CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
