/** What can be done: what moves the record on stands first. */
import { Button } from 'antd'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useWords } from '../words.ts'

interface ActionListProps {
  readonly record: RecordShape
  readonly type: TypeShape
  readonly choose: (action: string) => void
}

export function ActionList({ record, type, choose }: ActionListProps) {
  const words = useWords()
  const moves = (name: string): boolean =>
    type.actions.find((one) => one.name === name)?.to.some((state) => state !== record.state) === true
  const waits = type.states.find(({ name }) => name === record.state)?.waitsFor ?? []
  const isMyMove = record.roles.some(({ name }) => waits.includes(name))
  const first = record.actions.filter(({ name }) => moves(name))
  const others = record.actions.filter(({ name }) => !moves(name))
  return (
    <section className="panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{words.record.actions}</h2>
      {record.actions.length === 0 && <p className="faint">{words.record.noActions}</p>}
      <div className="actions">
        {first.map(({ name, label }, nth) => (
          <Button
            key={name}
            type={isMyMove && nth === 0 ? 'primary' : 'default'}
            onClick={() => choose(name)}
          >
            {label}
          </Button>
        ))}
      </div>
      {others.length > 0 && (
        <>
          {first.length > 0 && <h3>{words.record.otherActions}</h3>}
          <div className="actions">
            {others.map(({ name, label }) => (
              <Button key={name} onClick={() => choose(name)}>
                {label}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
