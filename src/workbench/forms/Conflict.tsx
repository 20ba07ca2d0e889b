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
  // Nothing stood there: said, for an empty cell may also be out of sight.
  const stands = (field: NamedField, at: RecordShape) =>
    text(field, at.fields[field.name], at) || (at.notForYou.includes(field.name) ? '' : words.none)
  const states = { seen: seen.stateLabel, now: now.stateLabel }
  if (rows.length === 0 && states.seen === states.now) return null
  return (
    <div className="wide">
      <table className="plain-table sides">
        <thead>
          <tr>
            <th scope="col">{words.form.sides.before}</th>
            <th scope="col">{words.form.sides.now}</th>
            <th scope="col">{words.form.sides.mine}</th>
          </tr>
        </thead>
        {states.seen !== states.now && (
          <Side label={words.list.state} differs texts={[states.seen, states.now, '']} />
        )}
        {rows.map((field) => (
          <Side
            key={field.name}
            label={spoken(field.label)}
            differs={differ(seen.fields[field.name], now.fields[field.name])}
            texts={[stands(field, seen), stands(field, now), text(field, typed[field.name], now)]}
          />
        ))}
      </table>
    </div>
  )
}

interface SideProps {
  readonly label: string
  readonly differs: boolean
  readonly texts: readonly [string, string, string]
}

/** The label stands above: three texts have little room beside a record, and on a telephone. */
function Side({ label, differs, texts }: SideProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={texts.length}>
          {label}
        </th>
      </tr>
      <tr className={differs ? 'differs' : ''}>
        {texts.map((text, nth) => (
          <td key={nth}>{text}</td>
        ))}
      </tr>
    </tbody>
  )
}

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other)
