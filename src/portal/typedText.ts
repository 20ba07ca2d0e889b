/**
 * Text as people type it, made fit to keep: line ends are LF, nothing stands before and after it, and what nobody can see is
 * nothing.
 * Control characters are not kept and not silently dropped: the form comes back without them and says so.
 */
import { isBlank, isWritten } from '#kernel/record/field.ts'

export interface TypedText {
  readonly text: string
  /** Control characters, lone surrogates or direction overrides were in it. */
  readonly hadControls: boolean
}

export function typedText(raw: string, options: { readonly lines: boolean }): TypedText {
  const unified = raw.replace(/\r\n?/g, '\n')
  const allowed = options.lines ? unified : unified.replace(/[\n\t]+/g, ' ')
  if (isBlank(allowed) && isWritten(allowed)) return { text: '', hadControls: false }
  if (isWritten(allowed)) return { text: allowed.trim(), hadControls: false }
  const left = [...allowed].filter(isWritten).join('')
  return { text: left.trim(), hadControls: true }
}

/** Numerals as they are written and dictated in Chinese (幺 for one over the telephone), and letters taken for digits. */
const SPOKEN: Readonly<Record<string, string>> = {
  ...{ 零: '0', 〇: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' },
  ...{ 壹: '1', 贰: '2', 叁: '3', 肆: '4', 伍: '5', 陆: '6', 柒: '7', 捌: '8', 玖: '9' },
  ...{ 幺: '1', 两: '2', O: '0', I: '1', L: '1' },
}

/** A query code as it was typed: spaces, dashes, full-width signs, Chinese numerals and small letters are forgiven. */
export function typedCode(raw: string): string {
  const code = raw
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .slice(0, 64)
  const digits = [...code].map((sign) => SPOKEN[sign] ?? sign).join('')
  return /^\d+$/.test(digits) ? digits : code
}

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
