/** A value that lives as long as the page and tells whoever shows it when it changes. */
import { useSyncExternalStore } from 'react'

export interface Stored<Value> {
  readonly get: () => Value
  readonly set: (value: Value) => void
  /** For components: the value, and rendering anew when it changes. */
  readonly use: () => Value
}

export function stored<Value>(first: Value): Stored<Value> {
  let value = first
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  const get = () => value
  return {
    get,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}
