/**
 * Reads the members of something a stranger sent, one by one, and collects in both languages what is wrong
 * with them. What is missing or empty is `undefined`; what is wrong as well, with a refusal noted.
 */
import { inBoth, type Words } from './words.ts'
import type { PortalRefusal } from './portalOffice.ts'
import { typedText } from './typedText.ts'

export type Raw = Readonly<Record<string, unknown>>
type Label = (words: Words) => string

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface Reader {
  text(name: string, label: Label, limits: { max: number; lines?: true }): string | undefined
  choice<const Option extends string>(
    name: string,
    label: Label,
    options: readonly Option[],
  ): Option | undefined
  choices(name: string, label: Label, options: readonly string[]): readonly string[] | undefined
  yesNo(name: string, label: Label): boolean | undefined
  list(name: string, label: Label): readonly unknown[] | undefined
  object(name: string, label: Label): Raw | undefined
  /** Members nobody asked for are refused: a misspelt name would lose what was meant. */
  nothingElse(names: readonly string[]): void
  refuse(name: string, because: string, says: (words: Words) => string): void
}

export function reader(raw: Raw, path: string, refused: PortalRefusal[]): Reader {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const given = (name: string): unknown => {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined
    return value === null || value === '' ? undefined : value
  }
  const refuse: Reader['refuse'] = (name, because, says) => {
    refused.push({ because, field: at(name), says: inBoth(says) })
  }

  return {
    refuse,
    text(name, label, { max, lines }) {
      const value = given(name)
      if (value === undefined) return undefined
      if (typeof value !== 'string') {
        refuse(name, 'field not accepted', (w) => w.errors.notText(label(w)))
        return undefined
      }
      const { text, hadControls } = typedText(value, { lines: lines === true })
      if (hadControls) refuse(name, 'field not accepted', (w) => w.errors.controls(label(w)))
      if (text.length > max)
        refuse(name, 'field not accepted', (w) => w.errors.tooLong(label(w), max, text.length))
      return text === '' ? undefined : text
    },
    choice(name, label, options) {
      const value = given(name)
      if (value === undefined) return undefined
      const found = options.find((option) => option === value)
      if (found === undefined) refuse(name, 'not in the list', (w) => w.errors.notAChoice(label(w)))
      return found
    },
    choices(name, label, options) {
      const value = given(name)
      if (value === undefined) return undefined
      if (!Array.isArray(value)) {
        refuse(name, 'field not accepted', (w) => w.errors.notAList(label(w)))
        return undefined
      }
      const codes = options.filter((option) => value.includes(option))
      if (value.some((one) => !options.some((option) => option === one)))
        refuse(name, 'not in the list', (w) => w.errors.notAChoice(label(w)))
      return codes.length === 0 ? undefined : codes
    },
    yesNo(name, label) {
      const value = given(name)
      if (value === undefined || typeof value === 'boolean') return value
      refuse(name, 'field not accepted', (w) => w.errors.notYesNo(label(w)))
      return undefined
    },
    list(name, label) {
      const value = given(name)
      if (value === undefined) return undefined
      // An array of anything is an array of unknown.
      if (Array.isArray(value)) return value as readonly unknown[]
      refuse(name, 'field not accepted', (w) => w.errors.notAList(label(w)))
      return undefined
    },
    object(name, label) {
      const value = given(name)
      if (value === undefined || isRaw(value)) return value
      refuse(name, 'field not accepted', (w) => w.errors.notAnObject(label(w)))
      return undefined
    },
    nothingElse(names) {
      for (const name of Object.keys(raw)
        .filter((one) => !names.includes(one))
        .slice(0, 20)) {
        const shown = typedText(name.slice(0, 60), { lines: false }).text
        refused.push({
          because: 'field not asked',
          field: at(shown),
          says: inBoth((w) => (name === 'files' ? w.errors.filesElsewhere : w.errors.unknownField(shown))),
        })
      }
    },
  }
}

/** Leaves out what is undefined, as exact optional members want it. */
export const present = <Values extends object>(
  values: Values,
): { readonly [Name in keyof Values]: Exclude<Values[Name], undefined> } =>
  // The members that are left are the ones that are there.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Values]: Exclude<Values[Name], undefined>
  }
