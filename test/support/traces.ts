/** Looks for texts where a running server could have left them: the memory of its processes, and every file of a folder. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'

const CHUNK = 8 * 1024 * 1024

/** A text in each encoding in which a process may hold it. */
const spellingsOf = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
]

/** Which of the texts are in bytes that come piece by piece. */
function searchFor(texts: readonly string[]) {
  const wanted = texts.flatMap((text) => spellingsOf(text).map((spelling) => [text, spelling] as const))
  const longest = Math.max(...wanted.map(([, spelling]) => spelling.length))
  const found = new Set<string>()
  const buffer = Buffer.alloc(longest + CHUNK)
  let kept = 0
  return {
    found,
    /** Reads the next piece, at most CHUNK bytes, into the place it is given; answers how many came. */
    next(read: (into: Buffer) => number): number {
      const came = read(buffer.subarray(kept, kept + CHUNK))
      const whole = buffer.subarray(0, kept + Math.max(0, came))
      for (const [text, spelling] of wanted) if (!found.has(text) && whole.includes(spelling)) found.add(text)
      const tail = whole.subarray(Math.max(0, whole.length - longest))
      kept = tail.copy(buffer)
      return came
    },
    /** What comes next does not follow on what came before. */
    cut() {
      kept = 0
    },
  }
}

/** The process and all that it started, by /proc. */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // Behind the name in brackets, which may hold anything: state, parent.
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It has ended.
    }
  }
  const tree = [root]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  return tree
}

/**
 * Which of the texts stand in the writable memory of these processes. Memory that they share is looked at once; a process
 * that has ended since (PostgreSQL starts and ends its helpers) has none. Throws when one may not be read.
 */
export function findInMemory(
  pids: readonly number[],
  texts: readonly string[],
): { readonly found: ReadonlySet<string>; readonly bytes: number } {
  const search = searchFor(texts)
  const shared = new Set<string>()
  let bytes = 0
  for (const pid of pids) {
    const memory = openFile(`/proc/${String(pid)}/mem`)
    if (memory === undefined) continue
    try {
      for (const { from, to, name } of writableIn(pid)) {
        if (name !== undefined && shared.has(name)) continue
        if (name !== undefined) shared.add(name)
        search.cut()
        for (let at = from; at < to;) {
          const left = Number(to - at)
          const came = search.next((into) => readAt(memory, into, Math.min(left, into.length), at))
          if (came <= 0) break
          bytes += came
          at += BigInt(came)
        }
      }
    } finally {
      closeSync(memory)
    }
  }
  return { found: search.found, bytes }
}

/** `name` for what several processes share. */
function writableIn(pid: number) {
  return mapsOf(pid)
    .split('\n')
    .flatMap((line) => {
      const parts = /^([\da-f]+)-([\da-f]+) rw.([ps]) \S+ (\S+) (\d+)/.exec(line)
      if (parts === null) return []
      const [, from = '', to = '', kind, device, inode] = parts
      return [
        {
          from: BigInt(`0x${from}`),
          to: BigInt(`0x${to}`),
          name: kind === 's' ? `${device ?? ''} ${inode ?? ''} ${from}` : undefined,
        },
      ]
    })
}

/** Empty for a process that has ended. */
function mapsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/maps`, 'utf8')
  } catch (error) {
    if (hasEnded(error)) return ''
    throw error
  }
}

/** A page that the process has not got, or has given back meanwhile, reads as nothing. */
function readAt(file: number, into: Buffer, length: number, position: bigint | number): number {
  try {
    return readSync(file, into, 0, length, position)
  } catch {
    return 0
  }
}

/** Which of the texts stand in any file below a folder, and in which; the names of files count, too. */
export function findInFiles(
  folder: string,
  texts: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const where = new Map<string, readonly string[]>()
  const search = searchFor(texts)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    search.cut()
    search.found.clear()
    search.next((into) => into.write(path))
    if (entry.isFile()) {
      search.cut()
      lookThrough(path, search)
    }
    for (const text of search.found) where.set(text, [...(where.get(text) ?? []), path])
  }
  return where
}

function lookThrough(path: string, search: ReturnType<typeof searchFor>): void {
  const file = openFile(path)
  if (file === undefined) return
  try {
    for (let at = 0; ;) {
      const came = search.next((into) => readAt(file, into, into.length, at))
      if (came <= 0) return
      at += came
    }
  } finally {
    closeSync(file)
  }
}

/** A file that was there when the folder was listed may have been removed since. */
function openFile(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (hasEnded(error)) return undefined
    throw error
  }
}

const hasEnded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
