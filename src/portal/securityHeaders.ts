/**
 * What every public page says to the browser: nothing from elsewhere, no frame around it, no referrer, no trace in a cache;
 * and no script but our own files: one to leave at once on every page, one that seals who reports on the page of the form.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Where our scripts were built. They never write markup: with Trusted Types they could not. */
export const scriptPolicy = `${POLICY}; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`

export const pageHeaders: Readonly<Record<string, string>> = {
  // The only data: address is the empty icon that saves a request.
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
}
