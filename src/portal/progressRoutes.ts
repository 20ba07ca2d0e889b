/** `GET /progress` and `POST /progress`: asking under a query code, adding to a report, objecting to a result. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isQueryCode } from '#kernel/record/queryCode.ts'
import { readForm, showable, type FormBody } from './formBody.ts'
import { filesOf, sealedFiles } from './keptFiles.ts'
import type { View } from './language.ts'
import { requestView, sendPage, sentences, type PortalDesk } from './portalDesk.ts'
import type { Progress, PortalRefusal, ReporterStep } from './portalOffice.ts'
import { askPage, heldPage, shownPage } from './progressPage.ts'
import type { Turn } from './rateLimit.ts'
import { emptyForm, isRetryToken } from './reportForm.ts'
import { findMasked, type Masked } from './masked.ts'
import { fileFieldOf, isStep, readStep, toldIn } from './reporterSteps.ts'
import { typedCode } from './typedText.ts'
import type { UploadedFile } from './uploads.ts'
import { inBoth, wordsIn, type Words } from './words.ts'

const ALLOWED: Turn = { allowed: true }

export function progressRoutes(app: FastifyInstance, desk: PortalDesk): void {
  app.get('/progress', (request, reply) => {
    const view = requestView(request)
    return sendPage(desk, reply, 200, askPage(view, emptyForm, new Map()), view)
  })
  app.post('/progress', (request, reply) => answer(desk, request, reply))
}

/** No CSRF token, for the reason given in reportRoutes.ts. */
async function answer(desk: PortalDesk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  // What may bring files counts like a report: or a made-up code would be a door for any amount of them.
  const coming = request.isMultipart() ? desk.rate.take(request.ip) : ALLOWED
  const form = await readForm(request, coming.allowed ? desk.uploads : undefined, desk.limits)
  const view = requestView(request, form.text('show'))
  const words = wordsIn(view.language)
  const code = typedCode(form.text('code'))
  if (code === '') return ask(desk, view, reply, 422, words.errors.code)

  const turn = desk.wrongCodes.look(request.ip)
  if (!turn.allowed) {
    reply.header('retry-after', turn.seconds)
    const sentence = words.progressPage.tooManyWrong(turn.seconds)
    return form.text('step') === ''
      ? ask(desk, view, reply, 429, sentence)
      : hold(desk, view, reply, 429, { code, form, sentence })
  }

  if (form.text('paper') !== '') return sendPaper(desk, request, reply, { form, view, code })

  let taken: Taken | 'busy' | undefined
  let progress: Progress | 'busy' | undefined
  try {
    taken = !coming.allowed
      ? { refused: [{ says: inBoth((w) => w.api.slow(coming.seconds)) }], files: [] }
      : form.text('show') === ''
        ? await takeStep(desk, view, form, code, request)
        : undefined
    // Always asked, whatever the code looks like: an impossible code takes the way of an unknown one.
    progress = await desk.office.progress(code)
  } catch (problem) {
    request.log.error(problem, 'a query code was not answered')
    progress = 'busy'
  }
  if (progress === 'busy' || taken === 'busy') {
    reply.header('retry-after', 2)
    // What was taken before it failed is not offered to be sent again.
    const done = taken !== undefined && taken !== 'busy' && 'step' in taken ? taken.step : undefined
    const { notShown } = words.progressPage
    return hold(desk, view, reply, 503, {
      code,
      ...(done === undefined
        ? { form, sentence: notShown }
        : { form: emptyForm, sentence: `${noticeOf(words, done)}${notShown}` }),
    })
  }
  if (form.isCutOff) reply.header('connection', 'close')
  if (progress !== undefined) return showProgress(desk, view, reply, { code, form, progress, taken })
  desk.wrongCodes.take(request.ip)
  // Anybody can work out whether the check digits fit; which codes there are is not told.
  const { unknown, mistyped } = words.progressPage
  return ask(desk, view, reply, 404, isQueryCode(code) ? unknown : mistyped)
}

/** A paper of theirs as a page to print or as a file; the code stays in the form. */
async function sendPaper(
  desk: PortalDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, view, code }: { readonly form: FormBody; readonly view: View; readonly code: string },
): Promise<FastifyReply> {
  const words = wordsIn(view.language).progressPage
  const [, name = '', format] = /^([A-Za-z]{1,60})\.(html|pdf)$/.exec(form.text('paper')) ?? []
  let paper: Awaited<ReturnType<PortalDesk['office']['paper']>>
  try {
    // Asked also for a name that cannot be: the code is looked at first.
    paper = await desk.office.paper(code, { name, format: format === 'pdf' ? 'pdf' : 'html' })
  } catch (problem) {
    request.log.error(problem, 'a paper was not made')
    paper = 'busy'
  }
  if (paper === 'busy')
    return hold(desk, view, reply.header('retry-after', 2), 503, {
      code,
      form: emptyForm,
      sentence: words.paperNotShown,
    })
  if (paper === undefined) desk.wrongCodes.take(request.ip)
  if (paper === undefined || paper === 'none')
    return ask(desk, view, reply, 404, paper === 'none' ? words.noSuchPaper : words.unknown)
  const { policy, bytes, type, fileName } = paper
  return reply
    .headers(
      policy === undefined
        ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }
        : { 'content-security-policy': policy },
    )
    .type(type)
    .send(Buffer.from(bytes))
}

