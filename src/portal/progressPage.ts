/** Where a report stands, under its query code, in public words: no unit, no name, nothing of the content. */
import { dontKnow, errorSummary, line, lines, options, type Filling } from './controls.ts'
import type { FormBody } from './formBody.ts'
import { html } from './html.ts'
import { keptList, type KeptFile } from './keptFiles.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import { SATISFACTION, type Choice, type Progress, type ReporterStep } from './portalOffice.ts'
import { dueDays, nextWord } from './receiptPage.ts'
import { filePicker, maskedNotice, type AllowedFiles } from './reportPage.ts'
import { wayOf } from './wayTold.ts'
import { wordsIn } from './words.ts'

type Errors = Filling['errors']

const FORM = 'ask'
const CODE = new Set(['code'])
const STEP_FIELDS = new Set([
  ...['text', 'attachments', 'visit.satisfaction', 'visit.words'],
  ...['threat.kind', 'threat.stillInDanger', 'threat.text', 'threat.attachments'],
])

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
      <section aria-labelledby="lost">
        <h2 id="lost">${said.lostTitle}</h2>
        <p>${words.receiptPage.lost}</p>
      </section>
    `,
  }
}

export interface Held {
  readonly code: string
  readonly sentence: string
  readonly form: FormBody
  readonly retryToken: string
  /** What was tried and could not be done now. */
  readonly step: ReporterStep | undefined
  readonly kept: readonly KeptFile[]
}

/** Not now: what was typed is held, to be sent once more by one press. The code is in the form as it was before. */
export function heldPage(view: View, { code, sentence, form, retryToken, step, kept }: Held): Page {
  const words = wordsIn(view.language)
  const said = words.progressPage
  const filling: Filling = { words, form, errors: new Map() }
  const held = step === undefined ? [] : HELD[step].filter((name) => form.text(name) !== '')
  return {
    title: said.title,
    path: '/progress',
    carriedBy: FORM,
    hasErrors: true,
    main: html`
      <div role="alert">
        <p class="lead">${sentence}</p>
        ${step === undefined ? undefined : html`<p>${said.held}</p>`}
      </div>
      <form
        id=${FORM}
        method="post"
        action=${address('/progress', view)}
        enctype=${step === undefined ? undefined : 'multipart/form-data'}
        autocomplete="off"
      >
        <input type="hidden" name="code" value=${code} />
        <input type="hidden" name="retryToken" value=${retryToken} />
        ${step === undefined ? undefined : html`<input type="hidden" name="step" value=${step} />`}
        <input type="hidden" name="ownWords" value=${form.text('ownWords')} />
        ${held.map((name) =>
          isTold(name)
            ? lines(filling, { name, label: words.fields[name], rows: 6 })
            : html`<input type="hidden" name=${name} value=${form.text(name)} />`,
        )}
        ${keptList(filling, kept)}
        <button class="send" type="submit">${said.tryAgain}</button>
      </form>
      <p><a class="button" href=${address('/progress', view)}>${said.another}</a></p>
    `,
  }
}

const HELD: Readonly<Record<ReporterStep, readonly string[]>> = {
  supplement: ['text'],
  object: ['text'],
  visit: ['visit.satisfaction', 'visit.words'],
  threat: ['threat.kind', 'threat.stillInDanger', 'threat.text'],
}
const isTold = (name: string): name is 'text' | 'visit.words' | 'threat.text' =>
  ['text', 'visit.words', 'threat.text'].includes(name)

export interface ShownProgress {
  readonly code: string
  readonly progress: Progress
  readonly form: FormBody
  readonly errors: Errors
  readonly notice?: string | undefined
  /** Texts in which the reporter's own name gave way, to be looked at. */
  readonly masked?: readonly string[] | undefined
  readonly retryToken: string
  /** The step that came back with errors. */
  readonly tried?: ReporterStep | undefined
  readonly kept: readonly KeptFile[]
  /** Kinds of threat, in the language of the page. */
  readonly threats: readonly Choice[]
  readonly allowed: AllowedFiles
}

export function shownPage(view: View, shown: ShownProgress): Page {
  const words = wordsIn(view.language)
  const said = words.progressPage
  const { progress, errors, notice } = shown
  const filling: Filling = { words, form: shown.form, errors }
  const main = progress.wants.find((step) => step === 'supplement' || step === 'object')
  // A switch of language sends the form that came back with errors, or the first one.
  const carried = progress.wants.find((step) => step === shown.tried) ?? progress.wants[0]
  return {
    title: said.shown,
    path: '/progress',
    carriedBy: formId(carried),
    hasErrors: errors.size > 0,
    main: html`
      ${errorSummary(filling, (name) => STEP_FIELDS.has(name))}
      ${notice === undefined ? undefined : html`<p class="notice" role="status">${notice}</p>`}
      ${shown.masked === undefined ? undefined : maskedNotice(filling, shown.masked)}
      <section class="receipt" aria-labelledby="now">
        <h2 id="now">${said.now}: ${words.statuses[progress.status]}</h2>
        <p>${words.statusHints[progress.status]}</p>
        <p>${words.receiptPage.number}: <span class="number" lang="zh-CN">${progress.number}</span></p>
        ${nextWord(view, progress.next, progress)}
      </section>
      ${passage(said.answerTitle, progress.answer)} ${papersOf(view, shown)}
      ${passage(said.channelTitle, progress.otherChannel?.[view.language])} ${remedies(view, progress)}
      ${passage(said.wantedTitle, progress.supplementWanted)}
      <section aria-labelledby="steps">
        <h2 id="steps">${said.stepsTitle}</h2>
        ${wayOf(view, progress)}
      </section>
      ${main === undefined ? undefined : mainStep(view, filling, shown, main)}
      ${progress.wants.includes('visit') ? visitStep(view, filling, shown) : undefined}
      ${threatsTold(view, progress.threats)}
      ${progress.wants.includes('threat') ? threatStep(view, filling, shown) : undefined}
      ${carried === undefined ? onlyAsking(view, shown) : undefined}
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
              <button class="button" name="paper" value=${`${name}.html`}>${said.printPage}</button>
              <button class="button" name="paper" value=${`${name}.pdf`}>${said.paperFile}</button>
            </li>`,
        )}
      </ul>
    </form>
  </section>`
}

