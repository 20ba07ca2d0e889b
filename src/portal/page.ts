/**
 * The frame of every page: header with the way home and the switches, what the page is about, footer.
 *
 * Without JavaScript a switch of language would lose what was typed. So a page with a form gives the form's id:
 * its switches are buttons that send the form, and it comes back in the other view with everything in it.
 */
import { documentOf, html, type Html } from './html.ts'
import { address, viewName, type View } from './language.ts'
import { wordsIn, type Words } from './words.ts'

export interface Page {
  readonly title: string
  /** Path of this page, for its switches. */
  readonly path: string
  /** Id of the form that carries what must survive a switch. */
  readonly carriedBy?: string
  readonly hasErrors?: boolean
  /** Whether the page has a form whose sender is sealed in the browser. */
  readonly seals?: true
  /** Whether it is made to be printed on one sheet. */
  readonly isPoster?: true
  readonly main: Html
}

/** Where style sheets and scripts lie; the addresses change with the content. A script is missing where it was not built. */
export interface Assets {
  readonly styles: string
  /** For the poster alone. */
  readonly posterStyles: string
  readonly sealScript?: string
  readonly leaveScript?: string
}

export function renderPage(page: Page, view: View, assets: Assets): string {
  const words = wordsIn(view.language)
  const { styles, posterStyles, sealScript, leaveScript } = assets
  const title = `${page.hasErrors ? words.errorWord : ''}${page.title} · ${words.site}`
  return documentOf(html`
    <html lang=${words.htmlLanguage} class=${view.large ? 'large' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content=${page.path === '/' ? 'index' : 'noindex'} />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${styles} />
        ${page.isPoster && html`<link rel="stylesheet" href=${posterStyles} />`}
        ${leaveScript === undefined ? undefined : html`<script src=${leaveScript} defer></script>`}
        ${page.seals && sealScript !== undefined ? html`<script src=${sealScript} defer></script>` : undefined}
      </head>
      <body>
        ${page.carriedBy === undefined ? undefined : enterSends(page.carriedBy)}
        <a class="skip" href="#main">${words.skip}</a>
        <aside class="leaving" aria-label=${words.leave}>
          <span data-with-script hidden>${words.leaveKeys}</span>
          <a class="leave" href="/leave" rel="noreferrer nofollow">${words.leave}</a>
        </aside>
        <header>
          <div class="bar">
            <a class="site" href=${address('/', view)}>
              <span class="site-name">${words.site}</span>
              <span class="owner">${words.owner}</span>
            </a>
            <div class="switches" role="group" aria-label=${words.settings}>
              ${switches(page, view, words)}
            </div>
          </div>
          <nav aria-label=${words.menu}>
            <div class="bar">
              ${tab('/', words.home, page, view)} ${tab('/report', words.toReport, page, view)}
              ${tab('/progress', words.toProgress, page, view)}
            </div>
          </nav>
          <p class="emergency"><span class="bar">${words.emergency}</span></p>
        </header>
        <main id="main" tabindex="-1">
          <h1>${page.title}</h1>
          ${page.main}
        </main>
        <footer>
          <div class="bar">
            <p>${words.owner}</p>
            <p>${words.privacyFoot}</p>
            <p><a href=${address('/poster', view)}>${words.poster.link}</a></p>
          </div>
        </footer>
      </body>
    </html>
  `)
}

const tab = (path: string, label: string, page: Page, view: View) => html`
  <a href=${address(path, view)} aria-current=${page.path === path ? 'page' : undefined}>${label}</a>
`

function switches(page: Page, view: View, words: Words) {
  const other: View = { ...view, language: view.language === 'zh' ? 'en' : 'zh' }
  const size: View = { ...view, large: !view.large }
  const wanted = [
    { view: other, label: words.otherLanguage, lang: wordsIn(other.language).htmlLanguage },
    { view: size, label: view.large ? words.normalSize : words.larger, lang: undefined },
  ]
  return wanted.map(({ view: to, label, lang }) =>
    page.carriedBy === undefined
      ? html`<a class="switch" href=${address(page.path, to)} lang=${lang} hreflang=${lang}>${label}</a>`
      : html`<button class="switch" form=${page.carriedBy} name="show" value=${viewName(to)} lang=${lang}>
          ${label}
        </button>`,
  )
}

/**
 * What the Enter key presses: the first button of a form in the page. It stands before the header, or Enter in
 * a text would press a switch of language there.
 */
const enterSends = (form: string) =>
  html`<button class="unseen" type="submit" form=${form} tabindex="-1" aria-hidden="true"></button>`
