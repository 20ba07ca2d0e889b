/** Where it does not fit: as many of these as are known. */
export interface Where {
  readonly log?: string
  readonly record?: string
  /** Place of the entry in its record, from 1. */
  readonly seq?: number
  /** Place of the entry in its log, from 0. */
  readonly leaf?: number
  /** Size of the tree a checkpoint is for. */
  readonly size?: number
  /** A tile, as in its address. */
  readonly tile?: string
  readonly table?: string
  readonly column?: string
  /** The row of the table, as its key says it. */
  readonly row?: string
  /** A table, function, right or role of the database. */
  readonly object?: string
  /** Who signs in with it, and what it is: `password`, `passkey`. */
  readonly account?: string
  readonly credential?: string
  readonly digest?: string
  readonly number?: string
  readonly expected?: string
  readonly found?: string
}
