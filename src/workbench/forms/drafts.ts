/**
 * What was typed and not sent: a form that is closed by mistake, with its window or on another computer is found again as it
 * was. In memory at once, with the server a moment later; nothing is kept on the device, for what is written here may
 * be a secret.
 */
import { ask, type Asking } from '../doors/ask.ts'
import type { Values } from '../doors/shapes.ts'
import { sessionLost } from '../signIn/sessionLost.ts'
import { stored } from '../stored.ts'

/** After the last key. */
const PAUSE = 1000
/** Browsers let no more than 64 KiB go on its way while the page goes. */
const MOST_WHILE_LEAVING = 60_000

interface Draft {
  readonly values: Values
  /** Something of it stays out of what is kept: files, and what is sealed. */
  readonly isPart: boolean
}

/** By the address of the draft at its door. */
const drafts = new Map<string, Draft>()
/** What the server has not confirmed yet: what stands in the form, or nothing when it is to be removed. */
const waiting = new Map<string, Values | undefined>()
const going = new Set<string>()
/** The server may have one. */
const known = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** The form that the server did not keep last, and why, in its words. */
export const draftRefused = stored<{ readonly address: string; readonly says: string } | undefined>(undefined)

export const draftAddress = (
  form: { readonly type: string; readonly action: string },
  of: { readonly record?: string | undefined; readonly about?: string | undefined },
): string => {
  const query = new URLSearchParams(
    Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return `/api/me/drafts/${form.type}/${form.action}?${query.toString()}`
}

export const findDraft = (address: string): Values | undefined => drafts.get(address)?.values

/** What the server keeps of this form; nothing once somebody typed into it or discarded it here. */
export async function askForDraft(address: string, signal: AbortSignal): Promise<Values | undefined> {
  if (waiting.has(address)) return undefined
  known.add(address)
  const answered = await ask<{ readonly values?: Values }>(address, { signal })
  if (!('body' in answered)) return undefined
  const { values } = answered.body
  if (drafts.has(address) || waiting.has(address)) return undefined
  if (values === undefined) known.delete(address)
  return values
}

/** `kept` of it goes to the server, which may be a part only. */
export function keepDraft(
  address: string,
  values: Values,
  { kept, isPart }: { readonly kept: Values; readonly isPart: boolean },
): void {
  drafts.set(address, { values, isPart })
  waiting.set(address, kept)
  clearTimeout(timer)
  timer = setTimeout(() => void sendDrafts(), PAUSE)
}

/** It was sent, or is not wanted any more. */
export function forgetDraft(address: string): void {
  drafts.delete(address)
  waiting.delete(address)
  if (!known.has(address)) return
  waiting.set(address, undefined)
  void sendDraft(address)
}

/** This page knows none any more; the server keeps those of whoever typed them. */
export function forgetDrafts(): void {
  clearTimeout(timer)
  drafts.clear()
  waiting.clear()
  known.clear()
}

/** All that the server does not have yet. */
export const sendDrafts = async (isLeaving = false): Promise<void> => {
  await Promise.all([...waiting.keys()].map((address) => sendDraft(address, isLeaving)))
}

async function sendDraft(address: string, isLeaving = false): Promise<void> {
  // Whoever signs in meanwhile may be somebody else (signIn/SignInAgain.tsx): then it never goes on.
  await sessionLost.get()?.back
  if (!waiting.has(address) || (going.has(address) && !isLeaving)) return
  const content = waiting.get(address)
  going.add(address)
  if (content !== undefined) known.add(address)
  const answered = await ask(address, asked(content, isLeaving)).finally(() => going.delete(address))
  const problem = 'problem' in answered ? answered.problem : undefined
  // What the server is away for waits for the next change; what is too long or one too many is said.
  const isRefused = problem !== undefined && problem.status > 0 && problem.status < 500
  const says = isRefused ? problem.refused[0]?.says : undefined
  draftRefused.set(says === undefined ? undefined : { address, says })
  if (problem === undefined && content === undefined) known.delete(address)
  if (!waiting.has(address)) return
  if (waiting.get(address) !== content) {
    if (problem === undefined || isRefused) await sendDraft(address)
  } else if (problem === undefined) waiting.delete(address)
}

const asked = (content: Values | undefined, isLeaving: boolean): Asking =>
  content === undefined
    ? { method: 'DELETE', keepalive: true }
    : {
        method: 'PUT',
        json: content,
        keepalive: isLeaving && JSON.stringify(content).length * 3 < MOST_WHILE_LEAVING,
      }

/** Before the page goes what was typed goes to the server; the browser asks while something would be lost. */
export function keepWhenLeaving(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void sendDrafts(true)
  })
  window.addEventListener('beforeunload', (event) => {
    const isLost = [...drafts].some(([address, { isPart }]) => isPart || waiting.has(address))
    if (isLost) event.preventDefault()
  })
}
