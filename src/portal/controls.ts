/**
 * Form controls: each with its label, hint and errors tied to it (WCAG 2.2: 1.3.1, 3.3.1, 3.3.2, 4.1.2).
 */
import type { FormBody } from './formBody.ts'
import { html } from './html.ts'
import type { Words } from './words.ts'

/** What the controls of one form share. `errors`: sentences by field name. */
export interface Filling {
  readonly words: Words
  readonly form: FormBody
  readonly errors: ReadonlyMap<string, readonly string[]>
}

export interface Control {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly required?: true
}

interface Option {
  readonly code: string
  readonly label: string
}

export const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`

/** Ids of hint and errors, for aria-describedby. */
function described(filling: Filling, { name, hint }: Control): string | undefined {
  const ids = [
    ...(hint === undefined ? [] : [`${idOf(name)}-hint`]),
    ...(filling.errors.has(name) ? [`${idOf(name)}-error`] : []),
  ]
  return ids.length === 0 ? undefined : ids.join(' ')
}

const marks = (filling: Filling, control: Control) => ({
  name: control.name,
  required: control.required,
  'aria-describedby': described(filling, control),
  'aria-invalid': filling.errors.has(control.name) ? 'true' : undefined,
})

const labelText = ({ words }: Filling, { label, required }: Control) =>
  html`${label}${required ? html`<span class="required">${words.reportPage.required}</span>` : undefined}`

function around(filling: Filling, control: Control, input: unknown) {
  const errors = filling.errors.get(control.name)
  return html`
    <div class=${errors ? 'field wrong' : 'field'}>
      <label for=${idOf(control.name)}>${labelText(filling, control)}</label>
      ${hintOf(control)} ${errorsOf(filling, control.name)} ${input}
    </div>
  `
}

const hintOf = ({ name, hint }: Control) =>
  hint === undefined ? undefined : html`<p class="hint" id=${`${idOf(name)}-hint`}>${hint}</p>`

export function errorsOf({ errors, words }: Filling, name: string) {
  const sentences = errors.get(name)
  return sentences === undefined
    ? undefined
    : html`<div class="error" id=${`${idOf(name)}-error`}>
        ${sentences.map((sentence) => html`<p><span class="unseen">${words.errorWord}</span>${sentence}</p>`)}
      </div>`
}

export function line(
  filling: Filling,
  control: Control & {
    readonly type?: 'text' | 'tel' | 'date'
    readonly autocomplete?: string
    readonly longest?: number
    readonly digits?: true
  },
) {
  return around(
    filling,
    control,
    html`<input
      id=${idOf(control.name)}
      type=${control.type ?? 'text'}
      autocomplete=${control.autocomplete ?? 'off'}
      value=${filling.form.text(control.name)}
      maxlength=${control.longest}
      inputmode=${control.digits ? 'numeric' : undefined}
      ...${marks(filling, control)}
    />`,
  )
}

export const lines = (filling: Filling, control: Control & { readonly rows: number }) =>
  around(
    filling,
    control,
    // A browser drops the first line feed after the tag; one more keeps a text that begins with one.
    html`<textarea
      id=${idOf(control.name)}
      rows=${control.rows}
      autocomplete="off"
      ...${marks(filling, control)}
    >
${filling.form.text(control.name)}</textarea>`,
  )

/** A select; `groups` puts options under headings, after the plain ones. */
export function select(
  filling: Filling,
  control: Control & {
    readonly options: readonly Option[]
    readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[]
  },
) {
  const chosen = filling.form.text(control.name)
  const option = ({ code, label }: Option) =>
    html`<option value=${code} selected=${code === chosen}>${label}</option>`
  return around(
    filling,
    control,
    html`<select id=${idOf(control.name)} autocomplete="off" ...${marks(filling, control)}>
      <option value="">${filling.words.reportPage.choose}</option>
      ${control.options.map(option)}
      ${control.groups?.map(
        ({ label, options }) => html`<optgroup label=${label}>${options.map(option)}</optgroup>`,
      )}
    </select>`,
  )
}

/** Several options to tick, or one to choose, in a group with a name. */
export function options(
  filling: Filling,
  control: Control & {
    readonly type: 'radio' | 'checkbox'
    readonly inline?: true
    readonly options: readonly Option[]
  },
) {
  const chosen = filling.form.all(control.name)
  const errors = filling.errors.get(control.name)
  return html`
    <fieldset
      class=${errors ? 'field wrong' : 'field'}
      id=${idOf(control.name)}
      tabindex="-1"
      aria-describedby=${described(filling, control)}
    >
      <legend>${labelText(filling, control)}</legend>
      ${hintOf(control)} ${errorsOf(filling, control.name)}
      <div class=${control.inline ? 'options inline' : 'options'}>
        ${control.options.map(
          ({ code, label }) => html`
            <label class="option">
              <input
                type=${control.type}
                name=${control.name}
                value=${code}
                checked=${chosen.includes(code)}
              />
              <span>${label}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `
}

export const tick = (filling: Filling, name: string, label: string, value = 'yes', ticked?: boolean) => html`
  <label class="option">
    <input
      type="checkbox"
      name=${name}
      value=${value}
      checked=${ticked ?? filling.form.text(name) === value}
    />
    <span>${label}</span>
  </label>
`

/** Yes, no, don't know. */
export const dontKnow = (filling: Filling, name: string, label: string) => {
  const { yes, no, unknown } = filling.words.reportPage
  return options(filling, {
    name,
    label,
    type: 'radio',
    inline: true,
    options: [
      { code: 'yes', label: yes },
      { code: 'no', label: no },
      { code: 'unknown', label: unknown },
    ],
  })
}

/**
 * Every error at the top, each leading to its field; it has the focus when the page opens, so that a screen
 * reader begins there.
 */
export function errorSummary({ errors, words }: Filling, known: (name: string) => boolean) {
  if (errors.size === 0) return undefined
  const items = [...errors].flatMap(([name, sentences]) =>
    sentences.map(
      (sentence) =>
        html`<li>${known(name) ? html`<a href=${`#${idOf(name)}`}>${sentence}</a>` : sentence}</li>`,
    ),
  )
  return html`
    <div class="summary" role="alert" tabindex="-1" autofocus>
      <h2>${words.errors.title}</h2>
      <ul>
        ${items}
      </ul>
    </div>
  `
}
