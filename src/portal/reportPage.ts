/**
 * The form of each public type: who reports, who is meant, what happened, what goes with it (domain 2.3). Everything is
 * optional but what the type itself needs; which questions there are stands in publicTypes.ts.
 */
import { codeFlaws } from './anonymousCode.ts'
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
import { megabytes, type FormBody, type FormLimits } from './formBody.ts'
import { leaving, notices } from './homePage.ts'
import { html } from './html.ts'
import { keptList, type KeptFile } from './keptFiles.ts'
import { address, type View } from './language.ts'
import type { Page } from './page.ts'
import { NOT_KNOWN } from './reportForm.ts'
import type { PortalChoices } from './portalOffice.ts'
import { publicForms, publicTypes, type PublicTypeName } from './publicTypes.ts'
import { IDENTITY_LENGTHS, type SealingKey } from './sealing.ts'
import { wordsIn, type Words } from './words.ts'

export interface ReportPage {
  readonly about: PublicTypeName
  readonly form: FormBody
  readonly errors: ReadonlyMap<string, readonly string[]>
  /** A sentence above the form that is no error of a field. */
  readonly notice?: string | undefined
  /** Texts in which the reporter's own name gave way, to be looked at. */
  readonly masked?: readonly string[] | undefined
  readonly retryToken: string
  /** Files that are here already, each with its seal. */
  readonly kept: readonly KeptFile[]
  readonly allowed: AllowedFiles
  /** For browsers that can seal who reports themselves. */
  readonly sealing: SealingKey
  /** Who reports as sealed before, when the form comes back: it cannot be shown, but need not be written again. */
  readonly sealedBefore?: string
}

const FORM = 'report'

export function reportPage(view: View, choices: PortalChoices, page: ReportPage): Page {
  const words = wordsIn(view.language)
  const { reportPage: said, fields, hints, contactWishes } = words
  const { about, form, errors, kept, retryToken, allowed, sealing, sealedBefore } = page
  const own = words.about[about]
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
    title: own.title,
    path: '/report',
    carriedBy: FORM,
    seals: true,
    hasErrors: errors.size > 0,
    main: html`
      ${errorSummary(filling, (name) => inForm(about, name))}
      ${page.notice === undefined ? undefined : html`<p class="notice" role="status">${page.notice}</p>`}
      ${page.masked === undefined ? undefined : maskedNotice(filling, page.masked)}
      ${errors.size > 0 || page.masked !== undefined ? undefined : html`${leaving(view)} ${notices(view, about)}`}
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
        <input type="hidden" name="about" value=${about} />
        <input type="hidden" name="retryToken" value=${retryToken} />
        <input type="hidden" name="ownWords" value=${form.text('ownWords')} />
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
              ${line(filling, {
                name: 'reporter.contactTime',
                label: fields['reporter.contactTime'],
                hint: hints['reporter.contactTime'],
                longest: IDENTITY_LENGTHS.contactTime,
              })}
            </div>
            ${about === 'petition' ? undefined : anonymousCode(filling)}
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
        ${block('block-persons', own.persons, own.personsHint, persons(filling, about))}
        ${block('block-facts', own.facts, undefined, facts[about](filling, choices))}
        ${
          about === 'clue'
            ? block('block-umbrella', said.umbrella, said.umbrellaHint, umbrella(filling))
            : undefined
        }
        ${block(
          'block-attachments',
          said.attachments,
          undefined,
          html` ${keptList(filling, kept)} ${filePicker(filling, allowed)} `,
        )}
        <div class="notice" role="status" tabindex="-1" data-own-words=${said.ownWordsStand} hidden>
          <p>${said.ownWords}</p>
          <p>${said.lookAt}<span data-changed></span></p>
        </div>
        <p class="hint" id="send-hint">${said.sendHint}</p>
        <button class="send" type="submit" aria-describedby="send-hint">${said.send}</button>
      </form>
    `,
  }
}

/** Its browser refuses what is no code before it seals it, with these sentences; longer ones are not cut off in silence. */
const anonymousCode = (filling: Filling) => {
  const { fields, hints, errors } = filling.words
  return html`
    ${line(filling, {
      name: 'reporter.anonymousCode',
      label: fields['reporter.anonymousCode'],
      hint: hints['reporter.anonymousCode'],
      digits: true,
    })}
    <div class="error" id="code-flaws" role="alert" hidden>
      ${codeFlaws.map((flaw) => html`<p data-code-flaw=${flaw} hidden>${errors.anonymousCode[flaw]}</p>`)}
    </div>
  `
}

