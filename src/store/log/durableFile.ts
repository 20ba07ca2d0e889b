// Files that are there, whole, after a crash: written aside, synced, then named, and the folder synced too. Without the
// last step the name itself may be lost.

import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Replaces the file; a crash leaves the old one or the new one. */
export function replaceFile(file: string, content: string, mode = 0o600): void {
  const draft = writeDraft(file, content, mode)
  renameSync(draft, file)
  syncFolder(file)
}

/** Makes the file, or answers false if it is there already: it is never overwritten. */
export function createFile(file: string, content: string, mode = 0o600): boolean {
  const draft = writeDraft(file, content, mode)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(file)
  return true
}

function writeDraft(file: string, content: string, mode: number): string {
  const draft = `${file}.${process.pid}.draft`
  rmSync(draft, { force: true })
  const descriptor = openSync(draft, 'wx', mode)
  try {
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return draft
}

function syncFolder(file: string): void {
  const descriptor = openSync(dirname(file), 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
