// Byte strings: joining, comparing, and their two spellings as text other than base64.

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Not constant-time: everything compared in the journal is public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** The UTF-8 bytes of a text. The text must be well formed: a lone surrogate would silently become U+FFFD. */
export function utf8Of(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new TypeError('a text with a lone surrogate has no UTF-8 bytes')
  return encoder.encode(text)
}

/** The text these bytes spell, a leading byte-order mark included; undefined if they are not valid UTF-8. */
export function findUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
