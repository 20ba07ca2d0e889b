import { Button, Checkbox, Slider } from 'antd'
import { useMemo } from 'react'
import { KindMark } from './FindNode.tsx'
import { daysOf, type Picture, type ShownBy } from './picture.ts'
import { useGraphWords } from './words.ts'

interface GraphFiltersProps {
  readonly picture: Picture
  readonly shownBy: ShownBy
  readonly change: (shownBy: ShownBy) => void
  readonly kindName: (kind: string) => string
}

const DAY = 86_400_000
const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
const dayOf = (value: number): string => new Date(value * DAY).toISOString().slice(0, 10)

export function GraphFilters({ picture, shownBy, change, kindName }: GraphFiltersProps) {
  const words = useGraphWords()
  const kinds = useMemo(() => {
    const counted = new Map<string, number>()
    for (const { kind } of picture.nodes.values()) counted.set(kind, (counted.get(kind) ?? 0) + 1)
    return [...counted]
  }, [picture])
  const days = useMemo(() => daysOf(picture), [picture])
  const [first, last] = [numberOf(days?.[0] ?? '2020-01-01'), numberOf(days?.[1] ?? '2020-01-02')]
  const [from, to] = [
    shownBy.from === undefined ? first : numberOf(shownBy.from),
    shownBy.to === undefined ? last : numberOf(shownBy.to),
  ]
  const { hidden } = shownBy
  if (kinds.length === 0) return null
  return (
    <>
      <fieldset className="graph-kinds">
        <legend>{words.kinds}</legend>
        {kinds.map(([kind, count]) => (
          <Checkbox
            key={kind}
            checked={!hidden.has(kind)}
            onChange={({ target }) => {
              change({
                ...shownBy,
                hidden: new Set(
                  target.checked ? [...hidden].filter((one) => one !== kind) : [...hidden, kind],
                ),
              })
            }}
          >
            <KindMark kind={kind} /> {kindName(kind)} {count}
          </Checkbox>
        ))}
      </fieldset>
      {days !== undefined && last > first && (
        <fieldset className="graph-days">
          <legend>{words.days}</legend>
          <Slider
            range
            min={first}
            max={last}
            value={[Math.max(first, from), Math.min(last, to)]}
            ariaLabelForHandle={[words.dayFrom, words.dayTo]}
            tooltip={{ formatter: (value) => (value === undefined ? '' : dayOf(value)) }}
            onChange={([low = first, high = last]) => {
              change({
                hidden,
                ...(low > first ? { from: dayOf(low) } : {}),
                ...(high < last ? { to: dayOf(high) } : {}),
              })
            }}
          />
          <p className="graph-span">
            {dayOf(Math.max(first, from))} – {dayOf(Math.min(last, to))}
            <Button
              size="small"
              disabled={shownBy.from === undefined && shownBy.to === undefined}
              onClick={() => {
                change({ hidden })
              }}
            >
              {words.allDays}
            </Button>
          </p>
        </fieldset>
      )}
    </>
  )
}
