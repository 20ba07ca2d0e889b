/**
 * Sight: which fields of a record you see, once you reach it. With several roles you see what any of them
 * sees. Sealed values are not sight but an act of their own, with a reason and a second person.
 */
import type { Declaration, RoleSpec } from '../record/declaration.ts'
import type { AnyRecord } from '../record/replay.ts'

const sees = (spec: RoleSpec<string, string>, field: string): boolean => {
  if (spec.seesOnly !== undefined) return spec.seesOnly.includes(field)
  if (spec.seesAllBut !== undefined) return !spec.seesAllBut.includes(field)
  return true
}

const known = new WeakMap<Declaration, Map<string, ReadonlySet<string>>>()

/** The names of the fields that these roles see. Remembered: search and lists ask for it with every record. */
export function fieldsSeenBy(declaration: Declaration, roles: readonly string[]): ReadonlySet<string> {
  const ofDeclaration = known.get(declaration) ?? new Map<string, ReadonlySet<string>>()
  known.set(declaration, ofDeclaration)
  // Never something that every object inherits.
  const held = roles.filter((role) => Object.hasOwn(declaration.roles, role))
  const key = held.join(' ')
  const before = ofDeclaration.get(key)
  if (before !== undefined) return before
  const found = new Set(
    Object.keys(declaration.fields).filter(
      (field) =>
        declaration.fields[field]?.protection !== 'sealed' &&
        held.some((role) => {
          const spec = declaration.roles[role]
          return spec !== undefined && sees(spec, field)
        }),
    ),
  )
  ofDeclaration.set(key, found)
  return found
}

/** The fields of a record that these roles see; of a sealed one only that there is something. */
export function seen(
  declaration: Declaration,
  record: AnyRecord,
  roles: readonly string[],
): Readonly<Record<string, unknown>> {
  const visible = fieldsSeenBy(declaration, roles)
  return Object.fromEntries(
    Object.entries(declaration.fields).flatMap(([name, { protection }]): [string, unknown][] => {
      const value = record[name]
      if (value === undefined) return []
      if (protection === 'sealed') return [[name, { sealed: true }]]
      return visible.has(name) ? [[name, value]] : []
    }),
  )
}
