/**
 * The one place where the parts meet. Everything that reads a clock, draws at random or opens a connection is
 * made here and handed on.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Instant } from '#kernel/time.ts'
import { dayOf, instantAt } from '#kernel/time.ts'
import type { Proposal } from '#kernel/record/proposal.ts'
import { gradeProposal, routeProposal } from '#mechanisms/clue/clue.proposals.ts'
import { routeProposal as complaintRoute } from '#mechanisms/complaint/complaint.proposals.ts'
import { declarations, words } from '#mechanisms/index.ts'
import type { FormLimits } from '#portal/formBody.ts'
import { routeProposal as petitionRoute } from '#mechanisms/petition/petition.proposals.ts'
import { publicApi } from '#portal/publicApi.ts'
import { rateLimit } from '#portal/rateLimit.ts'
import { portal } from '#portal/routes.ts'
import type { Uploads } from '#portal/uploads.ts'
import { forgetOldDrafts } from '#store/desk/drafts.ts'
import { fileKeys } from '#store/evidence/fileKeys.ts'
import { openShelf } from '#store/evidence/openShelf.ts'
import { receiveUpload } from '#store/evidence/receiveUpload.ts'
import type { EvidenceStore } from '#store/evidence/evidenceStore.ts'
import { evidenceOn } from '#store/evidence/sealedEvidence.ts'
import { latestCheckpoint } from '#store/log/checkpoints.ts'
import { openLogSigner } from '#store/log/logKeys.ts'
import { proofOf } from '#store/log/proofs.ts'
import { startIntegrator } from '#store/log/startIntegrator.ts'
import { startWitnessing } from '#store/log/startWitnessing.ts'
import { waitForCheckpoint } from '#store/log/waitForCheckpoint.ts'
import { findTileBytes } from '#store/log/tiles.ts'
import { isDatabaseAway } from '#store/postgres/databaseAway.ts'
import { migrationsAreCurrent } from '#store/postgres/migrate.ts'
import { databaseReader } from '#store/records/reader.ts'
import { inScope } from '#store/records/scope.ts'
import { writingLane } from '#store/records/writingLane.ts'
import { createEarlierReports } from '#store/search/earlierReports.ts'
import { recordFeatures } from './recordFeatures.ts'
import { createIndexer } from '#store/search/indexer.ts'
import { attestHouse } from './attestHouse.ts'
import { centreVault, type CentreVault } from './centreVault.ts'
import { cleanCopy } from './cleanCopy.ts'
import { citizensDesk } from './citizens.ts'
import type { Database } from './database.ts'
import { renderDocument } from './documents/render.ts'
import { createApp } from './http/app.ts'
import type { DemoAccount, HttpParts } from './http/httpParts.ts'
import { findAddress } from './http/pagesPlace.ts'
import { tell, type RefusalContext } from './http/refusals.ts'
import { spokenUpload } from './http/uploadRefusal.ts'
import type { ChangeParts } from './identity/changeAccount.ts'
import { forgetEnded } from './identity/sessions.ts'
import { escalateDue } from './jobs/escalate.ts'
import { draftBulletins } from './jobs/draftBulletins.ts'
import { draftReturns } from './jobs/draftReturns.ts'
import { eraseFiles } from './jobs/eraseFiles.ts'
import { sweepUnsent } from './jobs/sweepUnsent.ts'
import { every } from './jobs/every.ts'
import { realmFollower } from './jobs/followRealm.ts'
import type { RecomputingParts } from './jobs/recomputeRows.ts'
import { noteDeclarations } from './jobs/reprojectTypes.ts'
import { clockKeeper } from './jobs/reprojectClocks.ts'
import { reachKeeper } from './jobs/reprojectReach.ts'
import { watchLooks } from './jobs/watchLooks.ts'
import { openKeyRing } from './keyRing.ts'
import { keyTestimony } from './keyTestimony.ts'
import { createMessengers } from './notices/messengers.ts'
import { forgetOldNotices, sendDigests, type DigestParts } from './notices/sendDigests.ts'
import { createOffice, type OfficeParts } from './office/office.ts'
import { openDeskSigner } from './queryDesk/deskKey.ts'
import { exchangeQueries, type QueryDesk } from './queryDesk/exchangeQueries.ts'
import { openRealm, type Realm } from './realm.ts'
import { makeSealingPair } from './sealing.ts'
import type { Settings } from './settings.ts'

export const now = (): Instant => instantAt(Date.now())
/** A fraction in [0, 1) that nobody can foresee. */
const draw = (): number => randomInt(2 ** 32) / 2 ** 32

