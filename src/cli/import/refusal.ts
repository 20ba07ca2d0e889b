/**
 * Why a file, a row or a field is not taken, in words the person importing can act on.
 *
 * `because` is stable and English (for programs), `says` is for people. Neither ever quotes the content of a row:
 * reports of bad rows are passed around, and rows hold personal data.
 */
export interface ImportRefusal {
  readonly because: string
  readonly field?: string
  readonly says: { readonly zh: string; readonly en: string }
}

export function refusal(because: string, zh: string, en: string, field?: string): ImportRefusal {
  return field === undefined ? { because, says: { zh, en } } : { because, field, says: { zh, en } }
}
