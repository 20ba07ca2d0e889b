/** The way of a report as a list: what is behind it, where it is now, what usually follows. */
import { html } from './html.ts'
import type { View } from './language.ts'
import type { Progress } from './portalOffice.ts'
import { stagesAhead, type At } from './stages.ts'
import { wordsIn } from './words.ts'

/** A receipt has no days yet: it is received, and that is all. */
export function wayOf(view: View, { about, status, steps }: At & Pick<Progress, 'steps'>) {
  const { statuses, ahead, way } = wordsIn(view.language)
  const behind = steps.at(-1)?.status === status ? steps.slice(0, -1) : steps
  const since = steps.at(-1)?.status === status ? steps.at(-1)?.on : undefined
  return html`<ol class="way-told">
    ${behind.map(
      ({ status: done, on }) => html`
        <li class="behind">
          <span class="when"><span class="unseen">${way.behind}</span><time datetime=${on}>${on}</time></span>
          <span class="what">${statuses[done]}</span>
        </li>
      `,
    )}
    <li class="now" aria-current="step">
      <span class="when"
        >${since === undefined ? undefined : html`<time datetime=${since}>${since}</time>`}</span
      >
      <strong class="what">${way.now}${statuses[status]}</strong>
    </li>
    ${stagesAhead({ about, status }).map(
      (stage, place) => html`
        <li class="ahead">
          <span class="when">${place === 0 ? way.next : way.later}</span>
          <span class="what">${ahead[stage]}</span>
        </li>
      `,
    )}
  </ol>`
}
