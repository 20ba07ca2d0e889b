/** Who did what in which post, when, and what it changed: old value, new value. */
import { useQuery } from '@tanstack/react-query'
import { spokenInstant } from '../days.ts'
import { historyQuery, typesQuery, type AtRecord } from '../doors/queries.ts'
import type { EntryShape, RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { Value } from './FieldValue.tsx'
import { Replaced } from './Replaced.tsx'
import { whoText } from './whoText.ts'

interface HistoryTabProps {
  readonly at: AtRecord
  readonly type: TypeShape
  readonly record: RecordShape
}

export function HistoryTab({ at, type, record }: HistoryTabProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const types = useQuery(typesQuery)
  const history = useQuery(historyQuery(at))
  if (history.isPending) return <Reading />
  if (history.isError) return <Problem error={history.error} again={() => void history.refetch()} />
  const { items, names, notShown } = history.data
  const reader = { ...record, names: { ...record.names, ...names } }
  const typeLabel = (name: string) => {
    const label = types.data?.find((one) => one.name === name)?.label
    return label === undefined ? name : spoken(label)
  }
  return (
    <>
      <h2 className="out-of-sight">{words.record.history}</h2>
      <ol className="history">
        {withOld(items, type).map(({ entry, old }) => (
          <li key={entry.id}>
            <h3>
              {entry.label}
              {entry.signature !== undefined && (
                <span className="faint"> {words.record.nth(entry.signature.nth)}</span>
              )}
              <span className="to-state"> → {entry.stateLabel}</span>
            </h3>
            <p>
              {whoText(entry.by, language, words)}
              <span className="faint">
                {' '}
                · {entry.roleLabel} · <time dateTime={entry.at}>{spokenInstant(entry.at, language)}</time>
                {entry.via !== undefined && ` · ${words.record.via(typeLabel(entry.via.type))}`}
              </span>
            </p>
            <dl className="parts">
              {type.fields
                .filter(({ name }) => entry.changed[name] !== undefined)
                .map((field) => (
                  <div key={field.name}>
                    <dt>{spoken(field.label)}</dt>
                    <dd>
                      {field.protection === 'sealed' ? (
                        words.record.sealed
                      ) : old[field.name] === undefined ? (
                        <Value field={field} value={entry.changed[field.name]} record={reader} />
                      ) : (
                        <Replaced
                          field={field}
                          old={old[field.name]}
                          value={entry.changed[field.name]}
                          record={reader}
                        />
                      )}
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
      {notShown > 0 && <p className="faint">{words.record.notShown(notShown)}</p>}
    </>
  )
}

/** Each entry with the values that it replaced; what is added to a list replaces nothing. Newest first. */
function withOld(items: readonly EntryShape[], type: TypeShape) {
  const standing = new Map<string, unknown>()
  return items
    .map((entry) => {
      const adds = type.actions.find(({ name }) => name === entry.action)?.adds ?? []
      const old: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(entry.changed)) {
        if (adds.includes(name)) continue
        const before = standing.get(name)
        if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) old[name] = before
        standing.set(name, value)
      }
      return { entry, old }
    })
    .toReversed()
}