/** Categories that have a form of their own; the clue's own form leads there instead of asking for them. */
const ELSEWHERE = ['politicalLegalStaff', 'litigationPetition']

type Block = (filling: Filling, choices: PortalChoices) => unknown

const category = (filling: Filling, offered: PortalChoices['categories']) =>
  options(filling, {
    name: 'category',
    label: filling.words.fields.category,
    type: 'radio',
    options: offered,
    required: true,
  })
const titleAndContent = (filling: Filling) => {
  const { fields, hints } = filling.words
  return html`
    ${line(filling, { name: 'title', label: fields.title, required: true })}
    ${lines(filling, { name: 'content', label: fields.content, hint: hints.content, rows: 9, required: true })}
  `
}
const area = (filling: Filling, { areas }: PortalChoices) => {
  const { reportPage: said, fields } = filling.words
  return select(filling, {
    name: 'area',
    label: fields.area,
    options: [notKnown(filling)],
    groups: areas.map(({ code, label, within }) => ({
      label,
      options: [{ code, label: said.wholePlace(label) }, ...within],
    })),
  })
}
const day = (filling: Filling) => {
  const { fields, hints } = filling.words
  return line(filling, { name: 'occurredOn', label: fields.occurredOn, hint: hints.occurredOn, type: 'date' })
}

/** What happened, by type. */
const facts: Readonly<Record<PublicTypeName, Block>> = {
  clue: (filling, choices) => {
    const { fields, hints } = filling.words
    return html`
      ${category(
        filling,
        choices.categories.filter(({ code }) => !ELSEWHERE.includes(code)),
      )}
      ${titleAndContent(filling)}
      <div class="pair">
        ${area(filling, choices)}
        ${line(filling, { name: 'occurredAt', label: fields.occurredAt, hint: hints.occurredAt })}
        ${day(filling)} ${line(filling, { name: 'loss', label: fields.loss, hint: hints.loss })}
      </div>
      ${select(filling, { name: 'trade', label: fields.trade, options: [notKnown(filling), ...choices.trades] })}
      ${options(filling, { name: 'focus', label: fields.focus, type: 'checkbox', options: [...choices.focus, notKnown(filling)] })}
      ${dontKnow(filling, 'stillGoingOn', fields.stillGoingOn)}
      ${dontKnow(filling, 'weapons', fields.weapons)} ${dontKnow(filling, 'minors', fields.minors)}
    `
  },
  petition: (filling, choices) => {
    const { fields, hints } = filling.words
    return html`
      ${category(filling, choices.categories)}
      ${lines(filling, { name: 'claim', label: fields.claim, hint: hints.claim, rows: 4, required: true })}
      ${titleAndContent(filling)}
      <div class="pair">
        ${line(filling, { name: 'concernedOrgan', label: fields.concernedOrgan, hint: hints.concernedOrgan })}
        ${line(filling, { name: 'caseNumber', label: fields.caseNumber, hint: hints.caseNumber })}
        ${area(filling, choices)} ${day(filling)}
      </div>
      ${dontKnow(filling, 'procedureOpen', fields.procedureOpen)}
    `
  },
  complaint: (filling, choices) => {
    const { fields } = filling.words
    return html`
      ${category(filling, choices.categories)} ${titleAndContent(filling)}
      <div class="pair">
        ${select(filling, { name: 'staffOrgan', label: fields.staffOrgan, options: choices.organs ?? [] })}
        ${area(filling, choices)} ${day(filling)}
      </div>
      ${dontKnow(filling, 'stillGoingOn', fields.stillGoingOn)}
    `
  },
}

const umbrella = (filling: Filling) => html`
  ${dontKnow(filling, 'umbrellaSuspected', filling.words.fields.umbrellaSuspected)}
  ${lines(filling, { name: 'umbrellaFacts', label: filling.words.fields.umbrellaFacts, rows: 4 })}
`

const notKnown = ({ words }: Filling) => ({ code: NOT_KNOWN, label: words.reportPage.unknown })