const ask = (
  desk: PortalDesk,
  view: View,
  reply: FastifyReply,
  status: number,
  sentence: string,
): FastifyReply =>
  sendPage(desk, reply, status, askPage(view, emptyForm, new Map([['code', [sentence]]])), view)

/** Not now: what was typed, and the files that came with it, wait in the page. */
function hold(
  desk: PortalDesk,
  view: View,
  reply: FastifyReply,
  status: number,
  { code, form, sentence }: { readonly code: string; readonly form: FormBody; readonly sentence: string },
): FastifyReply {
  const sent = form.text('retryToken')
  const retryToken = isRetryToken(sent) ? sent : desk.drawToken()
  const step = form.text('step')
  const page = heldPage(view, {
    code,
    sentence,
    form: showable(form),
    retryToken,
    step: isStep(step) ? step : undefined,
    kept: sealedFiles(desk, filesOf(desk, form, sent).files, retryToken),
  })
  return sendPage(desk, reply, status, page, view)
}

type Taken =
  | { readonly step: ReporterStep }
  | (Masked & { readonly files: readonly UploadedFile[] })
  | { readonly refused: readonly PortalRefusal[]; readonly files: readonly UploadedFile[] }

/** Does what the form asks for beyond showing; nothing when it only asks. */
async function takeStep(
  desk: PortalDesk,
  view: View,
  form: FormBody,
  code: string,
  request: FastifyRequest,
): Promise<Taken | 'busy' | undefined> {
  const step = form.text('step')
  if (!isStep(step)) return undefined
  const sent = form.text('retryToken')
  const { files, problems } = filesOf(desk, form, sent, fileFieldOf(step))
  const refused: PortalRefusal[] = [...problems]
  const send = readStep(step, form, desk.office.choices(view.language), refused)
  // Without its token what is added could be added twice; the page that comes back has one.
  if (!isRetryToken(sent)) refused.push({ says: inBoth((w) => w.errors.noToken) })
  if (send === undefined || refused.length > 0) return { refused, files }
  // Nobody here knows who writes: what the text itself calls theirs can be found, no more.
  const masked = findMasked(form, toldIn[step], {}, wordsIn(view.language).reportPage.ownWordsStand)
  if (masked !== undefined) return { ...masked, files }

  try {
    const result = await send(desk.office, code, files, sent)
    if (result === undefined || result === 'busy') return result
    return 'refused' in result ? { ...result, files } : { step }
  } catch (problem) {
    request.log.error(problem, 'what a reporter added was not stored')
    return { refused: [{ says: inBoth((w) => w.progressPage.notStored) }], files }
  }
}

function showProgress(
  desk: PortalDesk,
  view: View,
  reply: FastifyReply,
  {
    code,
    form,
    progress,
    taken,
  }: { code: string; form: FormBody; progress: Progress; taken: Taken | undefined },
): FastifyReply {
  const words = wordsIn(view.language)
  const done = taken !== undefined && 'step' in taken ? taken.step : undefined
  const refused = taken !== undefined && 'refused' in taken ? taken.refused : []
  const sent = form.text('retryToken')
  const retryToken = done === undefined && isRetryToken(sent) ? sent : desk.drawToken()
  const files = taken === undefined ? filesOf(desk, form, sent).files : 'files' in taken ? taken.files : []
  const masked = taken !== undefined && 'masked' in taken ? taken : undefined
  const tried = form.text('step')
  const page = shownPage(view, {
    code,
    progress,
    // What was taken is not offered again, and the next thing added is a new one.
    form: done === undefined ? showable(masked?.form ?? form) : emptyForm,
    errors: sentences(refused, view),
    notice: done === undefined ? undefined : noticeOf(words, done),
    masked: masked?.masked,
    retryToken,
    tried: done === undefined && isStep(tried) ? tried : undefined,
    kept: sealedFiles(desk, files, retryToken),
    threats: desk.office.choices(view.language).threats,
    allowed: desk.limits,
  })
  const status = form.isCutOff ? 413 : refused.length > 0 || masked !== undefined ? 422 : 200
  return sendPage(desk, reply, status, page, view)
}

/** What is said of a step that was taken. */
const noticeOf = ({ progressPage: said }: Words, step: ReporterStep): string =>
  ({
    supplement: said.supplementTaken,
    object: said.objectionTaken,
    visit: said.visitTaken,
    threat: said.threatTaken,
  })[step]
