/**
 * Text as identifiers are looked for in it: full-width digits and letters become plain ones (NFKC),
 * all dashes become `-`, all masking signs `*`, all spaces ` `, invisible characters go.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Mn}]+/gu, (run) => (/[\n\r\t]/.test(run) ? ' ' : ''))
    .replace(/[‐‑‒–—―−_~]/g, '-')
    .replace(/[×╳✕✖●○•■□⁎∗✱]/g, '*')
    .replace(/\s/g, ' ')
}

/** A field's content without the separators people put into numbers. */
export const withoutSeparators = (text: string): string => plainText(text).replace(/[ \-.·・()+]/g, '')
