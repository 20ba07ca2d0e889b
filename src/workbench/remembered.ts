/** One of a few values that this browser remembers; the first where it keeps nothing. */
import { stored, type Stored } from './stored.ts'

export function remembered<const Value extends string>(
  key: string,
  [usual, ...others]: readonly [Value, ...Value[]],
): Stored<Value> {
  const kept = stored<Value>(found(key, [usual, ...others]) ?? usual)
  return {
    ...kept,
    set(value) {
      try {
        localStorage.setItem(key, value)
      } catch {
        // Then it holds for this page only.
      }
      kept.set(value)
    },
  }
}

function found<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
  try {
    const text = localStorage.getItem(key)
    return values.find((value) => value === text)
  } catch {
    // A browser that keeps nothing.
    return undefined
  }
}