/** What a switch of language needs where nothing can be done. */
const onlyAsking = (view: View, { code, retryToken }: ShownProgress) =>
  html`<form id=${formId(undefined)} method="post" action=${address('/progress', view)}>
    <input type="hidden" name="code" value=${code} />
    <input type="hidden" name="retryToken" value=${retryToken} />
  </form>`

const passage = (title: string, text: string | undefined) =>
  text === undefined
    ? undefined
    : html`<section class="told">
        <h2>${title}</h2>
        <p class="typed">${text}</p>
      </section>`

/** What may be done about the answer; it is told with it (Regulations on Petitions arts 35, 36). */
const remedies = (view: View, { remedies: told = [] }: Progress) =>
  told.length === 0
    ? undefined
    : html`<section class="told">
        <h2>${wordsIn(view.language).progressPage.remediesTitle}</h2>
        <ul>
          ${told.map((one) => html`<li>${one[view.language]}</li>`)}
        </ul>
      </section>`

/** What an objection is called at this step. */
function objectionWords({ progressPage: said }: Filling['words'], { objectAs }: Progress) {
  if (objectAs === 'review') return [said.reviewTitle, said.reviewHint, said.sendReview] as const
  if (objectAs === 'secondReview')
    return [said.secondReviewTitle, said.secondReviewHint, said.sendSecondReview] as const
  return [said.objectionTitle, said.objectionHint, said.sendObjection] as const
}

/** What the steps that can be taken now have in common: a form of their own, with code, token and name. */
function formOf(
  view: View,
  { code, retryToken, tried, form }: Pick<ShownProgress, 'code' | 'retryToken' | 'tried' | 'form'>,
  step: ReporterStep,
  content: unknown,
) {
  return html`<form
    id=${formId(step)}
    method="post"
    action=${address('/progress', view)}
    enctype="multipart/form-data"
    autocomplete="off"
    novalidate
  >
    <input type="hidden" name="code" value=${code} />
    <input type="hidden" name="retryToken" value=${retryToken} />
    <input type="hidden" name="step" value=${step} />
    <input type="hidden" name="ownWords" value=${tried === step ? form.text('ownWords') : ''} />
    ${content}
  </form>`
}
const formId = (step: ReporterStep | undefined): string => (step === undefined ? 'ask' : `step-${step}`)

