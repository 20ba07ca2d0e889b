/** What the parts of the graph's page may ask of it. */
import type { GraphNode } from './shapes.ts'

export interface GraphActs {
  readonly select: (key: string | undefined) => void
  readonly selectLine: (id: string | undefined) => void
  readonly expand: (key: string) => Promise<void>
  readonly remove: (key: string) => void
  readonly only: (key: string) => Promise<void>
  readonly shared: (key: string) => Promise<void>
  readonly setEnd: (which: 'a' | 'b', node: GraphNode) => void
  readonly add: (node: GraphNode) => Promise<void>
}
