/** Where sealed files lie under a name of 64 hex digits: a folder (folder.ts) or an S3-compatible store (s3.ts). */
export interface Shelf {
  /** A folder of this machine for files on their way in; what an interrupted upload left there is nobody's. */
  readonly incoming: string
  /** Takes a file of `incoming` over under this name, in place of what lay there; safe against a power cut. */
  keep(path: string, name: string): Promise<void>
  open(name: string): Promise<AsyncIterable<Uint8Array> | undefined>
  has(name: string): Promise<boolean>
  /** A file that is not there is gone already. */
  remove(name: string): Promise<void>
  /** The names of all that lies there, in no particular order. */
  list(): AsyncIterable<string>
}
