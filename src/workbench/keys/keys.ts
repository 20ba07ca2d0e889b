/**
 * Keys that work everywhere. Those of one character do nothing while somebody types, and can be switched off, since
 * speech input may send them by mistake (WCAG 2.1.4).
 */
import { remembered } from '../remembered.ts'

export const singleKeys = remembered('zs-single-keys', ['on', 'off'])

export type Command = 'palette' | 'keys' | 'home' | 'next' | 'previous' | 'firstAction'

const SINGLE: Readonly<Record<string, Command>> = {
  '/': 'palette',
  '?': 'keys',
  h: 'home',
  j: 'next',
  k: 'previous',
  a: 'firstAction',
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

/** What a key asks for, where it was pressed. */
export function commandOf(pressed: Pressed, place: { readonly isTyping: boolean }): Command | undefined {
  const { key, ctrlKey, metaKey, altKey, isComposing } = pressed
  if (isComposing) return undefined
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return 'palette'
  if (ctrlKey || metaKey || altKey || place.isTyping || singleKeys.get() === 'off') return undefined
  return Object.hasOwn(SINGLE, key) ? SINGLE[key] : undefined
}

const TYPED_INTO = 'input, textarea, select, [contenteditable], [role="combobox"], dialog, [role="dialog"]'

export const isTypingAt = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED_INTO) !== null
