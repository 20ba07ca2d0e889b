/** Asking the doors of the graph. */
import { ask } from '../doors/ask.ts'
import type { GraphAnswer } from './shapes.ts'

export function queryOf(query: Readonly<Record<string, string | readonly string[]>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : value) search.append(name, one)
  return search.toString()
}

export const askGraph = (path: string, query: Readonly<Record<string, string | readonly string[]>>) =>
  ask<GraphAnswer>(`/api/graph/${path}?${queryOf(query)}`)