const MINUTE = 60_000
/** Rules and people that another process changed are known here after so long at most. */
const FOLLOWING = 5000
/** Assumed: twice the longest text that a field takes, in bytes. */
const MOST_OF_A_TEXT = 400_000

/** The office and what is around it, without doors: for the server, the commands and the demo. */
export async function composeOffice(
  settings: Settings,
  database: Database,
  log: (line: string) => void,
  parts: Partial<Pick<OfficeParts, 'now' | 'newId' | 'draw'>> = {},
) {
  const { now: clock = now } = parts
  const { ownerPool, appPool } = database
  const keys = await openKeyRing(settings.data, { makePair: makeSealingPair, now: clock })
  const realm = await openRealm(ownerPool, declarations, () => dayOf(clock()))
  const lane = writingLane(appPool)
  const reader = databaseReader({ appPool, ownerPool, declarations, masterKey: keys.master })
  const searching = { ownerPool, appPool, declarations, features: recordFeatures, mark: keys.mark }
  const indexer = createIndexer({ ...searching, failed: (error) => log(`index: ${String(error)}`) })
  const earlier = createEarlierReports({ ...searching, indexer })
  const shelf = openShelf(settings.evidence, process.env)
  const evidence = evidenceOn(shelf, fileKeys(ownerPool, keys.master, clock))
  const recomputing: RecomputingParts = { ownerPool, declarations, masterKey: keys.master, now: clock }
  const clocks = clockKeeper(recomputing, (error) => log(`clocks: ${String(error)}`))
  const reach = reachKeeper(recomputing, realm, (error) => log(`reach: ${String(error)}`))
  const outdated = await noteDeclarations(recomputing)
  const accounts: ChangeParts = { ownerPool, appPool, keys, now: clock, newId: randomUUID }
  await attestHouse(accounts)
  // Before anybody comes in: the organisation may have changed while nobody was here.
  await reach.pass().catch((error: unknown) => {
    log(`reach: ${String(error)}`)
  })
  const officeParts: OfficeParts = {
    realm,
    appPool,
    ownerPool,
    reader,
    lane,
    masterKey: keys.master,
    now: clock,
    newId: randomUUID,
    draw,
    similarTo: (record, scope) => earlier.strong(record, scope),
    onWritten: (batch) => {
      clocks.onRuleSetInForce(batch)
      reach.onRuleSetInForce(batch)
    },
    ...parts,
  }
  return {
    /** The one clock of this office and of the doors before it. */
    now: clock,
    clocks,
    reach,
    recomputing,
    /** The types whose records another version of the program projected. */
    outdated,
    /** Who brings entries into the log in this process; nobody, until somebody begins. */
    integrating: { by: undefined } as { by: { wake(): unknown } | undefined },
    keys,
    /** What accounts are made and changed with. */
    accounts,
    realm,
    lane,
    reader,
    indexer,
    earlier,
    messengers: createMessengers(settings.notices),
    shelf,
    evidence,
    uploads: uploadsInto(evidence, realm, database, clock),
    exchange: settings.exchange,
    address: settings.address,
    office: createOffice(officeParts),
    /** The same office under another clock, other ids and other draws: for histories that are made up. */
    officeWith: (other: Partial<OfficeParts>) => createOffice({ ...officeParts, ...other }),
  }
}

export type Composed = Awaited<ReturnType<typeof composeOffice>>

/** The journal's signer and the log of looks'. */
export const openSigners = async (
  settings: Settings,
  { ownerPool }: Database,
  { keys }: Pick<Composed, 'keys'>,
) => ({
  journal: await openLogSigner(ownerPool, { log: 'journal', folder: keys.folder, origin: settings.origin }),
  looks: await openLogSigner(ownerPool, { log: 'looks', folder: keys.folder }),
})
export type Signers = Awaited<ReturnType<typeof openSigners>>

type Propose = (sight: Parameters<HttpParts['proposals']>[1]) => Proposal | undefined

/** What the machine proposes for records of each type, by rows of tables that are named beside it. */
const proposalsOf: Readonly<Record<string, readonly Propose[]>> = {
  clue: [gradeProposal, routeProposal],
  petition: [petitionRoute],
  complaint: [complaintRoute],
}

