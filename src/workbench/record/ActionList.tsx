/** What can be done: what moves the record on stands first, what takes it back a step stands by itself. */
import { Button } from 'antd'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useWords } from '../words.ts'
import { actionGroups } from './actionGroups.ts'

interface ActionListProps {
  readonly record: RecordShape
  readonly type: TypeShape
  readonly choose: (action: string) => void
}

export function ActionList({ record, type, choose }: ActionListProps) {
  const words = useWords()
  const waits = type.states.find(({ name }) => name === record.state)?.waitsFor ?? []
  const isMyMove = record.roles.some(({ name }) => waits.includes(name))
  const { onward, back, others } = actionGroups(record, type)
  const groups = [
    { title: undefined, actions: onward },
    { title: words.record.backActions, actions: back },
    { title: words.record.otherActions, actions: others },
  ].filter(({ actions }) => actions.length > 0)
  return (
    <section className="panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{words.record.actions}</h2>
      {record.actions.length === 0 && <p className="faint">{words.record.noActions}</p>}
      {groups.map(({ title, actions }, group) => (
        <div key={title ?? ''}>
          {title !== undefined && groups.length > 1 && <h3>{title}</h3>}
          <div className="actions">
            {actions.map(({ name, label }, nth) => (
              <Button
                key={name}
                type={isMyMove && actions === onward && group === 0 && nth === 0 ? 'primary' : 'default'}
                onClick={() => choose(name)}
              >
                {label}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}