/** The first person open; the others folded, unless something is in them. */
function persons(filling: Filling, about: PublicTypeName) {
  const { reportPage: said, fields } = filling.words
  const own = filling.words.about[about]
  const { asksOfPersons, asksWhetherOfficial } = publicForms[about]
  return Array.from({ length: PERSONS_IN_FORM }, (_, index) => {
    const path = (name: string) => `reportedPersons.${index}.${name}`
    const { yes, no, unknown } = said
    const row = html`
      <fieldset class="person" id=${idOf(`reportedPersons.${index}`)} tabindex="-1">
        <legend>${own.person(index + 1)}</legend>
        <div class="pair">
          ${asksOfPersons.map((name) =>
            line(filling, {
              name: path(name),
              label: fields[name],
              ...(name === 'phone' ? { type: 'tel' } : {}),
            }),
          )}
        </div>
        ${
          asksWhetherOfficial
            ? options(filling, {
                name: path('publicOfficial'),
                label: fields.publicOfficial,
                type: 'radio',
                inline: true,
                options: [
                  { code: 'yes', label: yes },
                  { code: 'no', label: no },
                  { code: 'unknown', label: unknown },
                ],
              })
            : undefined
        }
      </fieldset>
    `
    const parts = [...asksOfPersons, 'publicOfficial'].map(path)
    const open = parts.some((name) => filling.form.text(name) !== '' || filling.errors.has(name))
    return index === 0
      ? row
      : html`<details open=${open}>
          <summary>${own.morePerson(index + 1)}</summary>
          ${row}
        </details>`
  })
}

/** Where the reporter's own name gave way, with the way there. */
export function maskedNotice({ words }: Filling, names: readonly string[]) {
  const { ownWords, lookAt } = words.reportPage
  // Every text that is looked through is a field of the form.
  const label = (name: string): string => words.fields[name as keyof Words['fields']]
  return html`<div class="notice" role="status">
    <p>${ownWords}</p>
    <p>${lookAt}${names.map((name) => html`<a href=${`#${idOf(name)}`}>${label(name)}</a> `)}</p>
  </div>`
}

/** How many files one form takes, and how large. */
export type AllowedFiles = Pick<FormLimits, 'files' | 'fileBytes' | 'bodyBytes'>

/** Where several files are chosen at once. */
export function filePicker(filling: Filling, allowed: AllowedFiles, name = 'attachments') {
  const id = idOf(name)
  const hint = filling.words.reportPage.attachmentsHint(
    allowed.files,
    megabytes(allowed.fileBytes),
    megabytes(allowed.bodyBytes),
  )
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
      ${fromDevice(`${id}-photo`, `${name}.photo`, 'image/*', filling.words.reportPage.takePhoto)}
      ${fromDevice(`${id}-sound`, `${name}.sound`, 'audio/*', filling.words.reportPage.recordSound)}
    </div>
  `
}

/** On a telephone it opens the camera or the recorder; elsewhere it picks a file of that kind. */
const fromDevice = (id: string, name: string, accept: string, label: string) => html`
  <label class="device" for=${id}>${label}</label>
  <input id=${id} type="file" name=${name} accept=${accept} capture="environment" />
`

const ORDER = [
  ...['realName', 'reporter.name', 'reporter.phone', 'reporter.idNumber', 'reporter.otherContact'],
  ...['reporter.contactTime', 'reporter.anonymousCode'],
  ...['contactWish', 'reportedPersons', 'category', 'claim', 'title', 'content', 'staffOrgan'],
  ...['concernedOrgan', 'caseNumber', 'area', 'occurredAt', 'occurredOn', 'loss', 'trade', 'focus'],
  ...['procedureOpen', 'stillGoingOn', 'weapons', 'minors', 'umbrellaSuspected', 'umbrellaFacts'],
  'attachments',
]
const PERSON = /^reportedPersons\.[0-4](?:\.(?:name|alias|unitName|post|address|phone|publicOfficial))?$/
const OF_SOME: readonly string[] = publicTypes.flatMap((one) => publicForms[one].asks)

/** Whether the form has a field of this name to point at. */
const inForm = (about: PublicTypeName, name: string): boolean => {
  if (PERSON.test(name)) return true
  if (!ORDER.includes(name) || name === 'reportedPersons') return false
  return !OF_SOME.includes(name) || publicForms[about].asks.some((one) => one === name)
}

/** Where a field stands in the form, so that errors are listed as one meets them; what is not in it comes first. */
export const placeInForm = (name: string): number =>
  ORDER.indexOf(PERSON.test(name) ? 'reportedPersons' : name)
