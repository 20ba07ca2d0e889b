/** Which fields a form asks for, and what stands in them at first. */
import { isKeptWhole, keptOf } from '#kernel/record/draftValue.ts'
import type { ActionShape, InputSchema, NamedField, RecordShape, TypeShape, Values } from '../doors/shapes.ts'

export interface AskedField {
  readonly field: NamedField
  readonly required: boolean
  /** A list that has to be sent and may be empty: nobody need fill it in. */
  readonly mayBeEmpty: boolean
  /** Items are put to what is there already. */
  readonly adds: boolean
}

/** In the order of the schema. What is sealed nobody sees afterwards, and it is asked for all the same. */
export function askedFields(type: TypeShape, action: ActionShape, input: InputSchema): readonly AskedField[] {
  return Object.keys(input.properties).flatMap((name) => {
    const field = type.fields.find((one) => one.name === name)
    if (field === undefined) return []
    const isNeeded = input.required?.includes(name) === true
    const mayBeEmpty = isNeeded && field.kind === 'list' && field.schema['minItems'] === 0
    const required = isNeeded && !mayBeEmpty
    if (!isNeeded && field.kind !== 'sealed' && action.unseen.includes(name)) return []
    return [{ field, required, mayBeEmpty, adds: action.adds.includes(name) }]
  })
}

/**
 * What is known already stands in the form: category, area, the term that was asked for. Opinions and reasons do not;
 * each has to be written by whoever gives it. Whoever signs second signs what the first one wrote.
 */
export function firstValues(
  asked: readonly AskedField[],
  action: ActionShape,
  record: RecordShape | undefined,
): Values {
  if (record === undefined) return {}
  const begun = findFirstSignature(action, record)
  if (begun !== undefined) return begun.input
  const suggested = record.actions.find(({ name }) => name === action.name)?.first ?? {}
  const known = asked
    .filter(({ field, adds }) => !adds && isFact(field) && record.fields[field.name] !== undefined)
    .map(({ field }) => [field.name, record.fields[field.name]] as const)
  return { ...Object.fromEntries(known), ...suggested }
}

const isFact = ({ kind }: NamedField): boolean => kind !== 'longText' && kind !== 'group' && kind !== 'sealed'

/** Of an action that several sign for the same: the first signature that is there. */
export function findFirstSignature(action: ActionShape, record: RecordShape) {
  if (action.signed === undefined || !('persons' in action.signed)) return undefined
  return record.signatures.findLast(({ action: name, status }) => name === action.name && status === 'open')
    ?.by[0]
}

export interface Flaw {
  readonly field: string
  readonly because: 'missing' | 'tooLong'
  readonly most?: number
}

/** What can be said before the server is asked; it has the last word. */
export function flawsIn(asked: readonly AskedField[], values: Values): readonly Flaw[] {
  return asked.flatMap(({ field, required }): Flaw[] => {
    const value = values[field.name]
    const isBlank = value === undefined || (typeof value === 'string' && value.trim() === '')
    if (isBlank) return required ? [{ field: field.name, because: 'missing' }] : []
    const most = field.schema['maxLength']
    return typeof value === 'string' && typeof most === 'number' && value.length > most
      ? [{ field: field.name, because: 'tooLong', most }]
      : []
  })
}

/** What is sent: nothing blank, no item of a list that nobody filled in; a list that may be empty, as an empty one. */
export const sentValues = (asked: readonly AskedField[], values: Values): Values => ({
  ...Object.fromEntries(asked.flatMap(({ field, mayBeEmpty }) => (mayBeEmpty ? [[field.name, []]] : []))),
  ...Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      if (value === undefined || (typeof value === 'string' && value.trim() === '')) return []
      if (!Array.isArray(value)) return [[name, value]]
      const items = value.filter((item) => item !== undefined)
      return items.length === 0 ? [] : [[name, items]]
    }),
  ),
})

/** What of a form may be kept for later (kernel/record/draftValue.ts), and whether that is only a part. */
export function keptValues(
  asked: readonly AskedField[],
  values: Values,
): { readonly kept: Values; readonly isPart: boolean } {
  const kept = asked.flatMap(({ field }) => {
    const value = keptOf(field, values[field.name])
    return value === undefined ? [] : [[field.name, value] as const]
  })
  const isPart = asked.some(
    ({ field }) =>
      !isKeptWhole(field) &&
      JSON.stringify(keptOf(field, values[field.name])) !== JSON.stringify(values[field.name]),
  )
  return { kept: Object.fromEntries(kept), isPart }
}

/** A form as it was kept; what is never kept stands as at the beginning. */
export const valuesOfKept = (asked: readonly AskedField[], begun: Values, kept: Values): Values => ({
  ...Object.fromEntries(
    Object.entries(begun).filter(
      ([name]) => !asked.some(({ field }) => field.name === name && isKeptWhole(field)),
    ),
  ),
  ...kept,
})

/** Whether what was kept of this form may lack something. */
export const leavesSomethingOut = (asked: readonly AskedField[]): boolean =>
  asked.some(({ field }) => !isKeptWhole(field))
