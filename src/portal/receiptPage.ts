/** After a report: the query code, how to keep it, what comes next. */
import { codePicture } from './codePicture.ts'
import { html } from './html.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import type { Receipt } from './portalOffice.ts'
import type { PublicTypeName } from './publicTypes.ts'
import { codeInGroups } from './typedText.ts'
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
        <p class="code">${codeInGroups(receipt.queryCode)}</p>
        ${codePicture(receipt.queryCode, said.picture)}
        <p class="keep">${said.keep}</p>
        <p>${said.identity[receipt.identity]}</p>
        <p>${said.number}: <span class="number" lang="zh-CN">${receipt.number}</span></p>
      </section>
      <section aria-labelledby="next">
        <h2 id="next">${said.nextTitle}</h2>
        ${dueDays(view, receipt.next)}
        <ol class="steps">
          ${words.about[about].next.map((sentence) => html`<li>${sentence}</li>`)}
        </ol>
        <p>${said.close}</p>
        <p><a class="button" href=${address('/progress', view)}>${words.toProgress}</a></p>
      </section>
    `,
  }
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
