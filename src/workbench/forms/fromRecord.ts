/** What the form of a new record knows from the record that it was opened from. */
import type {
  ActionShape,
  FieldShape,
  Names,
  NamedField,
  RecordShape,
  TypeShape,
  Values,
} from '../doors/shapes.ts'

const refersTo = ({ kind, refersTo: other, items }: FieldShape): string | undefined =>
  kind === 'list' ? items?.refersTo : other

const asked = (type: TypeShape, { input }: ActionShape): readonly NamedField[] =>
  type.fields.filter(({ name }) => Object.hasOwn(input.properties, name))

/** Whether the action that opens a record of `type` asks which record of `about` it concerns. */
export const asksAbout = (type: TypeShape, action: ActionShape, about: TypeShape): boolean =>
  asked(type, action).some((field) => refersTo(field) === about.name)

/** Whom it names is kept out of what comes of it, too; what accumulates also remembers who added it and when. */
const namedThere = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'key' in one && 'how' in one
          ? [{ key: one.key, how: one.how }]
          : [],
      )
    : []

/**
 * The record itself where one of its type is asked for, and the choice that is called like its type; where another record is, the
 * one that it refers to under the same name; whom it names, where that is asked.
 */
export const valuesFrom = (type: TypeShape, action: ActionShape, from: RecordShape): Values =>
  Object.fromEntries(
    asked(type, action).flatMap((field): [string, unknown][] => {
      if (refersTo(field) === from.type) return [[field.name, field.kind === 'list' ? [from.id] : from.id]]
      if (field.choices?.some(({ code }) => code === from.type) === true) return [[field.name, from.type]]
      const same = from.fields[field.name]
      const named = field.items?.kind === 'named' ? namedThere(same) : []
      if (named.length > 0) return [[field.name, named]]
      return field.kind === 'ref' && same !== undefined ? [[field.name, same]] : []
    }),
  )

/** What the records in these values are called. */
export function namesFrom(from: RecordShape): Names {
  const own = from.title === from.number ? from.number : `${from.number} ${from.title}`
  const linked = from.links.map(({ id, number }) => [id, { zh: number, en: number }] as const)
  return { ...Object.fromEntries(linked), ...from.names, [from.id]: { zh: own, en: own } }
}
