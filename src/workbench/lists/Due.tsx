/** The lamp of a row, and which clock it is. */
import type { ListedRecord, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { Lamp } from './Lamp.tsx'

export function Due({ item, type }: { readonly item: ListedRecord; readonly type: TypeShape }) {
  const spoken = useSpoken()
  const words = useWords()
  if (item.lamp === undefined) return <span className="faint">{words.due.none}</span>
  const clock = item.deadlines.find(({ due }) => due !== undefined && due === item.due)
  const label = type.deadlines.find(({ name }) => name === clock?.name)?.label
  return (
    <>
      <Lamp lamp={item.lamp} due={item.due} />
      {label !== undefined && <span className="clock-name">{spoken(label)}</span>}
    </>
  )
}
