/**
 * The query code as a QR picture: a telephone that photographs it shows the digits again. It holds the digits alone, no
 * address: whoever scans it by chance is led nowhere, and the code stays out of every history of visited pages.
 */
import { encode } from 'uqr'
import { html } from './html.ts'

export function codePicture(code: string, label: string) {
  const { data, size } = encode(code, { ecc: 'M', border: 4 })
  const dark = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
    .join('')
  return html`<svg
    class="code-picture"
    role="img"
    aria-label=${label}
    viewBox=${`0 0 ${String(size)} ${String(size)}`}
  >
    <path fill="#fff" d=${`M0 0h${String(size)}v${String(size)}h-${String(size)}z`} />
    <path fill="#000" d=${dark} />
  </svg>`
}
