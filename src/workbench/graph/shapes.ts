/** What the doors of the graph answer. */
import type { Spoken, Who } from '../doors/shapes.ts'

export interface GraphNode {
  readonly key: string
  readonly kind: string
  readonly label: Spoken
  readonly record?: {
    readonly type: string
    readonly id: string
    readonly number: string
    readonly state: string
  }
  readonly is?: string
  readonly same?: readonly { readonly key: string; readonly label: Spoken; readonly line: string }[]
  readonly hasMore?: true
}

export interface GraphLine {
  readonly id: string
  readonly a: string
  readonly b: string
  readonly relation: string
  readonly as?: string
  readonly since: string
  readonly until?: string
  readonly record: { readonly type: string; readonly id: string; readonly number: string }
}

export interface GraphAnswer {
  readonly nodes: readonly GraphNode[]
  readonly lines: readonly GraphLine[]
  readonly none?: true
  readonly cut?: boolean
}

export interface WhyAnswer {
  readonly record: { readonly type: string; readonly id: string; readonly number: string }
  readonly typeLabel: string
  readonly fieldLabel: string
  readonly partLabel?: string
  readonly since: string
  readonly until?: string
  readonly entry?: { readonly seq: number; readonly at: string; readonly label: string; readonly by: Who }
}

export interface Candidate {
  readonly node: GraphNode
  readonly stated: boolean
  readonly signs: readonly { readonly kind: string; readonly says: string }[]
  /** What asks already whether they are one. */
  readonly match?: string
}

export interface ProposalsAnswer {
  readonly items: readonly Candidate[]
}

/** Whom a clue or a case speaks of, and nobody answered for yet. */
export interface PersonsAnswer {
  readonly mayState: boolean
  readonly items: readonly Mention[]
  readonly more?: true
}

export interface Mention {
  readonly node: GraphNode
  readonly on: { readonly type: string; readonly id: string; readonly number: string }
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  readonly addresses: readonly string[]
  readonly candidates: readonly Candidate[]
}
