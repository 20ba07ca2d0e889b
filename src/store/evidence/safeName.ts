import { endingsOf, type AcceptedType } from './fileType.ts'

/** UTF-16 units, as the field of a file's name allows. */
const LONGEST = 200

/**
 * A file's name as it may be shown and saved anywhere: without folders, control and invisible characters (overrides of the
 * writing direction among them) and what Windows refuses; with an ending that tells the truth.
 */
export function safeName(written: string, type: AcceptedType): string {
  const name = (written.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const [usual] = endingsOf(type)
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? ''
  const truthful = endingsOf(type).includes(ending.toLowerCase())
  const stem = truthful ? name.slice(0, -ending.length - 1) : name
  const full = `.${truthful ? ending : usual}`
  return `${cut(stem, LONGEST - full.length) || 'file'}${full}`
}

/** The same name with the ending of another type, where it needs another. */
export const nameAs = (name: string, type: AcceptedType): string =>
  safeName(
    name.replace(/\.[a-z0-9]{1,5}$/i, (ending) =>
      endingsOf(type).includes(ending.slice(1).toLowerCase()) ? ending : '',
    ),
    type,
  )

/** At most so many units, no character cut in two. */
function cut(text: string, most: number): string {
  const short = text.slice(0, most)
  return short.isWellFormed() ? short : short.slice(0, -1)
}
