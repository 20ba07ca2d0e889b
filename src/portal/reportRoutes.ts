/** `GET /report` and `POST /report`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '#kernel/time.ts'
import { checkReport } from './checkReport.ts'
import { readForm, showable, type FormBody } from './formBody.ts'
import { filesOf, sealedFiles } from './keptFiles.ts'
import type { View } from './language.ts'
import { messagePage } from './messagePage.ts'
import { findMasked } from './masked.ts'
import { freeTexts } from './ownWords.ts'
import { requestView, sendPage, sentences, type PortalDesk } from './portalDesk.ts'
import type { PortalRefusal, Receipt, Refused } from './portalOffice.ts'
import { findPublicType, type PublicTypeName } from './publicTypes.ts'
import { receiptPage } from './receiptPage.ts'
import { isRaw } from './reportReader.ts'
import { placeInForm, reportPage } from './reportPage.ts'
import { emptyForm, isRetryToken, rawReport, sealedText } from './reportForm.ts'
import { findSealedIdentity } from './sealedIdentity.ts'
import { identityParts } from './sealing.ts'
import type { UploadedFile } from './uploads.ts'
import { inBoth, wordsIn } from './words.ts'

export function reportRoutes(app: FastifyInstance, desk: PortalDesk): void {
  app.get('/report', (request, reply) => {
    const about = findPublicType(askedAbout(request.query))
    return about === undefined
      ? refuseUnknown(desk, request, reply)
      : showForm(desk, requestView(request), reply, { form: emptyForm, about })
  })
  app.post('/report', (request, reply) => takeReport(desk, request, reply))
}

const askedAbout = (query: unknown): unknown =>
  typeof query === 'object' && query !== null && 'about' in query ? query.about : undefined

/** There is no form for what was asked; the message leads to the first page, where the choices are. */
const refuseUnknown = (desk: PortalDesk, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const view = requestView(request)
  return sendPage(desk, reply, 404, messagePage(view, 'notFound'), view)
}

interface Shown {
  readonly about: PublicTypeName
  readonly form: FormBody
  readonly status?: number
  readonly refused?: readonly PortalRefusal[]
  readonly notice?: string
  readonly masked?: readonly string[]
  readonly retryToken?: string
  readonly files?: readonly UploadedFile[]
}

function showForm(desk: PortalDesk, view: View, reply: FastifyReply, shown: Shown): FastifyReply {
  const retryToken = shown.retryToken ?? desk.drawToken()
  const inOrder = (shown.refused ?? []).toSorted(
    (a, b) => placeInForm(a.field ?? '') - placeInForm(b.field ?? ''),
  )
  const page = reportPage(view, desk.office.choices(view.language, shown.about), {
    about: shown.about,
    form: showable(shown.form),
    errors: sentences(inOrder, view),
    notice: shown.notice,
    masked: shown.masked,
    retryToken,
    kept: sealedFiles(desk, shown.files ?? [], retryToken),
    allowed: desk.limits,
    sealing: desk.office.sealingKey(),
    ...sealedBefore(shown),
  })
  return sendPage(desk, reply, shown.status ?? 200, page, view)
}

/** What a browser sealed is kept while the form comes back, unless it was that which was refused. */
function sealedBefore({ form, refused = [] }: Shown): { readonly sealedBefore?: string } {
  if (refused.some(({ field }) => field === 'sealedReporter')) return {}
  const { sealedReporter } = rawReport(form)
  return findSealedIdentity(sealedReporter) === undefined ? {} : { sealedBefore: sealedText(form) }
}

/**
 * No CSRF token: there is no session and no cookie, so a foreign page could only send what anybody may send
 * anyway, in nobody's name.
 */
async function takeReport(
  desk: PortalDesk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const turn = desk.rate.take(request.ip)
  const form = await readForm(request, turn.allowed ? desk.uploads : undefined, desk.limits)
  const about = findPublicType(form.text('about'))
  if (about === undefined) return refuseUnknown(desk, request, reply)
  const show = form.text('show')
  const view = requestView(request, show)
  const words = wordsIn(view.language).reportPage

  const sent = form.text('retryToken')
  const retryToken = isRetryToken(sent) ? sent : desk.drawToken()
  const receipt = receiptIn(desk, form, retryToken)
  if (receipt) return sendReceipt(desk, view, reply, { receipt, about, retryToken })

  const { files, problems } = filesOf(desk, form, retryToken)
  const again = (
    shown: Omit<Shown, 'about' | 'retryToken' | 'files' | 'form'> & Partial<Pick<Shown, 'form'>>,
  ): FastifyReply => showForm(desk, view, reply, { form, about, retryToken, files, ...shown })

  // What is still coming of files that are not wanted is not waited for.
  if (form.isCutOff) {
    reply.header('connection', 'close')
    return again({ status: 413, refused: problems })
  }
  if (show !== '') return again({ notice: words.relisted, refused: problems })
  if (!turn.allowed) {
    reply.header('retry-after', turn.seconds)
    return again({ status: 429, notice: words.tooManyReports(turn.seconds) })
  }

  const offered = desk.office.choices(view.language, about)
  const checked = checkReport(rawReport(form, about), offered, dayOf(desk.now()), about)
  const refused = [
    // Without its token a second sending would make a second report; the page that comes back has one.
    ...(isRetryToken(sent) ? [] : [{ says: inBoth((w) => w.errors.noToken) }]),
    ...('refused' in checked ? checked.refused : []),
    ...problems,
  ]
  if ('refused' in checked || refused.length > 0) return again({ status: 422, refused })

  // A browser that sealed who reports has looked before it did, with the name it had; the sign says that it was shown.
  const own = Object.fromEntries(identityParts.map((part) => [part, form.text(`reporter.${part}`)]))
  const masked = findMasked(form, freeTexts, own, words.ownWordsStand)
  if (masked !== undefined) return again({ ...masked, status: 422 })

  let answer: Receipt | Refused
  try {
    answer = await desk.office.report(checked.report, files, retryToken, about)
  } catch (problem) {
    request.log.error(problem, 'a report was not stored')
    return again({ status: 503, notice: words.notStored })
  }
  return 'refused' in answer
    ? again({ status: 422, refused: answer.refused })
    : sendReceipt(desk, view, reply, { receipt: answer, about, retryToken })
}

const sendReceipt = (
  desk: PortalDesk,
  view: View,
  reply: FastifyReply,
  given: { readonly receipt: Receipt; readonly about: PublicTypeName; readonly retryToken: string },
): FastifyReply =>
  sendPage(
    desk,
    reply,
    200,
    receiptPage(view, given, desk.seal.seal('receipt', given.retryToken, given.receipt)),
    view,
  )

/** A receipt that this portal gave out and is asked to show in another view. */
function receiptIn(desk: PortalDesk, form: FormBody, retryToken: string): Receipt | undefined {
  const opened = desk.seal.open('receipt', retryToken, form.text('receipt'))
  // Our seal says that it is what `sendReceipt` sealed.
  return isRaw(opened) ? (opened as unknown as Receipt) : undefined
}
