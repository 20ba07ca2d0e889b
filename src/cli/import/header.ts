/**
 * Column names of a table. A nameless column is called by its position (`#3`), a name that comes again by name and count
 * (`标题#2`), so that every column can be named in a mapping and none hides another.
 */
export function columnNames(header: readonly (string | number | boolean | null)[]): readonly string[] {
  const seen = new Map<string, number>()
  return header.map((cell, index) => {
    const name = String(cell ?? '').trim() || `#${String(index + 1)}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${String(count)}`
  })
}
