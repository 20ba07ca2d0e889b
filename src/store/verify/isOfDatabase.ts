import pg from 'pg'
import { isDatabaseAway } from '../postgres/databaseAway.ts'

/** After such an error nothing more can be asked in the transaction; any other is about what was read. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof pg.DatabaseError || isDatabaseAway(error)
