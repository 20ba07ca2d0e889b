/** A session that ended while somebody works: requests wait here until the same person has signed in again. */
import { stored } from '../stored.ts'

interface Waiting {
  readonly back: Promise<undefined>
  readonly goOn: () => void
}

/** Set while somebody has to sign in again. */
export const sessionLost = stored<Waiting | undefined>(undefined)

/** Resolves when they have. */
export function sessionIsBack(): Promise<undefined> {
  const before = sessionLost.get()
  if (before !== undefined) return before.back
  const { promise: back, resolve } = Promise.withResolvers<undefined>()
  sessionLost.set({
    back,
    goOn: () => {
      sessionLost.set(undefined)
      resolve(undefined)
    },
  })
  return back
}
