/** How requests reach an institution and replies come back. What a connector hands out is not yet trusted. */
import type { Readable } from 'node:stream'

export interface Connector {
  /** Puts a signed request before the institution; done again, it is there once. */
  send(request: string, note: string): Promise<void>
  /** What lies there now, in a fixed order. Each is there until it is settled or put aside. */
  arrivals(): Promise<readonly Arrival[]>
}

/** Why what arrived is not even read. */
export type UnreadableBecause = 'unexpectedName' | 'notAFile' | 'tooLarge' | 'garbage'

export interface Arrival {
  readonly name: string
  read(): Promise<{ readonly note: string } | { readonly refused: UnreadableBecause }>
  /** The file of this digest and size that came beside it, if it is there already. */
  file(digest: string, size: number): Promise<Readable | undefined>
  /** Whether this very message was settled before. */
  wasSettled(digest: string): Promise<boolean>
  /** Keeps it as done, with its files. */
  settle(digest: string, files: readonly string[]): Promise<void>
  /** Keeps it aside with the reason. Nothing is deleted. */
  putAside(because: string): Promise<void>
}
