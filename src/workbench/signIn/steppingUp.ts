/** A request that asks for a fresh proof waits here until it was given in a dialog, or was given up. */
import { stored } from '../stored.ts'

interface Waiting {
  readonly proved: Promise<boolean>
  /** True: the request goes on; false: it is refused. */
  readonly answer: (proved: boolean) => void
}

/** Set while the dialog is open. */
export const steppingUp = stored<Waiting | undefined>(undefined)

/** Whether they proved it. Several requests wait for one dialog. */
export function freshProof(): Promise<boolean> {
  const before = steppingUp.get()
  if (before !== undefined) return before.proved
  const { promise: proved, resolve } = Promise.withResolvers<boolean>()
  steppingUp.set({
    proved,
    answer: (given) => {
      steppingUp.set(undefined)
      resolve(given)
    },
  })
  return proved
}