/** Adding to the report, or objecting to the result. */
function mainStep(view: View, filling: Filling, shown: ShownProgress, step: 'supplement' | 'object') {
  const { progressPage: said, fields } = filling.words
  const isObjection = step === 'object'
  const [title, hint, send] = isObjection
    ? objectionWords(filling.words, shown.progress)
    : ([said.supplementTitle, said.supplementHint, said.sendSupplement] as const)
  const { objectBy, objectByMayMove } = shown.progress
  return html`
    <section class="block" aria-labelledby="step">
      <h2 id="step">${title}</h2>
      ${
        isObjection && objectBy !== undefined
          ? html`<p>${said.objectBy(objectBy)} ${objectByMayMove ? said.objectByMayMove : ''}</p>`
          : undefined
      }
      ${formOf(
        view,
        shown,
        step,
        html`
          ${lines(filling, {
            name: 'text',
            label: isObjection ? fields.objection : fields.text,
            hint,
            rows: 6,
            required: true,
          })}
          ${isObjection ? undefined : keptList(filling, keptFor(shown, step))}
          ${isObjection ? undefined : filePicker(filling, shown.allowed)}
          <button class="send" type="submit">${send}</button>
        `,
      )}
    </section>
  `
}

const keptFor = ({ kept, tried }: ShownProgress, step: ReporterStep): readonly KeptFile[] =>
  tried === step ? kept : []

/** The return visit: how content the reporter is with the answer (domain 2.3). */
function visitStep(view: View, filling: Filling, shown: ShownProgress) {
  const { progressPage: said, fields, satisfactions } = filling.words
  return html`
    <section class="block" aria-labelledby="visit">
      <h2 id="visit">${said.visitTitle}</h2>
      ${formOf(
        view,
        shown,
        'visit',
        html`
          ${options(filling, {
            name: 'visit.satisfaction',
            label: fields['visit.satisfaction'],
            type: 'radio',
            inline: true,
            required: true,
            options: SATISFACTION.map((code) => ({ code, label: satisfactions[code] })),
          })}
          ${lines(filling, { name: 'visit.words', label: fields['visit.words'], rows: 3 })}
          <button class="button" type="submit">${said.sendVisit}</button>
        `,
      )}
    </section>
  `
}

/** "I was threatened": folded, so that it does not frighten; open when it came back. */
function threatStep(view: View, filling: Filling, shown: ShownProgress) {
  const { progressPage: said, fields } = filling.words
  return html`
    <details id="threat" open=${shown.tried === 'threat'}>
      <summary>${said.threatTitle}</summary>
      <div class="block">
        <p class="lead">${said.threatDanger}</p>
        <p>${said.threatHint}</p>
        ${formOf(
          view,
          shown,
          'threat',
          html`
            ${options(filling, {
              name: 'threat.kind',
              label: fields['threat.kind'],
              type: 'radio',
              required: true,
              options: shown.threats,
            })}
            ${dontKnow(filling, 'threat.stillInDanger', fields['threat.stillInDanger'])}
            ${lines(filling, {
              name: 'threat.text',
              label: fields['threat.text'],
              hint: said.threatTextHint,
              rows: 5,
              required: true,
            })}
            ${keptList(filling, keptFor(shown, 'threat'))}
            ${filePicker(filling, shown.allowed, 'threat.attachments')}
            <button class="button" type="submit">${said.sendThreat}</button>
          `,
        )}
      </div>
    </details>
  `
}

/** Where each threat the reporter told of stands. */
function threatsTold(view: View, threats: Progress['threats'] = []) {
  const { progressPage: said, threatStatuses, receiptPage } = wordsIn(view.language)
  return threats.map(
    ({ number, status, on, answer, next }) => html`
      <section class="told">
        <h2>
          ${said.threatTold(on)}:
          ${threatStatuses[status === 'received' || status === 'closed' ? status : 'inHand']}
        </h2>
        <p>${receiptPage.number}: <span class="number" lang="zh-CN">${number}</span></p>
        ${dueDays(view, next)} ${answer === undefined ? undefined : html`<p class="typed">${answer}</p>`}
      </section>
    `,
  )
}
