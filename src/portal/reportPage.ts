/** The report form: four blocks (domain 2.3), everything optional but category, title and what happened. */
import { PERSONS_IN_FORM } from './checkReport.ts'
import {
  dontKnow,
  errorsOf,
  errorSummary,
  idOf,
  line,
  lines,
  options,
  select,
  tick,
  type Filling,
} from './controls.ts'
import type { FormBody } from './formBody.ts'
import { notices } from './homePage.ts'
import { html } from './html.ts'
import { keptList, type KeptFile } from './keptFiles.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import type { PortalChoices } from './portalOffice.ts'
import { IDENTITY_LENGTHS, type SealingKey } from './sealing.ts'
import { wordsIn } from './words.ts'

export interface ReportPage {
  readonly form: FormBody
  readonly errors: ReadonlyMap<string, readonly string[]>
  /** A sentence above the form that is no error of a field. */
  readonly notice?: string | undefined
  readonly retryToken: string
  /** Files that are here already, each with its seal. */
  readonly kept: readonly KeptFile[]
  readonly filesAllowed: number
  /** For browsers that can seal who reports themselves. */
  readonly sealing: SealingKey
  /** Who reports as sealed before, when the form comes back: it cannot be shown, but need not be written again. */
  readonly sealedBefore?: string
}

const FORM = 'report'

export function reportPage(view: View, choices: PortalChoices, page: ReportPage): Page {
  const words = wordsIn(view.language)
  const { reportPage: said, fields, hints, contactWishes } = words
  const { form, errors, kept, retryToken, filesAllowed, sealing, sealedBefore } = page
  const filling: Filling = { words, form, errors }
  const block = (id: string, title: string, hint: string | undefined, content: unknown) => html`
    <section class="block" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      ${hint === undefined ? undefined : html`<p class="hint">${hint}</p>`} ${content}
    </section>
  `
  const contactOptions = (['phone', 'message', 'visit', 'codeOnly'] as const).map((code) => ({
    code,
    label: contactWishes[code],
  }))

  return {
    title: said.title,
    path: '/report',
    carriedBy: FORM,
    seals: true,
    hasErrors: errors.size > 0,
    main: html`
      ${errorSummary(filling, (name) => inForm(name))}
      ${page.notice === undefined ? undefined : html`<p class="notice" role="status">${page.notice}</p>`}
      ${errors.size > 0 ? undefined : notices(view)}
      <form
        id=${FORM}
        method="post"
        action=${address('/report', view)}
        enctype="multipart/form-data"
        accept-charset="utf-8"
        autocomplete="off"
        novalidate
        data-seal-key=${sealing.publicKey}
        data-seal-name=${sealing.name}
      >
        <input type="hidden" name="retryToken" value=${retryToken} />
        ${block(
          'block-reporter',
          said.reporter,
          said.reporterHint,
          html`
            ${options(filling, {
              name: 'realName',
              label: fields.realName,
              type: 'radio',
              options: [
                { code: 'yes', label: `${said.named} · ${said.namedHint}` },
                { code: 'no', label: said.anonymous },
              ],
            })}
            <p class="hint" data-seal-says="server">${said.sealedByServer}</p>
            <p class="hint" data-seal-says="browser" hidden>${said.sealedInBrowser}</p>
            <p class="notice" role="status" data-seal-says="failed" hidden>${said.sealingFailed}</p>
            ${
              sealedBefore === undefined
                ? undefined
                : html`<div class="field options">
                    ${tick(filling, 'reporter.kept', said.sealedKept, sealedBefore, true)}
                  </div>`
            }
            <div class="pair">
              ${line(filling, {
                name: 'reporter.name',
                label: fields['reporter.name'],
                autocomplete: 'name',
                longest: IDENTITY_LENGTHS.name,
              })}
              ${line(filling, {
                name: 'reporter.phone',
                label: fields['reporter.phone'],
                type: 'tel',
                autocomplete: 'tel',
                longest: IDENTITY_LENGTHS.phone,
              })}
              ${line(filling, {
                name: 'reporter.idNumber',
                label: fields['reporter.idNumber'],
                longest: IDENTITY_LENGTHS.idNumber,
              })}
              ${line(filling, {
                name: 'reporter.otherContact',
                label: fields['reporter.otherContact'],
                hint: hints['reporter.otherContact'],
                longest: IDENTITY_LENGTHS.otherContact,
              })}
            </div>
            <div class="field options" data-seal-says="browser" hidden>
              ${tick(filling, 'recogniseMe', said.recogniseMe)}
            </div>
            ${options(filling, { name: 'contactWish', label: fields.contactWish, type: 'radio', options: contactOptions })}
            <div class="field options">
              ${tick(filling, 'wishesSecrecy', fields.wishesSecrecy)}
              ${tick(filling, 'protectionRequested', fields.protectionRequested)}
            </div>
          `,
        )}
        ${block('block-persons', said.persons, said.personsHint, persons(filling))}
        ${block(
          'block-facts',
          said.facts,
          undefined,
          html`
            ${options(filling, {
              name: 'category',
              label: fields.category,
              type: 'radio',
              options: choices.categories,
              required: true,
            })}
            ${line(filling, { name: 'title', label: fields.title, required: true })}
            ${lines(filling, { name: 'content', label: fields.content, hint: hints.content, rows: 9, required: true })}
            <div class="pair">
              ${select(filling, {
                name: 'area',
                label: fields.area,
                options: [],
                groups: choices.areas.map(({ code, label, within }) => ({
                  label,
                  options: [{ code, label: said.wholePlace(label) }, ...within],
                })),
              })}
              ${line(filling, { name: 'occurredAt', label: fields.occurredAt, hint: hints.occurredAt })}
              ${line(filling, { name: 'occurredOn', label: fields.occurredOn, hint: hints.occurredOn, type: 'date' })}
              ${line(filling, { name: 'loss', label: fields.loss, hint: hints.loss })}
            </div>
            ${select(filling, { name: 'trade', label: fields.trade, options: choices.trades })}
            ${options(filling, { name: 'focus', label: fields.focus, type: 'checkbox', options: choices.focus })}
            ${dontKnow(filling, 'stillGoingOn', fields.stillGoingOn)}
            ${dontKnow(filling, 'weapons', fields.weapons)} ${dontKnow(filling, 'minors', fields.minors)}
          `,
        )}
        ${block(
          'block-umbrella',
          said.umbrella,
          said.umbrellaHint,
          html`
            ${dontKnow(filling, 'umbrellaSuspected', fields.umbrellaSuspected)}
            ${lines(filling, { name: 'umbrellaFacts', label: fields.umbrellaFacts, rows: 4 })}
          `,
        )}
        ${block(
          'block-attachments',
          said.attachments,
          undefined,
          html` ${keptList(filling, kept)} ${filePicker(filling, said.attachmentsHint(filesAllowed))} `,
        )}
        <p class="hint" id="send-hint">${said.sendHint}</p>
        <button class="send" type="submit" aria-describedby="send-hint">${said.send}</button>
      </form>
    `,
  }
}