/** All doors. */
export async function composeDoors(
  settings: Settings,
  database: Database,
  composed: Composed,
  demoAccounts: readonly DemoAccount[] | undefined,
  log: (line: string) => void,
): Promise<FastifyInstance> {
  const { appPool, ownerPool } = database
  const { office, realm, keys, earlier, indexer, evidence, uploads, messengers, now } = composed
  const vault = openVault(composed, database)
  const parts: HttpParts = {
    office,
    realm,
    appPool,
    ownerPool,
    settings,
    now,
    newId: randomUUID,
    words,
    keys,
    vault,
    earlier,
    indexer,
    proposals: (type, sight) =>
      (proposalsOf[type]?.map((propose) => propose(sight)) ?? []).filter(
        (proposal) => proposal !== undefined,
      ),
    receiveUpload: uploads,
    evidence: {
      open: async (digest) => {
        const bytes = await evidence.open(digest)
        if (bytes === undefined) throw new Error(`The evidence store has no file ${digest}`)
        return Readable.from(bytes)
      },
    },
    cleanCopy,
    messengers,
    render: renderDocument,
    log: {
      checkpoint: async () => (await latestCheckpoint(ownerPool, 'journal'))?.note,
      tile: (path) => findTileBytes(ownerPool, 'journal', path),
      covering: async (record, seq) => {
        const { by } = composed.integrating
        await by?.wake()
        // Where nobody integrates there is nothing to wait for.
        const found = await waitForCheckpoint(ownerPool, {
          record,
          seq,
          ...(by === undefined ? { atMost: 0 } : {}),
        })
        return found?.checkpoint
      },
      proof: (scope, record) => inScope(appPool, scope, (client) => proofOf(client, record)),
    },
    ...(demoAccounts === undefined ? {} : { demoAccounts }),
    migrationsAreCurrent: () => migrationsAreCurrent(ownerPool),
    requestLog: { write: (line) => log(line.trimEnd()) },
  }
  const app = await createApp(parts)
  app.addHook('onClose', (_app, done) => {
    vault.wipe()
    done()
  })
  const citizens = citizensDesk({
    office,
    realm,
    appPool,
    ownerPool,
    keys,
    now,
    says: (refusal, declaration) => {
      const context: RefusalContext = { declaration, declarations, words }
      return { zh: tell(refusal, 'zh', context).says, en: tell(refusal, 'en', context).says }
    },
  })
  const limited = () =>
    rateLimit({ perMinute: settings.publicRate, now: Date.now, drawSalt: () => randomBytes(16) })
  const counted = { rate: limited(), wrongCodes: limited() }
  const portalUploads: Uploads = {
    store: async (bytes, name) => {
      const upload = await uploads(bytes, name, 'public')
      return 'file' in upload ? upload.file : upload
    },
  }
  await app.register(portal, {
    office: citizens,
    uploads: portalUploads,
    now,
    limits: formLimitsOf(composed),
    ...counted,
    isAway: isDatabaseAway,
    leaveTo: settings.leaveTo,
    findAddress: (request) => findAddress({ settings }, request),
    sealKey: keys.mark('seal of forms', ''),
  })
  await app.register(publicApi, {
    office: citizens,
    now,
    ...counted,
    bodyBytes: 1024 * 1024,
    isAway: isDatabaseAway,
  })
  return app
}

/** What a form may hold, by the rules of the day on which it comes. */
const formLimitsOf = ({ realm, now }: Pick<Composed, 'realm' | 'now'>): FormLimits => ({
  get files() {
    return realm.rulebookOn(dayOf(now())).number('files.perReport')
  },
  get fileBytes() {
    return realm.rulebookOn(dayOf(now())).number('files.bytesEach')
  },
  get bodyBytes() {
    return realm.rulebookOn(dayOf(now())).number('files.bytesPerReport')
  },
  fieldBytes: MOST_OF_A_TEXT,
})

/** Empty at first; every opening and locking of a key becomes an entry. */
function openVault({ keys, realm, office, now }: Composed, { ownerPool }: Database): CentreVault {
  const testimony = keyTestimony(office, ownerPool)
  return centreVault({
    keys: keys.centre,
    now,
    minutes() {
      const rulebook = realm.rulebookOn(dayOf(now()))
      return {
        open: rulebook.number('protection.keyOpenMinutes'),
        wait: rulebook.number('protection.shareWaitMinutes'),
      }
    },
    opened: (key, openedBy, openUntil) => testimony.note(key, 'open', { openedBy, openUntil }),
    locked: (key) => testimony.note(key, 'lock', { reasons: '提前锁定 · locked before its time' }),
  })
}

