/** What the doors need from behind them. src/server/compose.ts puts it together; tests put the same parts in. */
import type { Readable } from 'node:stream'
import type { Pool } from 'pg'
import type { ProofBundle } from '#kernel/journal/proofBundle.ts'
import type { Situation, Standing } from '#kernel/record/declaration.ts'
import type { FileRef, RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import type { ServedTile } from '#store/log/tiles.ts'
import type { Scope } from '#store/records/scope.ts'
import type { EarlierReports } from '#store/search/earlierReports.ts'
import type { Indexer } from '#store/search/indexer.ts'
import type { CleanCopy } from '../cleanCopy.ts'
import type { CentreVault } from '../centreVault.ts'
import type { Paper } from '../documents/paper.ts'
import type { DocumentFormat } from '../documents/render.ts'
import type { KeyRing } from '../keyRing.ts'
import type { Messengers } from '../notices/messengers.ts'
import type { Office } from '../office/office.ts'
import type { Realm } from '../realm.ts'
import type { Settings } from '../settings.ts'
import type { Spoken } from './language.ts'
import type { WordsByType } from './typeWords.ts'

export interface Proposed {
  readonly field: string
  readonly value: string
  readonly table: string
  readonly row: string
  readonly says: unknown
}

export type ProposalSight = Pick<Situation<Record<string, unknown>>, 'org' | 'rulebook' | 'on' | 'linked'> & {
  readonly record: Readonly<Record<string, unknown>> & Partial<Standing>
}

export type Upload = { readonly file: FileRef } | { readonly refused: Spoken }

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly person: string
  readonly unit: string
  readonly posts: readonly string[]
}

export type ProofAnswer =
  | { readonly bundle: ProofBundle }
  | { readonly because: 'recordHasNoEntries' | 'entriesAreNotYetInTheLog'; readonly says: string }

export interface HttpParts {
  readonly office: Office
  readonly realm: Realm
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly settings: Pick<
    Settings,
    'world' | 'secureCookies' | 'secondFactor' | 'address' | 'oidc' | 'notices'
  >
  /** The keys that close secrets and make keyed hashes. */
  readonly keys: Pick<KeyRing, 'master' | 'mark'>
  readonly now: () => Instant
  readonly newId: () => string
  readonly words: WordsByType
  /** The opened keys of the centre. */
  readonly vault: CentreVault
  readonly earlier: Pick<EarlierReports, 'find'>
  /** Brings search and graph up to every entry accepted before. */
  readonly indexer: Pick<Indexer, 'drain'>
  /** What the machine proposes for a record of this type. */
  proposals(type: string, sight: ProposalSight): readonly Proposed[]
  /** Takes in a file for `askerName`, checked by content and size; leaves the stream where it refuses. */
  receiveUpload(bytes: Readable, name: string, askerName: string): Promise<Upload>
  /** A picture without what tells of its maker; nothing when there is none (cleanCopy.ts). */
  cleanCopy(bytes: Readable, type: string): Promise<CleanCopy | 'busy' | undefined>
  /** How notices leave the house. */
  readonly messengers: Messengers
  readonly evidence: { open(digest: string): Promise<Readable> }
  render(paper: Paper, format: DocumentFormat): Promise<Uint8Array>
  readonly log: {
    /** The newest signed note; empty until the first entry is in the log. */
    checkpoint(): Promise<string | undefined>
    /** `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`. */
    tile(path: string): Promise<ServedTile>
    proof(scope: Scope, record: RecordId): Promise<ProofAnswer>
    /** The size of a checkpoint that covers this entry, after a bounded wait; none when it is still to come. */
    covering(record: RecordId, seq: number): Promise<number | undefined>
  }
  /** Empty when it is no demo. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** Whether all migrations are applied. */
  migrationsAreCurrent(): Promise<boolean>
  /** Where the lines of the request log go; nowhere without it. */
  readonly requestLog?: { write(line: string): void }
}
