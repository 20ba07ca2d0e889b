/**
 * Things a page hands to the browser and gets back unchanged: files already uploaded when a form comes back
 * with errors, and a receipt when it is to be shown in the other language. The seal (HMAC-SHA-256) says that they came from
 * here and belong to this form; without it anybody could attach a file by its digest, or show a false receipt.
 *
 *   base64url(JSON) '.' base64url(HMAC(key, purpose 0x00 retryToken 0x00 JSON))
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface FormSeal {
  seal(purpose: string, retryToken: string, value: unknown): string
  /** The value, or nothing when the seal was not made here for this form. */
  open(purpose: string, retryToken: string, sealed: string): unknown
}

/** `key`: at least 32 random bytes, the same in all processes that serve the portal, or files must be attached again. */
export function formSeal(key: Uint8Array): FormSeal {
  const mac = (purpose: string, token: string, json: string): Buffer =>
    createHmac('sha256', key).update(`${purpose}\0${token}\0${json}`).digest()
  return {
    seal(purpose, token, value) {
      const json = JSON.stringify(value)
      return `${Buffer.from(json).toString('base64url')}.${mac(purpose, token, json).toString('base64url')}`
    },
    open(purpose, token, sealed) {
      const [body = '', signature = ''] = sealed.split('.')
      const json = Buffer.from(body, 'base64url').toString()
      const given = Buffer.from(signature, 'base64url')
      const wanted = mac(purpose, token, json)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
      // What we sealed was JSON; what it says is for the caller to look at.
      return JSON.parse(json) as unknown
    },
  }
}
