/** QR pictures, drawn here: nobody else learns what is in them. */
import { encode } from 'uqr'
import { html } from './html.ts'

/**
 * The query code: a telephone that photographs it shows the digits again. It holds the digits alone, no address:
 * whoever scans it by chance is led nowhere, and the code stays out of every history of visited pages.
 */
export const codePicture = (code: string, label: string) => pictureOf(code, label, 'code-picture')

export function pictureOf(text: string, label: string, className: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
    .join('')
  return html`<svg
    class=${className}
    role="img"
    aria-label=${label}
    viewBox=${`0 0 ${String(size)} ${String(size)}`}
  >
    <path fill="#fff" d=${`M0 0h${String(size)}v${String(size)}h-${String(size)}z`} />
    <path fill="#000" d=${dark} />
  </svg>`
}
