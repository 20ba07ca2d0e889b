/** The JSON Schema (2020-12) of what an action is given, with labels, and with what the rulebook gives to choose from. */
import { findAction, heldAfter } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field, Schema } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { Language } from './language.ts'
import { inForce } from './inForce.ts'
import type { TypeWords } from './typeWords.ts'

export interface SchemaContext {
  readonly words?: TypeWords
  readonly rulebook?: Rulebook
  readonly language?: Language
}

export function inputSchema(declaration: Declaration, action: string, context: SchemaContext = {}): Schema {
  const spec = findAction(declaration, action)
  const asked = [...listOf(spec?.asks), ...listOf(spec?.adds)]
  const held = spec === undefined ? [] : heldAfter(declaration, spec)
  const required = asked.filter((name) => declaration.fields[name]?.optional !== true || held.includes(name))
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(
      asked.flatMap((name): [string, Schema][] => {
        const field = declaration.fields[name]
        return field === undefined
          ? []
          : [[name, fieldSchema(field, name, context.words?.fields[name], context)]]
      }),
    ),
  }
}

/** The schema of a value; `x-kind`, `x-list`, `x-table`, `x-refers-to` say what JSON Schema has no word for. */
export function fieldSchema(
  field: Field<unknown>,
  name: string,
  label: string | undefined,
  context: SchemaContext,
): Schema {
  const { kind, list, table, refersTo, items, parts, options, protection } = field
  const base: Record<string, unknown> = { ...field.schema, 'x-kind': kind }
  if (label !== undefined) base['title'] = label
  if (refersTo !== undefined) base['x-refers-to'] = refersTo
  if (protection !== undefined) base['x-protection'] = protection
  if (list !== undefined) base['x-list'] = list
  if (table !== undefined) base['x-table'] = table
  const found = context.rulebook === undefined ? undefined : inForce(field, context.rulebook)
  if (found !== undefined && found.length > 0) {
    base['enum'] = found.map(({ code }) => code)
    base['x-labels'] = Object.fromEntries(found.map((item) => [item.code, item[context.language ?? 'zh']]))
  }
  if (options !== undefined && context.words?.choices[name] !== undefined)
    base['x-labels'] = context.words.choices[name]
  if (items !== undefined) base['items'] = fieldSchema(items, name, undefined, context)
  if (parts !== undefined)
    base['properties'] = Object.fromEntries(
      Object.entries(parts).map(([part, inner]) => [
        part,
        fieldSchema(inner, part, context.words?.parts[part], context),
      ]),
    )
  return base
}
