/** What a reporter does under a query code beyond asking: read from the form, checked, handed to the office. */
import { fields } from '#mechanisms/clue/clue.fields.ts'
import { protection } from '#mechanisms/clue/protection.ts'
import type { Field } from '#kernel/record/field.ts'
import { longest } from './checkReport.ts'
import type { FormBody } from './formBody.ts'
import {
  SATISFACTION,
  type DontKnow,
  type PortalChoices,
  type PortalOffice,
  type PortalRefusal,
  type ReporterStep,
} from './portalOffice.ts'
import { reader, type Reader } from './reportReader.ts'
import type { UploadedFile } from './uploads.ts'

const DONT_KNOW: readonly DontKnow[] = ['yes', 'no', 'unknown']

/** Under which name the form of a step has its files. */
export const fileFieldOf = (step: ReporterStep): string =>
  step === 'threat' ? 'threat.attachments' : 'attachments'

export const isStep = (text: string): text is ReporterStep =>
  ['supplement', 'object', 'visit', 'threat'].includes(text)

/**
 * In which fields of a step the reporter tells something to those who work on the report. Of a threat only the clue centre
 * learns, which is asked there how to reach them.
 */
export const toldIn: Readonly<Record<ReporterStep, readonly string[]>> = {
  supplement: ['text'],
  object: ['text'],
  visit: ['visit.words'],
  threat: [],
}

export type Send = (
  office: PortalOffice,
  code: string,
  files: readonly UploadedFile[],
  retryToken: string,
) => ReturnType<PortalOffice['supplement']>

/** What is to be sent, or what is wrong; `refused` is filled in. */
export function readStep(
  step: ReporterStep,
  form: FormBody,
  offered: Pick<PortalChoices, 'threats'>,
  refused: PortalRefusal[],
): Send | undefined {
  const names = [
    'text',
    'visit.satisfaction',
    'visit.words',
    'threat.kind',
    'threat.stillInDanger',
    'threat.text',
  ]
  const read = reader(Object.fromEntries(names.map((name) => [name, form.text(name)])), '', refused)
  switch (step) {
    case 'supplement': {
      const text = textIn(read, 'text', 'text', partOf(fields.supplements, 'text'))
      return text === undefined
        ? undefined
        : (office, code, files, token) => office.supplement(code, text, files, token)
    }
    case 'object': {
      const text = textIn(read, 'text', 'objection', partOf(fields.objections, 'text'))
      return text === undefined
        ? undefined
        : (office, code, _files, token) => office.object(code, text, token)
    }
    case 'visit': {
      const label = 'visit.satisfaction'
      const satisfaction = read.choice(label, (w) => w.fields[label], SATISFACTION)
      if (satisfaction === undefined && refused.length === 0)
        read.refuse(label, 'field missing', (w) => w.errors.choose(w.fields[label]))
      const max = longest(partOf(fields.returnVisits, 'words'))
      const words = read.text('visit.words', (w) => w.fields['visit.words'], { max, lines: true })
      return (
        satisfaction && ((office, code, _files, token) => office.visit(code, { satisfaction, words }, token))
      )
    }
    case 'threat': {
      const label = 'threat.kind'
      const codes = offered.threats.map(({ code }) => code)
      const kind = read.choice(label, (w) => w.fields[label], codes)
      if (kind === undefined && refused.length === 0)
        read.refuse(label, 'field missing', (w) => w.errors.choose(w.fields[label]))
      const stillInDanger =
        read.choice('threat.stillInDanger', (w) => w.fields['threat.stillInDanger'], DONT_KNOW) ?? 'unknown'
      const text = textIn(read, 'threat.text', 'threat.text', protection.fields.text)
      if (kind === undefined || text === undefined) return undefined
      return (office, code, files, token) =>
        office.threatened(code, { kind, stillInDanger, text }, files, token)
    }
  }
}

function textIn(
  read: Reader,
  name: string,
  label: 'text' | 'objection' | 'threat.text',
  field: Field<unknown>,
): string | undefined {
  const text = read.text(name, (w) => w.fields[label], { max: longest(field), lines: true })
  if (text === undefined) read.refuse(name, 'field missing', (w) => w.errors.required(w.fields[label]))
  return text
}

function partOf(list: Field<unknown>, name: string): Field<unknown> {
  const part = list.items?.parts?.[name]
  if (part === undefined) throw new Error(`what a reporter adds has no "${name}" in the declaration`)
  return part
}
