/**
 * Where the bytes of an attachment go. The server gives it: it checks the type by content and the size while
 * the bytes run through, and need not read a stream to its end when it refuses.
 */
import type { Readable } from 'node:stream'
import type { Says } from './language.ts'

/** A file the store holds under its SHA-256. Same as the kernel's `FileRef`. */
export interface UploadedFile {
  readonly digest: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** Why a file was not taken. */
export interface UnsavedFile {
  readonly refused: Says
}

export interface Uploads {
  store(bytes: Readable, name: string): Promise<UploadedFile | UnsavedFile>
}
