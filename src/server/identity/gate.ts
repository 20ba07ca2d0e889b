/** Lets so many through at once, lets some wait, and turns the rest away. */
export interface Gate {
  /** Undefined when it was turned away. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>
}

export function gate({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Gate {
  let inside = 0
  const line: (() => void)[] = []
  return {
    async run(work) {
      if (inside >= atOnce) {
        if (line.length >= waiting) return undefined
        // Whoever leaves hands over the place, so it is never free in between.
        await new Promise<void>((go) => line.push(go))
      } else inside += 1
      try {
        return await work()
      } finally {
        const next = line.shift()
        if (next === undefined) inside -= 1
        else next()
      }
    },
  }
}
