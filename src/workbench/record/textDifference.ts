/** What a text became: the parts that stayed, went and came, in reading order (longest common subsequence). */
export interface Part {
  readonly kind: 'stayed' | 'went' | 'came'
  readonly text: string
}

/** Beyond this the two texts stand side by side as they are: the table below grows with the square. */
const MOST = 4000

/** Words of letters and digits; anything else, such as a Chinese character, by itself. */
const unitsOf = (text: string): readonly string[] => text.match(/[A-Za-z0-9]+|[^A-Za-z0-9]/gu) ?? []

export function textDifference(before: string, after: string): readonly Part[] {
  if (before.length + after.length > MOST)
    return [
      { kind: 'went', text: before },
      { kind: 'came', text: after },
    ]
  const [one, other] = [unitsOf(before), unitsOf(after)]
  const width = other.length + 1
  // longest[i * width + j]: what one from i and other from j have in common.
  const longest = new Uint16Array((one.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      longest[i * width + j] =
        one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const parts: Part[] = []
  const add = (kind: Part['kind'], text: string) => {
    const last = parts.at(-1)
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text }
    else parts.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      add('stayed', one[i] ?? '')
      i += 1
      j += 1
    } else if (j >= other.length || (i < one.length && at(i + 1, j) >= at(i, j + 1))) {
      add('went', one[i] ?? '')
      i += 1
    } else {
      add('came', other[j] ?? '')
      j += 1
    }
  }
  return parts
}
