/** A node by its label; it is brought into the picture. */
import { Button } from 'antd'
import { useSpoken } from '../language.ts'
import type { GraphActs } from './graphActs.ts'
import type { GraphNode } from './shapes.ts'

export function NodeLink({ node, acts }: { readonly node: GraphNode; readonly acts: GraphActs }) {
  const spoken = useSpoken()
  return (
    <Button
      type="link"
      onClick={() => {
        void acts.add(node)
      }}
    >
      {spoken(node.label)}
    </Button>
  )
}
