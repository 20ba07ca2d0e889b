/**
 * Files under the SHA-256 of their content. They are never changed and never overwritten: the same content is the
 * same file. What they are called and who may read them is said by the records that hold them.
 */
export interface EvidenceStore {
  /** Takes a stream in and holds it back until it is kept or dropped. Nothing of it can be opened before. */
  stage(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<Staged | TooBig>
  /** Stages and keeps. */
  put(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<StoredFile | TooBig>
  open(digest: string): Promise<AsyncIterable<Uint8Array> | undefined>
  has(digest: string): Promise<boolean>
  /** For lawful erasure alone. A file that is not there is gone already. */
  remove(digest: string): Promise<void>
  /** Everything that is kept, in no particular order. */
  list(): AsyncIterable<StoredFile>
}

export interface StoredFile {
  /** SHA-256, 64 hex digits. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
}

export interface Staged extends StoredFile {
  /** Where it lies meanwhile, for whoever wants to look at it. */
  readonly path: string
  /** Resolves when it is safe against a power cut. */
  keep(): Promise<StoredFile>
  drop(): Promise<void>
}

export interface TooBig {
  readonly tooBig: { readonly maxBytes: number }
}

export const isDigest = (text: string): boolean => /^[\da-f]{64}$/.test(text)
