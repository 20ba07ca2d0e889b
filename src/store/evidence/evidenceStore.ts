/**
 * Files under the SHA-256 of their content, sealed where they lie (sealedFile.ts). They are never changed: the same content
 * is the same file. What they are called and who may read them is said by the records that hold them.
 */
import type { Readable } from 'node:stream'

export interface EvidenceStore {
  /** Takes a stream in and holds it back until it is kept or dropped. Nothing of it can be opened before. */
  stage(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<Staged | TooBig>
  /** Stages and keeps. */
  put(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<StoredFile | TooBig>
  /** Nothing when it is not there, or its key was destroyed. */
  open(digest: string): Promise<AsyncIterable<Uint8Array> | undefined>
  has(digest: string): Promise<boolean>
  /** For files that no record holds alone. A file that is not there is gone already. */
  remove(digest: string): Promise<void>
}

export interface StoredFile {
  /** SHA-256, 64 hex digits. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
}

/** Bytes that can be looked at from any place. */
export interface ReadableBytes {
  readonly size: number
  /** Fewer at the end. */
  bytesAt(position: number, length: number): Promise<Buffer>
  stream(): Readable
}

export interface Staged extends StoredFile, ReadableBytes {
  /** Resolves when it is safe against a power cut. */
  keep(): Promise<StoredFile>
  drop(): Promise<void>
}

export interface TooBig {
  readonly tooBig: { readonly maxBytes: number }
}

export const isDigest = (text: string): boolean => /^[\da-f]{64}$/.test(text)
