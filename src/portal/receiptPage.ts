/** After a report: the query code, how to keep it, what comes next. */
import { codePicture } from './codePicture.ts'
import { html } from './html.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import type { Progress, Receipt } from './portalOffice.ts'
import type { PublicTypeName } from './publicTypes.ts'
import { isEnded } from './stages.ts'
import { codeInGroups } from './typedText.ts'
import { wayOf } from './wayTold.ts'
import { wordsIn } from './words.ts'

/** `sealed`: the receipt under our seal, so that it can be shown again in the other language. */
export function receiptPage(
  view: View,
  given: { readonly receipt: Receipt; readonly about: PublicTypeName; readonly retryToken: string },
  sealed: string,
): Page {
  const { receipt, about, retryToken } = given
  const words = wordsIn(view.language)
  const said = words.receiptPage
  return {
    title: said.title,
    path: '/report',
    carriedBy: 'again',
    main: html`
      <form id="again" method="post" action=${address('/report', view)}>
        <input type="hidden" name="about" value=${about} />
        <input type="hidden" name="retryToken" value=${retryToken} />
        <input type="hidden" name="receipt" value=${sealed} />
      </form>
      <section class="receipt" aria-labelledby="code">
        <h2 id="code">${said.codeTitle}</h2>
        <p class="code whole" id="digits">${codeInGroups(receipt.queryCode)}</p>
        ${copyButton('digits', said.copyCode, said.copied)} ${codePicture(receipt.queryCode, said.picture)}
        <p class="keep">${said.keep}</p>
        <p>${said.lost}</p>
        <p>${said.identity[receipt.identity]}</p>
        <p>${said.number}: <span class="number" lang="zh-CN">${receipt.number}</span></p>
        <details>
          <summary>${said.asText}</summary>
          <p class="hint">${said.asTextHint}</p>
          <p class="whole told" id="text">${textOf(view, receipt)}</p>
          ${copyButton('text', said.copyText, said.copied)}
        </details>
      </section>
      <section aria-labelledby="next">
        <h2 id="next">${said.nextTitle}</h2>
        ${nextWord(view, receipt.next, { about, status: 'received' })}
        ${wayOf(view, { about, status: 'received', steps: [] })}
        <ol class="steps">
          ${words.about[about].next.map((sentence) => html`<li>${sentence}</li>`)}
        </ol>
        <p>${said.close}</p>
        <p><a class="button" href=${address('/progress', view)}>${words.toProgress}</a></p>
      </section>
    `,
  }
}

/** The receipt in a few lines, for a note of one's own. */
function textOf(view: View, { queryCode, number, next = [] }: Receipt) {
  const { codeTitle, number: numberLabel, by } = wordsIn(view.language).receiptPage
  return html`${codeTitle}: ${codeInGroups(queryCode)}<br />${`${numberLabel}: `}
    <span lang="zh-CN">${number}</span>${next.map(
      ({ what, by: day }) => html`<br />${what[view.language]}: ${by(day)}`,
    )}`
}

/** Shown by the script where copying works; one touch selects the whole text everywhere. */
const copyButton = (id: string, label: string, copied: string) => html`
  <p class="copying">
    <button class="button" type="button" data-copies=${id} data-copied=${copied} hidden>${label}</button>
    <span role="status"></span>
  </p>
`

/** By when the next word comes, or that no day is set for this step. */
export function nextWord(
  view: View,
  next: Receipt['next'],
  at: Pick<Progress, 'about' | 'status'>,
): ReturnType<typeof html> | undefined {
  const { nextWordTitle, noDay } = wordsIn(view.language).receiptPage
  if (next !== undefined && next.length > 0)
    return html`<h3>${nextWordTitle}</h3>
      ${dueDays(view, next)}`
  return isEnded(at) ? undefined : html`<p>${noDay}</p>`
}

/** What is due when. */
export function dueDays(view: View, next: Receipt['next']) {
  const { by } = wordsIn(view.language).receiptPage
  return next === undefined || next.length === 0
    ? undefined
    : html`<dl class="terms">
        ${next.map(
          ({ what, by: day }) =>
            html`<div>
              <dt>${what[view.language]}</dt>
              <dd>${by(day)}</dd>
            </div>`,
        )}
      </dl>`
}
