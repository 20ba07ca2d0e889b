/**
 * What must never stand on paper: who reported. The identity of a reporter is kept from everybody who need not know it
 * (反有组织犯罪法 arts 61, 74; 刑事诉讼法 art 111), and a document is copied, passed on and filed.
 */
import type { Field } from '#kernel/record/field.ts'

const OF_THE_REPORTER = /^(?:reporter|informant|complainant|whistleblower)/i
const ABOUT_THE_REPORTER = new Set(['realName', 'contactWish', 'wishesSecrecy', 'protectionRequested'])

const holdsSealed = (field: Field<unknown>): boolean =>
  field.protection === 'sealed' ||
  field.kind === 'sealed' ||
  (field.items !== undefined && holdsSealed(field.items))

/** Sealed fields, and by their names the marks, contacts and wishes of a reporter; no declaration can override it. */
export const isReporterData = (name: string, field: Field<unknown>): boolean =>
  holdsSealed(field) || OF_THE_REPORTER.test(name) || ABOUT_THE_REPORTER.has(name)
