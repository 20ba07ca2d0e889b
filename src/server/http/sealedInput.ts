/** Sealed values that a person sends: whoever opens them later must find them sealed for a key of the centre. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { sealed } from '#kernel/record/field.ts'
import { looksSealed } from '../sealing.ts'
import type { Door } from './door.ts'

/** The first field whose value nobody could ever open; what is no sealed value at all the field itself refuses. */
export async function findUnopenable(
  { vault }: Pick<Door, 'vault'>,
  { fields }: Declaration,
  input: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const ours = new Set(vault.states().map(({ key }) => key.name))
  for (const [name, value] of Object.entries(input)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field?.protection !== 'sealed' || !sealed.accepts(value)) continue
    if (!ours.has(value.key) || !(await looksSealed(value))) return name
  }
  return undefined
}