const uploadsInto =
  (
    evidence: EvidenceStore,
    realm: Realm,
    { ownerPool }: Database,
    now: () => Instant,
  ): HttpParts['receiveUpload'] =>
  async (bytes, name, ownerKey) => {
    const rules = realm.rulebookOn(dayOf(now()))
    const upload = await receiveUpload(bytes, name, {
      limits: {
        maxBytes: rules.number('files.bytesEach'),
        types: rules.list('files.accepted').map(({ code }) => code),
      },
      store: evidence,
      ownerKey,
      ownerPool,
      now,
    })
    return 'file' in upload ? upload : { refused: spokenUpload(upload.refused) }
  }

/** What the query desk needs to exchange signed files with institutions. */
export const queryDeskOf = (
  { ownerPool }: Database,
  { office, realm, keys, uploads, exchange }: Composed,
  log: (line: string) => void,
): QueryDesk => ({
  ownerPool,
  office,
  realm,
  signer: openDeskSigner(keys.folder),
  exchange,
  keep: uploads,
  log,
})

/** What the digests of the day are made from and sent with. */
export const digestPartsOf = (
  { realm, keys, messengers, address, now }: Composed,
  { appPool, ownerPool }: Database,
  log: (line: string) => void,
): DigestParts => ({
  ...{ realm, keys, messengers, appPool, ownerPool, now, newId: randomUUID, log },
  ...(address === undefined ? {} : { address }),
})

/** The work that goes on behind: integrating the journal, indexing, asking witnesses, escalating. */
export function startJobs(
  database: Database,
  composed: Composed,
  signers: Signers,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  const { indexer, office, realm, clocks, reach, keys, evidence, integrating, now } = composed
  const { ownerPool, appPool } = database
  const queryDesk = queryDeskOf(database, composed, log)
  const digests = digestPartsOf(composed, database, log)
  const integrator = startIntegrator(ownerPool, {
    signers,
    now,
    failed: (which, error) => log(`log ${which}: ${String(error)}`),
  })
  integrating.by = integrator
  const jobs = [
    integrator,
    indexer.start(),
    startWitnessing(ownerPool, {
      told: (which, witness, answer) => log(`witness ${witness} on ${which}: ${answer.outcome}`),
      failed: (error) => log(`witnesses: ${String(error)}`),
    }),
    every(
      MINUTE,
      () => escalateDue({ ownerPool, office, realm }, now()),
      (error) => log(`escalation: ${String(error)}`),
    ),
    every(
      MINUTE,
      () => clocks.pass(),
      (error) => log(`clocks: ${String(error)}`),
    ),
    every(
      10 * MINUTE,
      () => forgetEnded(database, now()),
      (error) => log(`sessions: ${String(error)}`),
    ),
    every(
      MINUTE,
      () => reach.pass(),
      (error) => log(`reach: ${String(error)}`),
    ),
    every(
      MINUTE,
      () => watchLooks({ ownerPool, office, realm }, now()),
      (error) => log(`watching looks: ${String(error)}`),
    ),
    every(
      10 * MINUTE,
      () => draftBulletins({ ownerPool, appPool, office, realm, now }),
      (error) => log(`bulletins: ${String(error)}`),
    ),
    every(
      10 * MINUTE,
      () => draftReturns({ ownerPool, office, realm, now }),
      (error) => log(`returns: ${String(error)}`),
    ),
    every(
      MINUTE,
      () => eraseFiles(ownerPool, evidence),
      (error) => log(`erasing files: ${String(error)}`),
    ),
    every(
      10 * MINUTE,
      () => sweepUnsent(ownerPool, now(), realm.rulebookOn(dayOf(now())).number('files.unsentHours')),
      (error) => log(`sweeping files: ${String(error)}`),
    ),
    every(
      MINUTE,
      () => sendDigests(digests),
      (error) => log(`digests: ${String(error)}`),
    ),
    every(
      60 * MINUTE,
      () => forgetOldNotices(ownerPool, now()),
      (error) => log(`notices: ${String(error)}`),
    ),
    every(
      60 * MINUTE,
      () => forgetOldDrafts(ownerPool, now()),
      (error) => log(`drafts: ${String(error)}`),
    ),
    every(
      FOLLOWING,
      () => exchangeQueries(queryDesk),
      (error) => log(`query desk: ${String(error)}`),
    ),
    every(FOLLOWING, realmFollower({ ownerPool, realm, today: () => dayOf(now()) }), (error) =>
      log(`realm: ${String(error)}`),
    ),
    every(
      FOLLOWING,
      () => keys.centre.follow(),
      (error) => log(`centre keys: ${String(error)}`),
    ),
  ]
  return {
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
    },
  }
}
