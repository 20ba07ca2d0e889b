/** Somebody else was first: what they did, and whether what was typed here can still be sent. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { spokenInstant } from '../days.ts'
import { read } from '../doors/ask.ts'
import type { AtRecord } from '../doors/queries.ts'
import type { HistoryShape, RecordShape } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { whoText } from '../record/whoText.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'

interface ConflictProps {
  readonly at: AtRecord
  /** The version that was seen. */
  readonly seen: number
  readonly action: string
  readonly goOn: (version: number) => void
}

export function Conflict({ at, seen, action, goOn }: ConflictProps) {
  const words = useWords()
  const language = useLanguage()
  const path = `/api/records/${at.type}/${at.id}`
  const found = useQuery({
    queryKey: ['conflict', at.type, at.id, seen],
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
              .filter(({ seq }) => seq > seen)
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
