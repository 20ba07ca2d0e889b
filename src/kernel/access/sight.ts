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

/** The names of the fields that these roles see. */
export const fieldsSeenBy = (declaration: Declaration, roles: readonly string[]): ReadonlySet<string> =>
  new Set(
    Object.keys(declaration.fields).filter(
      (field) =>
        declaration.fields[field]?.protection !== 'sealed' &&
        roles.some((role) => {
          // Never something that every object inherits.
          const spec = Object.hasOwn(declaration.roles, role) ? declaration.roles[role] : undefined
          return spec !== undefined && sees(spec, field)
        }),
    ),
  )

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
