/** A page that only says something: too large, broken off, not possible this way, failed. */
import { html } from './html.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import { wordsIn, type Words } from './words.ts'

export type Message = keyof Words['messages']

export function messagePage(view: View, message: Message): Page {
  const words = wordsIn(view.language)
  const { title, text } = words.messages[message]
  return {
    title,
    path: '/',
    main: html`
      <div role="alert"><p class="lead">${text}</p></div>
      <p><a class="button" href=${address('/', view)}>${words.errors.backHome}</a></p>
    `,
  }
}
