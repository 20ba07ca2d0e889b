/** What the routes of the portal share: the office, where files go, the clock, the limits, the frame of a page. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#kernel/time.ts'
import type { FormLimits } from './formBody.ts'
import type { FormSeal } from './formSeal.ts'
import { findView, viewOf, type View } from './language.ts'
import { sendPacked } from './packed.ts'
import { renderPage, type Assets, type Page } from './page.ts'
import type { PortalOffice, PortalRefusal } from './portalOffice.ts'
import { scriptPolicy } from './securityHeaders.ts'
import type { RateLimit } from './rateLimit.ts'
import type { Uploads } from './uploads.ts'

export interface PortalDesk {
  readonly office: PortalOffice
  readonly uploads: Uploads
  readonly now: () => Instant
  readonly limits: FormLimits
  /** One for all doors, so that a client cannot use one after the other. */
  readonly rate: RateLimit
  /** Query codes that nobody has, by client: whoever guesses is stopped before it costs anything. */
  readonly wrongCodes: RateLimit
  /** Whether an error says no more than that the database is away for a moment. */
  isAway(problem: unknown): boolean
  readonly seal: FormSeal
  readonly assets: Assets
  /** A fresh retry token: 128 random bits or more, 16 to 64 of A–Z a–z 0–9 _ -. */
  readonly drawToken: () => string
}

const asked = (value: unknown): { lang?: unknown; text?: unknown } =>
  typeof value === 'object' && value !== null ? value : {}

/** The view of a request; a form that asks to be shown otherwise goes before the address it was sent to. */
export function requestView(request: FastifyRequest, show?: string): View {
  return findView(show) ?? viewOf(asked(request.query), request.headers['accept-language'])
}

export function sendPage(
  desk: Pick<PortalDesk, 'assets'>,
  reply: FastifyReply,
  status: number,
  page: Page,
  view: View,
): FastifyReply {
  const { assets } = desk
  if (assets.leaveScript !== undefined) reply.header('content-security-policy', scriptPolicy)
  return sendPacked(reply.code(status).type('text/html; charset=utf-8'), renderPage(page, view, assets))
}

/** Sentences by field, in the language of the page; refusals of no field stand under ''. */
export function sentences(refused: readonly PortalRefusal[], view: View): Map<string, readonly string[]> {
  const byField = new Map<string, readonly string[]>()
  for (const { field = '', says } of refused)
    byField.set(field, [...(byField.get(field) ?? []), says[view.language]])
  return byField
}
