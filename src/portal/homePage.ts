/** The first page: what this is, what can be told here, the way back to it, what happens afterwards, where other matters go. */
import { html } from './html.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import type { PortalChoices } from './portalOffice.ts'
import { publicTypes, type PublicTypeName } from './publicTypes.ts'
import { wordsIn } from './words.ts'

export function homePage(view: View, { channels, terms }: PortalChoices): Page {
  const words = wordsIn(view.language)
  const { homePage: home } = words
  return {
    title: home.title,
    path: '/',
    main: html`
      <p class="lead">${home.lead}</p>
      <div class="ways">
        ${publicTypes.map((about) => {
          const { choice, choiceHint } = words.about[about]
          return html`<a class=${about === 'clue' ? 'way first' : 'way'} href=${reportAddress(about, view)}>
            <strong>${choice}</strong><span>${choiceHint}</span>
          </a>`
        })}
        <a class="way" href=${address('/progress', view)}>
          <strong>${words.toProgress}</strong><span>${home.progressHint}</span>
        </a>
      </div>
      ${leaving(view)} ${notices(view)}
      <section aria-labelledby="after">
        <h2 id="after">${home.afterTitle}</h2>
        <ol class="steps">
          ${home.after.map((step) => html`<li>${step}</li>`)}
        </ol>
        ${
          terms.length === 0
            ? undefined
            : html`<h3>${home.termsTitle}</h3>
                <dl class="terms">
                  ${terms.map(
                    ({ what, within }) =>
                      html`<div>
                        <dt>${what}</dt>
                        <dd>${within}</dd>
                      </div>`,
                  )}
                </dl>`
        }
      </section>
      <section aria-labelledby="safe">
        <h2 id="safe">${home.safeTitle}</h2>
        <ul>
          ${home.safe.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </section>
      <section aria-labelledby="channels">
        <h2 id="channels">${home.channelsTitle}</h2>
        <p>${home.channelsHint}</p>
        <ul class="channels">
          ${channels.filter(({ code }) => code !== 'other').map(({ label }) => html`<li>${label}</li>`)}
        </ul>
      </section>
    `,
  }
}

/** Where the form of a type is; a clue’s has the address of the contract. */
const reportAddress = (about: PublicTypeName, view: View): string =>
  `${address('/report', view)}${about === 'clue' ? '' : `&about=${about}`}`

/** How to get away, and what stays on the device: said before anything is written. */
export function leaving(view: View) {
  const { leaving: said } = wordsIn(view.language)
  return html`
    <section class="notices" aria-labelledby="leaving">
      <h2 id="leaving">${said.title}</h2>
      <ul>
        <li>${said.button}</li>
        <li>${said.nothingKept}</li>
        <li>${said.history}</li>
      </ul>
    </section>
  `
}

/**
 * What a reporter should know before writing (domain 2.3; CPL art 111, MPS procedure art 172: framing and mistakes).
 * With a type: what its form is for, instead of everything that can be told here.
 */
export function notices(view: View, about?: PublicTypeName) {
  const words = wordsIn(view.language)
  const { notices: said } = words
  return html`
    <section class="notices" aria-labelledby="notices">
      <h2 id="notices">${said.title}</h2>
      <ul>
        <li>${about === undefined ? said.scope : words.about[about].scope}</li>
        <li>${said.truth}</li>
        <li>${said.secret}</li>
        <li>${said.once}</li>
        <li>${said.unknown}</li>
        <li>${said.stateSecrets}</li>
      </ul>
    </section>
  `
}
