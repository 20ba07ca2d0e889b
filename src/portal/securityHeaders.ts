/**
 * What every public page says to the browser: no script at all, nothing from elsewhere, no frame around it,
 * no referrer, no trace in a cache.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  // The only data: address is the empty icon that saves a request.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
}
