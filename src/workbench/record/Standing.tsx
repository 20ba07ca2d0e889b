/** How the record stands, in one line: the clock that ends first, and whose move it is. */
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { Lamp } from '../lists/Lamp.tsx'
import { useWords } from '../words.ts'

interface StandingProps {
  readonly record: RecordShape
  readonly type: TypeShape
}

export function Standing({ record, type }: StandingProps) {
  const words = useWords()
  const spoken = useSpoken()
  const [first] = record.deadlines
    .filter(({ lamp, due }) => due !== undefined && lamp !== 'stopped')
    .toSorted((one, other) => ((one.due ?? '') < (other.due ?? '') ? -1 : 1))
  const waits = type.states.find(({ name }) => name === record.state)?.waitsFor ?? []
  const isMine = record.roles.some(({ name }) => waits.includes(name))
  const whose = type.roles.filter(({ name }) => waits.includes(name)).map(({ label }) => spoken(label))
  return (
    <p className="standing">
      {first !== undefined && (
        <span>
          <Lamp lamp={first.lamp} due={first.due} /> {first.label}
        </span>
      )}
      {whose.length > 0 && (
        <span>
          {words.record.waitsFor} <strong>{whose.join(words.comma)}</strong>
          {isMine && <span className="mine"> {words.record.thatIsYou}</span>}
        </span>
      )}
      <span className="faint roles">
        {words.record.asRole}: {record.roles.map(({ label }) => label).join(words.comma)}
      </span>
    </p>
  )
}
