import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Who holds a data folder: a file beside it with the process id and that process's start time, so that an id used
 * again by a stranger is not mistaken for the holder. Taken atomically (a hard link fails if the name exists).
 */
export interface Holder {
  readonly pid: number
  readonly started: string
}

export function findHolder(file: string): Holder | undefined {
  const [pid, started] = read(file)?.trim().split(' ') ?? []
  if (pid === undefined || started === undefined) return undefined
  const holder = { pid: Number(pid), started }
  return startOf(holder.pid) === started ? holder : undefined
}

/** True if this process holds the folder from now on; false if another living process does. */
export function hold(file: string): boolean {
  const mine = `${process.pid} ${startOf(process.pid) ?? '0'}\n`
  const draft = `${file}.${process.pid}`
  for (let attempt = 0; attempt < 20; attempt++) {
    writeFileSync(draft, mine)
    try {
      linkSync(draft, file)
      return true
    } catch {
      const before = read(file)
      if (before === mine || findHolder(file) !== undefined) return false
      if (before !== undefined) clear(file, before)
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return false
}

export function letGo(file: string): void {
  if (findHolder(file)?.pid === process.pid) rmSync(file, { force: true })
}

/** Takes a dead holder's file away. If somebody else was quicker and the file is theirs by now, it is put back. */
function clear(file: string, dead: string): void {
  const aside = `${file}.dead.${process.pid}`
  try {
    renameSync(file, aside)
    if (read(aside) !== dead) linkSync(aside, file)
  } catch {
    // Gone or retaken meanwhile: the next attempt sees what there is.
  }
  rmSync(aside, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** When a process started, in clock ticks since boot; without /proc, whether it is there. */
export function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  if (stat !== undefined) {
    // The name in brackets may contain anything, brackets too: count fields from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  }
  try {
    process.kill(pid, 0)
    return '0'
  } catch {
    return undefined
  }
}
