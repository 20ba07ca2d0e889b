/** What the port shows while the installation is being prepared: what is being done and how far it is, in both languages. */
import { documentOf, html } from './html.ts'
import type { Language } from './language.ts'
import { wordsIn } from './words.ts'

export type Preparation =
  | { readonly step: 'database' | 'doors' }
  /** The month that the history of the demo world has come to, and how much of it is made: 0 to 1. */
  | { readonly step: 'world'; readonly month: string; readonly share: number }
  /** How much of the records is projected anew after an upgrade: 0 to 1. */
  | { readonly step: 'records'; readonly share: number }

/** Seconds after which it asks again. */
export const ASKS_AGAIN = 2

/** The whole page, which reloads itself. `styles` is the address of its style sheet. */
export const preparingPage = (preparation: Preparation, styles: string): string =>
  pageOf(styles, {
    title: `${wordsIn('zh').preparing.title} · ${wordsIn('en').preparing.title}`,
    refresh: String(ASKS_AGAIN),
    main: (['zh', 'en'] as const).map((language) => told(preparation, language)),
  })

/** For whoever sends a form meanwhile: a page that reloaded itself would lose what they wrote. */
export const notYetPage = (styles: string): string =>
  pageOf(styles, {
    title: `${wordsIn('zh').messages.away.title} · ${wordsIn('en').messages.away.title}`,
    refresh: undefined,
    main: (['zh', 'en'] as const).map((language) => {
      const { htmlLanguage, messages } = wordsIn(language)
      return html`<section lang=${htmlLanguage}>
        <h1>${messages.away.title}</h1>
        <p class="lead">${messages.away.text}</p>
      </section>`
    }),
  })

interface Shown {
  readonly title: string
  readonly refresh: string | undefined
  readonly main: unknown
}

const pageOf = (styles: string, { title, refresh, main }: Shown): string =>
  documentOf(html`
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${refresh === undefined ? undefined : html`<meta http-equiv="refresh" content=${refresh} />`}
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${styles} />
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html>
  `)

function told(preparation: Preparation, language: Language) {
  const { htmlLanguage, preparing } = wordsIn(language)
  const { title, steps, reloads } = preparing
  return html`
    <section lang=${htmlLanguage}>
      <h1>${title}</h1>
      <p class="lead">
        ${preparation.step === 'world' ? steps.world(preparation.month) : steps[preparation.step]}
      </p>
      ${
        'share' in preparation &&
        html`<p>
          <progress max="100" value=${percent(preparation.share)} aria-label=${title}></progress>
          ${` ${percent(preparation.share)} %`}
        </p>`
      }
      <p>${reloads}</p>
    </section>
  `
}

const percent = (share: number): string => String(Math.floor(Math.min(1, Math.max(0, share)) * 100))