/** The first person open; the others folded, unless something is in them. */
function persons(filling: Filling) {
  const { reportPage: said, fields } = filling.words
  return Array.from({ length: PERSONS_IN_FORM }, (_, index) => {
    const path = (name: string) => `reportedPersons.${index}.${name}`
    const { yes, no, unknown } = said
    const row = html`
      <fieldset class="person" id=${idOf(`reportedPersons.${index}`)} tabindex="-1">
        <legend>${said.person(index + 1)}</legend>
        <div class="pair">
          ${line(filling, { name: path('name'), label: fields.name })}
          ${line(filling, { name: path('alias'), label: fields.alias })}
          ${line(filling, { name: path('unitName'), label: fields.unitName })}
          ${line(filling, { name: path('post'), label: fields.post })}
          ${line(filling, { name: path('address'), label: fields.address })}
          ${line(filling, { name: path('phone'), label: fields.phone, type: 'tel' })}
        </div>
        ${options(filling, {
          name: path('publicOfficial'),
          label: fields.publicOfficial,
          type: 'radio',
          inline: true,
          options: [
            { code: 'yes', label: yes },
            { code: 'no', label: no },
            { code: 'unknown', label: unknown },
          ],
        })}
      </fieldset>
    `
    const parts = ['name', 'alias', 'unitName', 'post', 'address', 'phone', 'publicOfficial'].map(path)
    const open = parts.some((name) => filling.form.text(name) !== '' || filling.errors.has(name))
    return index === 0
      ? row
      : html`<details open=${open}>
          <summary>${said.morePerson(index + 1)}</summary>
          ${row}
        </details>`
  })
}

/** Where several files are chosen at once. */
export function filePicker(filling: Filling, hint: string, name = 'attachments') {
  const id = idOf(name)
  const wrong = filling.errors.has(name)
  return html`
    <div class=${wrong ? 'field wrong' : 'field'}>
      <label for=${id}>${filling.words.fields.attachments}${filling.words.optional}</label>
      <p class="hint" id=${`${id}-hint`}>${hint}</p>
      ${errorsOf(filling, name)}
      <input
        id=${id}
        type="file"
        name=${name}
        multiple
        aria-describedby=${wrong ? `${id}-hint ${id}-error` : `${id}-hint`}
      />
    </div>
  `
}

const FIELDS = [
  ...[
    'realName',
    'reporter.name',
    'reporter.phone',
    'reporter.idNumber',
    'reporter.otherContact',
    'contactWish',
  ],
  ...['reportedPersons', 'category', 'title', 'content', 'area', 'occurredAt', 'occurredOn', 'loss', 'trade'],
  ...['focus', 'stillGoingOn', 'weapons', 'minors', 'umbrellaSuspected', 'umbrellaFacts', 'attachments'],
]
const PERSON = /^reportedPersons\.[0-4](?:\.(?:name|alias|unitName|post|address|phone|publicOfficial))?$/

/** Whether the form has a field of this name to point at. */
const inForm = (name: string): boolean =>
  (FIELDS.includes(name) && name !== 'reportedPersons') || PERSON.test(name)

/** Where a field stands in the form, so that errors are listed as one meets them; what is not in it comes first. */
export const placeInForm = (name: string): number =>
  FIELDS.indexOf(PERSON.test(name) ? 'reportedPersons' : name)
