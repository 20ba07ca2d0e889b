/**
 * What happens to a request, in order:
 *
 *   a request id → security headers → who asks (session cookie, same origin) → the body, at most 1 MiB of sound JSON →
 *   the route → the answer, or a problem in the asker's language → one line in the log, without address, query or body
 */
import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import { signInWith } from '../identity/signIn.ts'
import { addAccessRoutes } from './accessRoutes.ts'
import { addAsker } from './asker.ts'
import { addCentreKeyRoutes } from './centreKeyRoutes.ts'
import { addConsiderRoutes } from './considerRoutes.ts'
import { addDeskRoutes } from './deskRoutes.ts'
import { addDeskStream } from './deskStream.ts'
import { addDeskToday } from './deskToday.ts'
import { addFindRoutes } from './findRoutes.ts'
import { addCoverageRoutes } from './coverageRoutes.ts'
import { addDemoRoutes } from './demoRoutes.ts'
import { addDirectoryRoutes } from './directoryRoutes.ts'
import { addDocumentRoutes } from './documentRoutes.ts'
import { addDraftRoutes } from './draftRoutes.ts'
import { addPaperRoutes } from './paperRoutes.ts'
import { addPaperTextRoutes } from './paperTextRoutes.ts'
import { addAdminRoutes } from './adminRoutes.ts'
import { addAuditRoutes } from './auditRoutes.ts'
import { answerErrors } from './errors.ts'
import { addFactorRoutes } from './factorRoutes.ts'
import { addFileRoutes } from './fileRoutes.ts'
import { addGraphExchange } from './graphExchange.ts'
import { addGraphProposals } from './graphProposals.ts'
import { addGraphRoutes } from './graphRoutes.ts'
import { addHealthRoutes } from './healthRoutes.ts'
import { addHistoryRoutes } from './historyRoutes.ts'
import { addWholeFileRoutes } from './wholeFileRoutes.ts'
import type { HttpParts } from './httpParts.ts'
import { addBoardListRoutes } from './boardListRoutes.ts'
import { addBoardRoutes } from './boardRoutes.ts'
import { addEndingRoutes } from './endingRoutes.ts'
import { addListedCasesRoutes } from './listedCasesRoutes.ts'
import { addReturnsRoutes } from './returnsRoutes.ts'
import { addListRoutes } from './listRoutes.ts'
import { addLogRoutes } from './logRoutes.ts'
import { lookLane } from './looks.ts'
import { addMeRoutes } from './meRoutes.ts'
import { addMetrics } from './metrics.ts'
import { addNoticeRoutes } from './noticeRoutes.ts'
import { addNoticeSettingRoutes } from './noticeSettingRoutes.ts'
import { addOidcRoutes } from './oidcRoutes.ts'
import { addOrganisationRoutes } from './organisationRoutes.ts'
import { addOpenApiRoute } from './openapi/openApiRoute.ts'
import { refuseWith } from './problem.ts'
import { addRecordRoutes } from './recordRoutes.ts'
import { addSavedViewRoutes } from './savedViewRoutes.ts'
import { addSealedRoutes } from './sealedRoutes.ts'
import { addSessionRoutes } from './sessionRoutes.ts'
import { addTypeRoutes } from './typeRoutes.ts'
import { addWorkbenchRoutes } from './workbenchRoutes.ts'
import type { Door } from './door.ts'

const MOST_JSON = 1024 * 1024

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** The doors without the pages: compose.ts registers those, and listens. */
export async function createApp(parts: HttpParts): Promise<FastifyInstance> {
  const refuse = refuseWith(parts)
  const app = fastify({
    bodyLimit: MOST_JSON,
    genReqId: () => randomBytes(9).toString('base64url'),
    // Lines are written by addMetrics; Fastify's own would hold addresses and queries.
    logger:
      parts.requestLog === undefined
        ? false
        : {
            level: 'info',
            stream: parts.requestLog,
            base: null,
            serializers: { req: () => ({}), res: () => ({}) },
          },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 300 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    frameworkErrors: (_error, request, reply) => {
      // Before any hook: an address that cannot be read, or a part of it that is too long.
      void reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', ...SECURITY_HEADERS })
      void refuse(request, reply, [{ because: 'malformed' }])
    },
  })
  // Only JSON comes in, unless a route says otherwise: a form of another site can send text/plain unasked.
  app.removeContentTypeParser('text/plain')
  answerErrors(app, refuse)
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-request-id': request.id, ...SECURITY_HEADERS })
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
  })
  addMetrics(app, parts)
  await app.register(cookie)
  addAsker(app, parts, refuse)

  const door: Door = { ...parts, refuse, looks: lookLane(parts), signIn: signInWith(parts) }
  addSessionRoutes(app, door)
  addOidcRoutes(app, door, '/workbench/')
  addMeRoutes(app, door)
  addFactorRoutes(app, door)
  addAdminRoutes(app, door)
  addAuditRoutes(app, door)
  addTypeRoutes(app, door)
  addDeskRoutes(app, door)
  addDeskToday(app, door)
  addDeskStream(app, door)
  addNoticeRoutes(app, door)
  addNoticeSettingRoutes(app, door)
  addSavedViewRoutes(app, door)
  addDraftRoutes(app, door)
  addFindRoutes(app, door)
  addConsiderRoutes(app, door)
  addDirectoryRoutes(app, door)
  addGraphRoutes(app, door)
  addGraphProposals(app, door)
  addGraphExchange(app, door)
  addListRoutes(app, door)
  addBoardRoutes(app, door)
  addBoardListRoutes(app, door)
  addEndingRoutes(app, door)
  addListedCasesRoutes(app, door)
  addReturnsRoutes(app, door)
  addRecordRoutes(app, door)
  addHistoryRoutes(app, door)
  addWholeFileRoutes(app, door)
  addAccessRoutes(app, door)
  addDocumentRoutes(app, door)
  addPaperRoutes(app, door)
  addPaperTextRoutes(app, door)
  addSealedRoutes(app, door)
  addCoverageRoutes(app, door)
  addOrganisationRoutes(app, door)
  addCentreKeyRoutes(app, door)
  await addFileRoutes(app, door)
  addLogRoutes(app, door)
  addHealthRoutes(app, door)
  addDemoRoutes(app, door)
  addOpenApiRoute(app, door)
  await addWorkbenchRoutes(app, door)
  return app
}
