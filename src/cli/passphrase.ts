/** A passphrase of one holder: from a file, or typed at the terminal without being shown. Never from the command line. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Assumed – configurable. Argon2id makes each guess cost half a second. */
const SHORTEST = 12
const LONGEST = 1000

/** Throws with a sentence when it is too short, or when there is no file and no terminal. */
export async function passphraseOf(who: string, file: string | undefined): Promise<string> {
  const given = file === undefined ? await typed(`${who}: `) : firstLine(await readFile(file, 'utf8'))
  if (given.length < SHORTEST || given.length > LONGEST)
    throw new Error(
      `A passphrase has ${String(SHORTEST)} to ${String(LONGEST)} characters; that of ${who} has ${String(given.length)}.`,
    )
  return given
}

const firstLine = (text: string): string => text.split(/\r?\n/)[0] ?? ''

async function typed(prompt: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Error(
      'There is no terminal to type a passphrase at: say with --passphrases where the files are.',
    )
  process.stderr.write(prompt)
  // The line editor writes what is typed to its output: nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
