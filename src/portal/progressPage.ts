/** Where a report stands, under its query code, in public words: no unit, no name, nothing of the content. */
import { errorSummary, line, lines, type Filling } from './controls.ts'
import type { FormBody } from './formBody.ts'
import { html } from './html.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import type { Progress } from './portalOffice.ts'
import { dueDays } from './receiptPage.ts'
import { filePicker } from './reportPage.ts'
import { wordsIn } from './words.ts'

type Errors = Filling['errors']

const FORM = 'ask'
const CODE = new Set(['code'])
const STEP_FIELDS = new Set(['text', 'attachments'])

/** Asks for the code. What was typed is not shown again when it was wrong: somebody may look over a shoulder. */
export function askPage(view: View, form: FormBody, errors: Errors): Page {
  const words = wordsIn(view.language)
  const said = words.progressPage
  const filling: Filling = { words, form, errors }
  return {
    title: said.title,
    path: '/progress',
    hasErrors: errors.size > 0,
    main: html`
      ${errorSummary(filling, (name) => CODE.has(name))}
      <form id=${FORM} method="post" action=${address('/progress', view)} autocomplete="off" novalidate>
        ${line(filling, { name: 'code', label: words.fields.code, hint: said.codeHint, required: true })}
        <button class="send" type="submit">${said.ask}</button>
      </form>
    `,
  }
}

export interface ShownProgress {
  readonly code: string
  readonly progress: Progress
  readonly form: FormBody
  readonly errors: Errors
  readonly notice?: string | undefined
  readonly retryToken: string
  readonly filesAllowed: number
}

export function shownPage(view: View, shown: ShownProgress): Page {
  const words = wordsIn(view.language)
  const said = words.progressPage
  const { progress, errors, notice } = shown
  const filling: Filling = { words, form: shown.form, errors }
  const step = progress.wants[0]
  return {
    title: said.shown,
    path: '/progress',
    carriedBy: FORM,
    hasErrors: errors.size > 0,
    main: html`
      ${errorSummary(filling, (name) => STEP_FIELDS.has(name))}
      ${notice === undefined ? undefined : html`<p class="notice" role="status">${notice}</p>`}
      <section class="receipt" aria-labelledby="now">
        <h2 id="now">${said.now}: ${words.statuses[progress.status]}</h2>
        <p>${words.statusHints[progress.status]}</p>
        <p>${words.receiptPage.number}: <span class="number" lang="zh-CN">${progress.number}</span></p>
        ${dueDays(view, progress.next)}
      </section>
      ${passage(said.answerTitle, progress.answer)} ${papersOf(view, shown)}
      ${passage(said.channelTitle, progress.otherChannel?.[view.language])}
      ${passage(said.wantedTitle, progress.supplementWanted)}
      <section aria-labelledby="steps">
        <h2 id="steps">${said.stepsTitle}</h2>
        <ol class="dated">
          ${progress.steps.map(({ status, on }) => html`<li><time datetime=${on}>${on}</time> ${words.statuses[status]}</li>`)}
        </ol>
      </section>
      ${stepForm(view, filling, shown, step)}
      <p><a class="button" href=${address('/progress', view)}>${said.another}</a></p>
    `,
  }
}

/** The receipt and the answer, to print or to keep. The code goes in the form, never in an address. */
function papersOf(view: View, { code, progress }: ShownProgress) {
  const { papers = [] } = progress
  if (papers.length === 0) return undefined
  const said = wordsIn(view.language).progressPage
  return html`<section aria-labelledby="papers">
    <h2 id="papers">${said.papersTitle}</h2>
    <form method="post" action=${address('/progress', view)} autocomplete="off">
      <input type="hidden" name="code" value=${code} />
      <ul>
        ${papers.map(
          ({ name, label, number }) =>
            html`<li>
              ${label[view.language]} <span class="number" lang="zh-CN">${number}</span>
              <button name="paper" value=${`${name}.html`}>${said.printPage}</button>
              <button name="paper" value=${`${name}.pdf`}>${said.paperFile}</button>
            </li>`,
        )}
      </ul>
    </form>
  </section>`
}

const passage = (title: string, text: string | undefined) =>
  text === undefined
    ? undefined
    : html`<section class="told">
        <h2>${title}</h2>
        <p class="typed">${text}</p>
      </section>`

/** The one thing a reporter can do now; or only what a switch of language needs. */
function stepForm(
  view: View,
  filling: Filling,
  { code, retryToken, progress, filesAllowed }: ShownProgress,
  step: Progress['wants'][number] | undefined,
) {
  const { progressPage: said, fields, reportPage } = filling.words
  const hidden = html`
    <input type="hidden" name="code" value=${code} />
    <input type="hidden" name="retryToken" value=${retryToken} />
  `
  const action = address('/progress', view)
  if (step === undefined) return html`<form id=${FORM} method="post" action=${action}>${hidden}</form>`
  const isObjection = step === 'object'
  return html`
    <section class="block" aria-labelledby="step">
      <h2 id="step">${isObjection ? said.objectionTitle : said.supplementTitle}</h2>
      ${isObjection && progress.objectBy !== undefined ? html`<p>${said.objectBy(progress.objectBy)}</p>` : undefined}
      <form
        id=${FORM}
        method="post"
        action=${action}
        enctype="multipart/form-data"
        autocomplete="off"
        novalidate
      >
        ${hidden}
        <input type="hidden" name="step" value=${step} />
        ${lines(filling, {
          name: 'text',
          label: isObjection ? fields.objection : fields.text,
          hint: isObjection ? said.objectionHint : said.supplementHint,
          rows: 6,
          required: true,
        })}
        ${isObjection ? undefined : filePicker(filling, reportPage.attachmentsHint(filesAllowed))}
        <button class="send" type="submit">${isObjection ? said.sendObjection : said.sendSupplement}</button>
      </form>
    </section>
  `
}
