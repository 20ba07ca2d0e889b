/**
 * The report form: what its fields are called, and how they become a report. A field has the name of its
 * path in the report, so a refusal finds its field by name.
 */
import { PERSONS_IN_FORM } from './checkReport.ts'
import type { FormBody } from './formBody.ts'
import type { Raw } from './reportReader.ts'

const TEXTS = [
  ...[
    'category',
    'title',
    'content',
    'occurredOn',
    'occurredAt',
    'area',
    'trade',
    'loss',
    'weapons',
    'minors',
  ],
  ...['stillGoingOn', 'umbrellaSuspected', 'umbrellaFacts', 'contactWish'],
]
const REPORTER = ['name', 'phone', 'idNumber', 'otherContact']
const PERSON = ['name', 'alias', 'unitName', 'post', 'publicOfficial', 'address', 'phone']
const TICKS = ['wishesSecrecy', 'protectionRequested']

/** The form as an object of the report's shape, unchecked. Fields that are not ours are passed over. */
export function rawReport(form: FormBody): Raw {
  const realName = form.text('realName')
  const reporter = Object.fromEntries(REPORTER.map((name) => [name, form.text(`reporter.${name}`)]))
  const isPlain = Object.values(reporter).some((value) => value.trim() !== '')
  const sealedReporter = isPlain ? '' : sealedText(form)
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, form.text(name)])),
    ...Object.fromEntries(TICKS.filter((name) => form.text(name) === 'yes').map((name) => [name, true])),
    ...(realName === '' ? {} : { realName: realName === 'yes' }),
    ...(form.all('focus').length === 0 ? {} : { focus: form.all('focus') }),
    reporter,
    ...(sealedReporter === '' ? {} : { sealedReporter: jsonOf(sealedReporter) }),
    reportedPersons: Array.from({ length: PERSONS_IN_FORM }, (_, index) =>
      Object.fromEntries(PERSON.map((name) => [name, form.text(`reportedPersons.${index}.${name}`)])),
    ),
  }
}

/** What the browser sealed now, or what it had sealed when this form came back with errors. */
export const sealedText = (form: FormBody): string =>
  form.text('reporter.sealed') || form.text('reporter.kept')

/** Broken JSON is a text where an object is asked for, and refused as such. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** An empty form. */
export const emptyForm: FormBody = { text: () => '', all: () => [], files: [], fileProblems: [] }

const RETRY_TOKEN = /^[\w-]{16,64}$/
export const isRetryToken = (token: unknown): token is string =>
  typeof token === 'string' && RETRY_TOKEN.test(token)
