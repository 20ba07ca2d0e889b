/** A sheet to print and hang up in an office: what can be told, how, and the portal's address as a QR picture. */
import { html } from './html.ts'
import type { View } from './language.ts'
import type { Page } from './page.ts'
import { pictureOf } from './codePicture.ts'
import { wordsIn } from './words.ts'

/** On paper both languages stand side by side, the one of the page first. */
export function posterPage(view: View, address: URL | undefined): Page {
  const words = wordsIn(view.language)
  const other = wordsIn(view.language === 'zh' ? 'en' : 'zh')
  const { poster } = words
  return {
    title: poster.title,
    path: '/poster',
    isPoster: true,
    main:
      address === undefined
        ? html`<p class="notice" role="status">${poster.noAddress}</p>`
        : html`
            <p class="hint screen">${poster.howTo}</p>
            <article class="sheet" aria-label=${poster.title}>
              <p class="poster-head">${words.homePage.title}</p>
              <p class="poster-head second" lang=${other.htmlLanguage}>${other.homePage.title}</p>
              ${pictureOf(address.origin, poster.picture(address.host), 'poster-picture')}
              <p class="poster-address">${address.origin}</p>
              <div class="poster-words">
                ${[words, other].map(
                  ({ htmlLanguage, poster: { points } }) => html`
                    <ul lang=${htmlLanguage}>
                      ${points.map((point) => html`<li>${point}</li>`)}
                    </ul>
                  `,
                )}
              </div>
              <p class="poster-danger">
                ${words.emergency} <span lang=${other.htmlLanguage}>${other.emergency}</span>
              </p>
              <p class="poster-owner">
                ${words.owner} <span lang=${other.htmlLanguage}>${other.owner}</span>
              </p>
            </article>
          `,
  }
}
