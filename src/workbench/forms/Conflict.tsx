/**
 * Somebody else was first: what they did, and side by side what stood there when the form was opened, what stands there
 * now, and what was typed here.
 */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { spokenInstant } from '../days.ts'
import { read } from '../doors/ask.ts'
import type { HistoryShape, NamedField, RecordShape, TypeShape, Values } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { valueText } from '../record/valueText.ts'
import { whoText } from '../record/whoText.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'

interface ConflictProps {
  readonly type: TypeShape
  /** As it was when the form was opened. */
  readonly seen: RecordShape
  readonly action: string
  readonly typed: Values
  readonly goOn: (version: number) => void
}

export function Conflict({ type, seen, action, typed, goOn }: ConflictProps) {
  const words = useWords()
  const language = useLanguage()
  const path = `/api/records/${seen.type}/${seen.id}`
  const found = useQuery({
    queryKey: ['conflict', seen.type, seen.id, seen.version],
    gcTime: 0,
    staleTime: 0,
    queryFn: async ({ signal }) => ({
      now: await read<RecordShape>(path, signal),
      history: await read<HistoryShape>(`${path}/entries`, signal),
    }),
  })
  if (found.isPending) return <Reading />
  if (found.isError) return <Problem error={found.error} />
  const { now, history } = found.data
  const isStillThere = now.actions.some(({ name }) => name === action)
  return (
    <Alert
      type="warning"
      showIcon
      className="conflict"
      title={words.form.conflict}
      description={
        <>
          <p>{words.form.conflictSays}</p>
          <ul>
            {history.items
              .filter(({ seq }) => seq > seen.version)
              .map(({ id, by, label, at: when }) => (
                <li key={id}>
                  {words.form.conflictDone(
                    whoText(by, language, words),
                    label,
                    spokenInstant(when, language),
                  )}
                </li>
              ))}
          </ul>
          <SideBySide type={type} seen={seen} now={now} typed={typed} />
          {isStillThere ? (
            <Button onClick={() => goOn(now.version)}>{words.form.conflictGoOn}</Button>
          ) : (
            <p>{words.form.conflictOver}</p>
          )}
        </>
      }
    />
  )
}

interface Sides {
  readonly type: TypeShape
  readonly seen: RecordShape
  readonly now: RecordShape
  readonly typed: Values
}

/** Only what is not the same on all sides. */
function SideBySide({ type, seen, now, typed }: Sides) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const rows = type.fields
    .filter(({ protection }) => protection !== 'sealed')
    .filter(({ name }) => typed[name] !== undefined || differ(seen.fields[name], now.fields[name]))
  const text = (field: NamedField, value: unknown, { names }: Pick<RecordShape, 'names'>) =>
    valueText(field, value, { language, names, words })
  const states = { seen: seen.stateLabel, now: now.stateLabel }
  if (rows.length === 0 && states.seen === states.now) return null
  return (
    <div className="wide">
      <table className="plain-table sides">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.form.sides.before}</th>
            <th scope="col">{words.form.sides.now}</th>
            <th scope="col">{words.form.sides.mine}</th>
          </tr>
        </thead>
        <tbody>
          {states.seen !== states.now && (
            <tr className="differs">
              <th scope="row">{words.list.state}</th>
              <td>{states.seen}</td>
              <td>{states.now}</td>
              <td />
            </tr>
          )}
          {rows.map((field) => (
            <tr
              key={field.name}
              className={differ(seen.fields[field.name], now.fields[field.name]) ? 'differs' : ''}
            >
              <th scope="row">{spoken(field.label)}</th>
              <td>{text(field, seen.fields[field.name], seen)}</td>
              <td>{text(field, now.fields[field.name], now)}</td>
              <td>{text(field, typed[field.name], now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other)
