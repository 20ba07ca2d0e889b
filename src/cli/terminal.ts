/** Progress on a terminal, one line that is written over; on anything else nothing, or plain lines now and then. */

export interface Progress {
  (line: string): void
  /** Clears the line before something else is printed. */
  end(): void
}

/** `plainEvery`: milliseconds between plain lines where stderr is no terminal; left out, there are none. */
export function progress(plainEvery?: number): Progress {
  let last = performance.now()
  const isTerminal = process.stderr.isTTY
  const show = (line: string): void => {
    const now = performance.now()
    if (now - last < (isTerminal ? 100 : (plainEvery ?? Infinity))) return
    last = now
    process.stderr.write(
      isTerminal ? `\r${line.slice(0, (process.stderr.columns || 80) - 1)}\u{1b}[K` : `${line}\n`,
    )
  }
  return Object.assign(show, {
    end: () => {
      if (isTerminal) process.stderr.write('\r\u{1b}[K')
    },
  })
}

export type Lang = 'zh' | 'en'

/** For commander: refuses anything but the two languages with a sentence. */
export function langOf(text: string): Lang {
  if (text === 'zh' || text === 'en') return text
  throw new Error(`--lang takes zh or en, found ${text}.`)
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
