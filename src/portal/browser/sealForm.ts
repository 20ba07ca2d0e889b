/**
 * In the citizen's browser: seals who reports before the form is sent, so that name, telephone and identity number never
 * reach the server in plain.
 *
 * The fields lose their names at once; from then on nothing can send them in plain, whatever sends the form. Where
 * something is missing that is needed here (a script blocked, no WebCrypto, an old browser) the page stays as the server
 * wrote it, and the server seals on arrival. What the page says about it is switched in the same step as the names.
 *
 * What the reporter wrote of themselves into what they tell gives way first, once, and is shown before anything is sent.
 */
import { identifierFromField, identifiersIn } from '#kernel/identifiers/identifiersIn.ts'
import { identifierKey } from '#kernel/identifiers/identifier.ts'
import { findCodeFlaw, typedAnonymousCode } from '../anonymousCode.ts'
import { freeTexts, withoutOwnWords } from '../ownWords.ts'
import {
  boundTo,
  identityParts,
  recognitionOf,
  seal,
  type IdentityPart,
  type SealedIdentity,
} from '../sealing.ts'

type Identity = Partial<Record<IdentityPart, string>>

const form = document.querySelector('form[data-seal-key]')
// Only in a secure context (https or this machine) has a browser WebCrypto.
if (form instanceof HTMLFormElement && isSecureContext) takeOver(form)

function takeOver(shown: HTMLFormElement): void {
  const { sealKey = '', sealName = '' } = shown.dataset
  const inputs = new Map<IdentityPart, HTMLInputElement>()
  for (const part of identityParts) {
    const input = shown.elements.namedItem(`reporter.${part}`)
    // A petition asks for no anonymous code.
    if (input === null && part === 'anonymousCode') continue
    if (!(input instanceof HTMLInputElement)) return
    inputs.set(part, input)
  }
  const token = shown.elements.namedItem('retryToken')
  if (!(token instanceof HTMLInputElement)) return

  for (const input of inputs.values()) input.removeAttribute('name')
  say(shown, 'browser')
  let isSending = false
  /** What was sealed last stays the same for the same words: a form sent twice is one report. */
  let last: { readonly of: string; readonly sealed: string } | undefined

  shown.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isSending) return
    const { submitter } = event
    // Another language is no sending.
    const isSwitch = submitter instanceof HTMLButtonElement && submitter.name === 'show'
    if (!isSwitch && (refusesCode() || maskOwnWords())) return
    isSending = true
    void send(submitter instanceof HTMLButtonElement ? submitter : undefined).catch(() => {
      isSending = false
      // The next press sends it to be sealed by the server, and the page says so.
      for (const [part, input] of inputs) input.name = `reporter.${part}`
      say(shown, 'failed')
    })
  })
  // Shown again from the browser's memory after going back: it may be sent again.
  addEventListener('pageshow', () => {
    isSending = false
  })

  async function send(submitter: HTMLButtonElement | undefined): Promise<void> {
    const isPlain = [...inputs.values()].some((input) => input.name !== '')
    if (!isPlain) put('reporter.sealed', await sealed())
    // form.submit() does not say which button was pressed.
    if (submitter !== undefined && submitter.name !== '') put(submitter.name, submitter.value)
    shown.submit()
  }

  function identityTyped(): Identity {
    const identity: Identity = {}
    for (const [part, input] of inputs) {
      const value = part === 'anonymousCode' ? typedAnonymousCode(input.value) : input.value.trim()
      if (value !== '') identity[part] = value
    }
    return identity
  }

  /** Nobody can look at it once it is sealed: what is no code is said here, in the words that the page brought. */
  function refusesCode(): boolean {
    const input = inputs.get('anonymousCode')
    const says = shown.querySelector('#code-flaws')
    if (input === undefined || !(says instanceof HTMLElement)) return false
    const flaw = findCodeFlaw(typedAnonymousCode(input.value))
    says.hidden = flaw === undefined
    for (const sentence of says.querySelectorAll('[data-code-flaw]'))
      if (sentence instanceof HTMLElement) sentence.hidden = sentence.dataset['codeFlaw'] !== flaw
    input.setAttribute('aria-invalid', String(flaw !== undefined))
    if (flaw !== undefined) input.focus()
    return flaw !== undefined
  }

  /** Whether something gave way that the reporter has not been shown yet. */
  function maskOwnWords(): boolean {
    const told = shown.querySelector('[data-own-words]')
    const seen = shown.elements.namedItem('ownWords')
    if (!(told instanceof HTMLElement) || !(seen instanceof HTMLInputElement) || seen.value !== '')
      return false
    const identity = identityTyped()
    const changed: HTMLAnchorElement[] = []
    for (const name of freeTexts) {
      const control = shown.elements.namedItem(name)
      if (!(control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)) continue
      const text = withoutOwnWords(control.value, identity, told.dataset['ownWords'] ?? '')
      if (text === control.value) continue
      control.value = text
      const way = document.createElement('a')
      way.href = `#${control.id}`
      way.textContent = control.labels?.[0]?.firstChild?.textContent ?? ''
      changed.push(way)
    }
    if (changed.length === 0) return false
    seen.value = 'seen'
    told.querySelector('[data-changed]')?.replaceChildren(...changed.flatMap((way) => [way, ' ']))
    told.hidden = false
    told.focus()
    return true
  }

  async function sealed(): Promise<string> {
    const identity = identityTyped()
    const wantsRecognition = isTicked('recogniseMe')
    const of = JSON.stringify([identity, wantsRecognition])
    if (last?.of === of) return last.sealed
    const has = identityParts.filter((part) => identity[part] !== undefined)
    if (has.length === 0) return ''
    // The token was read above as the input it is.
    const bound = await boundTo((token as HTMLInputElement).value)
    const value: SealedIdentity = {
      envelope: await seal(
        { name: sealName, publicKey: sealKey },
        JSON.stringify(identity),
        bound,
        'browser',
      ),
      has,
      ...(wantsRecognition
        ? { recognise: await Promise.all(identifiersOf(identity).map(recognitionOf)) }
        : {}),
    }
    last = { of, sealed: JSON.stringify(value) }
    return last.sealed
  }

  const isTicked = (name: string): boolean => {
    const box = shown.elements.namedItem(name)
    return box instanceof HTMLInputElement && box.checked
  }

  function put(name: string, value: string): void {
    const before = shown.querySelector(`input[type=hidden][name="${name}"]`)
    const input = before instanceof HTMLInputElement ? before : document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    // Before the files: of a form whose files are too large only what stands before them arrives.
    if (before === null) shown.prepend(input)
  }
}

function identifiersOf({ phone, idNumber, otherContact }: Identity): readonly string[] {
  const residentId = idNumber === undefined ? undefined : identifierFromField('residentId', idNumber)
  const found = [
    ...(phone === undefined ? [] : identifiersIn(phone)),
    ...(residentId === undefined ? [] : [residentId]),
    ...(otherContact === undefined ? [] : identifiersIn(otherContact)),
  ]
  return [...new Set(found.map(identifierKey))].slice(0, 8)
}

/** Shows the sentence that is true now, and hides the others. */
function say(shown: HTMLFormElement, what: 'browser' | 'failed'): void {
  for (const sentence of shown.querySelectorAll('[data-seal-says]'))
    if (sentence instanceof HTMLElement) sentence.hidden = sentence.dataset['sealSays'] !== what
}
