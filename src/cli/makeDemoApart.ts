/** Has the demo world made by a process of its own (demoProcess.ts). */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import type { PlainDate } from '#kernel/time.ts'
import type { Settings } from '#server/settings.ts'

/** The day that the history has come to, and the clues received until then. */
export interface DayMade {
  readonly day: PlainDate
  readonly clues: number
}

/** A history leaves much behind at once: with the small nursery of the server a quarter of the time went into clearing up. */
const NURSERY = ['--max-semi-space-size=64']

/** Throws when it could not be made; why, that process has told the terminal. */
export async function makeDemoApart(settings: Settings, onDay: (made: DayMade) => void): Promise<void> {
  const child = fork(new URL('./demoProcess.ts', import.meta.url), {
    execArgv: NURSERY,
    // What this process has read already that one need not read as TypeScript again.
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
    serialization: 'advanced',
  })
  // It sends nothing else.
  child.on('message', (made) => {
    onDay(made as DayMade)
  })
  child.send(settings)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('The demo world could not be made.')
}
