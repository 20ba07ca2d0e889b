/**
 * A page of a list. Far from what is seen it is an empty space of its height, so that a list of a hundred thousand scrolls
 * as one of a hundred does.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import type { ListedPage } from '../doors/shapes.ts'
import { useNear } from './near.ts'
import { RecordRow, type Layout } from './RecordRow.tsx'

interface PageOfRowsProps {
  readonly layout: Layout
  readonly page: ListedPage
  readonly chosen: ReadonlySet<string>
}

export function PageOfRows({ layout, page, chosen }: PageOfRowsProps) {
  const place = useRef<HTMLTableSectionElement>(null)
  const isNear = useNear(place, true)
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    if (isNear && place.current !== null) setHeight(place.current.offsetHeight)
  }, [isNear, page])
  return (
    <tbody ref={place}>
      {isNear || height === 0 ? (
        page.items.map((item) => (
          <RecordRow
            key={item.id}
            layout={layout}
            item={item}
            names={page.names}
            isChosen={chosen.has(item.id)}
          />
        ))
      ) : (
        <tr aria-hidden="true">
          <td className="space" colSpan={99} style={{ height }} />
        </tr>
      )}
    </tbody>
  )
}
