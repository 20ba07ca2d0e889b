/**
 * Judging earlier reports: what the machine found is laid out one below the other, with what the two have in common, and
 * each is judged (judgedParts.ts).
 */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Input, Radio } from 'antd'
import { earlierQuery, type AtRecord } from '../doors/queries.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { EarlierReasons } from '../record/EarlierReasons.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { isObject } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import type { JudgedParts } from './judgedParts.ts'

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

interface EarlierInputProps {
  readonly id: string
  readonly at: AtRecord
  readonly parts: JudgedParts
  readonly value: unknown
  readonly change: (value: unknown) => void
}

export function EarlierInput({ id, at, parts, value, change }: EarlierInputProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const found = useQuery(earlierQuery(at))
  if (found.isPending) return <Reading />
  if (found.isError) return <Problem error={found.error} again={() => void found.refetch()} />
  const judged: readonly Readonly<Record<string, unknown>>[] = Array.isArray(value)
    ? value.filter(isObject)
    : []
  const { record, verdict, why } = parts
  const of = (other: string) => judged.find((one) => one[record.name] === other) ?? { [record.name]: other }
  const set = (other: string, changed: Readonly<Record<string, unknown>>) => {
    const rest = judged.filter((one) => one[record.name] !== other)
    change([...rest, Object.fromEntries(Object.entries(changed).filter(([, part]) => part !== undefined))])
  }
  const { items, outOfReach } = found.data
  return (
    <div className="earlier-input">
      {items.length === 0 && <p>{words.record.noEarlier}</p>}
      {items.length > 0 && <p>{words.form.judge}</p>}
      {outOfReach > 0 && <Alert type="warning" showIcon title={words.record.earlierHidden(outOfReach)} />}
      {items.map((one) => (
        <fieldset key={one.id}>
          <legend>
            <Link to="/records/$type/$id" params={{ type: one.type, id: one.id }} target="_blank">
              {one.number}
            </Link>
          </legend>
          <EarlierReasons {...one} />
          <Radio.Group
            aria-label={`${spoken(verdict.label)} ${one.number}`}
            name={`${id}-${one.id}`}
            value={of(one.id)[verdict.name] ?? null}
            options={(verdict.choices ?? []).map((choice) => ({
              value: choice.code,
              label: choice[language],
            }))}
            onChange={({ target }) => set(one.id, { ...of(one.id), [verdict.name]: target.value as unknown })}
          />
          {why !== undefined && of(one.id)[verdict.name] !== undefined && (
            <Input
              aria-label={`${words.form.judgeWhy} ${one.number}`}
              placeholder={words.form.judgeWhy}
              value={textIn(of(one.id)[why.name])}
              onChange={({ target }) =>
                set(one.id, { ...of(one.id), [why.name]: target.value === '' ? undefined : target.value })
              }
            />
          )}
        </fieldset>
      ))}
    </div>
  )
}
