/** What two reports have in common, as a clerk reads it. */
import { Tag } from 'antd'
import type { EarlierShape, Reason } from '../doors/shapes.ts'
import { useWords, type Words } from '../words.ts'

type Earlier = Pick<EarlierShape['items'][number], 'aspects' | 'reasons'>

export function EarlierReasons({ aspects, reasons }: Earlier) {
  const words = useWords()
  return (
    <p className="reasons">
      {aspects.map((aspect) => (
        <Tag key={aspect} variant="outlined">
          <strong>{words.aspect[aspect]}</strong>
        </Tag>
      ))}
      {reasons.map((reason) => (
        <Tag key={JSON.stringify(reason)}>{reasonText(reason, words)}</Tag>
      ))}
    </p>
  )
}

function reasonText(reason: Reason, words: Words): string {
  switch (reason.kind) {
    case 'nearText':
      return words.reason.nearText(Math.round(reason.containment * 100))
    case 'identifier':
      return words.reason.identifier(reason.masked)
    case 'personName':
      return reason.how === 'exact'
        ? words.reason.personName(reason.name)
        : words.reason.personNameLike(reason.name)
    case 'reporter':
      return words.reason.reporter
    case 'place':
      return words.reason.place(reason.place)
    case 'time':
      return words.reason.time(reason.daysApart)
  }
}
