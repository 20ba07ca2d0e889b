/**
 * Text as people type it, made fit to keep: line ends are LF and nothing stands before and after it.
 * Control characters are not kept and not silently dropped: the form comes back without them and says so.
 */
import { isWritten } from '#kernel/record/field.ts'

export interface TypedText {
  readonly text: string
  /** Control characters, lone surrogates or direction overrides were in it. */
  readonly hadControls: boolean
}

export function typedText(raw: string, options: { readonly lines: boolean }): TypedText {
  const unified = raw.replace(/\r\n?/g, '\n')
  const allowed = options.lines ? unified : unified.replace(/[\n\t]+/g, ' ')
  if (isWritten(allowed)) return { text: allowed.trim(), hadControls: false }
  const left = [...allowed].filter(isWritten).join('')
  return { text: left.trim(), hadControls: true }
}

/** A query code as it was typed: full-width signs, spaces, dashes and small letters are forgiven. */
export const typedCode = (raw: string): string =>
  raw
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .slice(0, 64)

/** A query code as it is shown: groups of four, so that it can be copied by hand. */
export const codeInGroups = (code: string): string => code.match(/.{1,4}/gu)?.join(' ') ?? code

/** A file's name as it may be kept: no folders, nothing invisible, at most 120 characters before the ending. */
export function typedFileName(raw: string): string {
  const last = raw.split(/[\\/]/).at(-1) ?? ''
  const name = typedText(last, { lines: false }).text
  const dot = name.lastIndexOf('.')
  const [stem, ending] =
    dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${[...stem].slice(0, 120).join('')}${ending}` || 'file'
}
