/**
 * The report form: what its fields are called, and how they become a report. A field has the name of its
 * path in the report, so a refusal finds its field by name.
 */
import { PERSONS_IN_FORM } from './checkReport.ts'
import type { FormBody } from './formBody.ts'
import { publicForms, type PublicTypeName } from './publicTypes.ts'
import type { Raw } from './reportReader.ts'
import { identityParts } from './sealing.ts'

const TEXTS = ['category', 'title', 'content', 'occurredOn', 'area', 'contactWish']
const TICKS = ['wishesSecrecy', 'protectionRequested']

/** "Don't know" where the report has nothing to say: the form keeps that it was chosen, the report leaves it out. */
export const NOT_KNOWN = 'notKnown'
const MAY_BE_NOT_KNOWN = ['area', 'trade']
const told = (name: string, text: string): string =>
  MAY_BE_NOT_KNOWN.includes(name) && text === NOT_KNOWN ? '' : text

/** The form as an object of the report's shape, unchecked. Fields that are not ours are passed over. */
export function rawReport(form: FormBody, about: PublicTypeName = 'clue'): Raw {
  const { asks, asksOfPersons, asksWhetherOfficial } = publicForms[about]
  const ofPersons = [...asksOfPersons, ...(asksWhetherOfficial ? ['publicOfficial'] : [])]
  const texts = [...TEXTS, ...asks.filter((name) => name !== 'focus')]
  const realName = form.text('realName')
  const focus = form.all('focus').filter((code) => code !== NOT_KNOWN)
  const reporter = Object.fromEntries(identityParts.map((name) => [name, form.text(`reporter.${name}`)]))
  const isPlain = Object.values(reporter).some((value) => value.trim() !== '')
  const sealedReporter = isPlain ? '' : sealedText(form)
  return {
    ...Object.fromEntries(texts.map((name) => [name, told(name, form.text(name))])),
    ...Object.fromEntries(TICKS.filter((name) => form.text(name) === 'yes').map((name) => [name, true])),
    ...(realName === '' ? {} : { realName: realName === 'yes' }),
    ...(!asks.includes('focus') || focus.length === 0 ? {} : { focus }),
    reporter,
    ...(sealedReporter === '' ? {} : { sealedReporter: jsonOf(sealedReporter) }),
    reportedPersons: Array.from({ length: PERSONS_IN_FORM }, (_, index) =>
      Object.fromEntries(ofPersons.map((name) => [name, form.text(`reportedPersons.${index}.${name}`)])),
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
export const emptyForm: FormBody = {
  text: () => '',
  all: () => [],
  files: [],
  fileProblems: [],
  isCutOff: false,
}

const RETRY_TOKEN = /^[\w-]{16,64}$/
export const isRetryToken = (token: unknown): token is string =>
  typeof token === 'string' && RETRY_TOKEN.test(token)
