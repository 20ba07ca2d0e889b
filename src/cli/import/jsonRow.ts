import { refusal, type ImportRefusal } from './refusal.ts'
import type { Row } from './row.ts'

/** Reads one JSON object as a row. Numbers that JavaScript cannot hold exactly (an 18-digit identity number) stay text. */
export function jsonRow(line: number, text: string): Row {
  let value: unknown
  try {
    value = /\d{16}/.test(text) ? JSON.parse(text, exactNumbers) : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { line, bad: notJson }
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, bad: notAnObject }
  return { line, values: { ...value } }
}

function exactNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return /^-?\d+$/.test(source) && String(value) !== source ? source : value
}

// The message of the engine quotes the text, which may hold personal data; ours does not.
const notJson = refusal(
  'not valid JSON',
  '不是有效的 JSON（可能被截断，或缺少引号、括号、逗号）',
  'This is not valid JSON (cut off, or a quote, bracket or comma is missing)',
)
const notAnObject = refusal(
  'not a JSON object',
  '每行应为一个 JSON 对象，例如 {"title": …, "text": …}',
  'Each row must be a JSON object, such as {"title": …, "text": …}',
)

export function rowTooLong(maxBytes: number): ImportRefusal {
  const mib = Math.max(1, Math.round(maxBytes / 1024 / 1024))
  return refusal(
    'row too long',
    `本行超过 ${mib} MiB，没有读入`,
    `This row is longer than ${mib} MiB and was not read`,
  )
}
