import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useId, useState, type ReactNode } from 'react'
import type { TypeShape } from '../doors/shapes.ts'
import { UnitPicker } from '../forms/UnitPicker.tsx'
import { useSpoken } from '../language.ts'
import type { ListSearch } from './listSearch.ts'
import { useWords } from '../words.ts'

interface ListFiltersProps {
  readonly type: TypeShape
  readonly search: ListSearch
  readonly change: (search: ListSearch) => void
  /** Beside the way to take all filters away: what else can be done with them. */
  readonly children?: ReactNode
}

/** How long somebody types before the list follows. */
const PAUSE = 400

export function ListFilters({ type, search, change, children }: ListFiltersProps) {
  const words = useWords()
  const spoken = useSpoken()
  const id = useId()
  const [typed, setTyped] = useState(search.q ?? '')
  const set = (name: keyof ListSearch, value: string | undefined) => {
    const rest = Object.entries(search).filter(([other]) => other !== name)
    change(Object.fromEntries(value === undefined || value === '' ? rest : [...rest, [name, value]]))
  }
  useEffect(() => {
    if (typed === (search.q ?? '')) return undefined
    const timer = setTimeout(() => set('q', typed.trim()), PAUSE)
    return () => clearTimeout(timer)
    // Only typing starts the clock.
  }, [typed])
  const isFiltered = Object.keys(search).some((name) => name !== 'view')
  return (
    <div className="filters-place">
      <form
        role="search"
        className="filters"
        aria-label={words.list.filters}
        onSubmit={(event) => {
          event.preventDefault()
          set('q', typed.trim())
        }}
      >
        <div>
          <label htmlFor={`${id}q`}>{words.list.search}</label>
          <Input
            id={`${id}q`}
            type="search"
            maxLength={200}
            placeholder={words.list.searchSays}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}state`}>{words.list.states}</label>
          <Select
            id={`${id}state`}
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={search.state?.split(',') ?? []}
            onChange={(states: readonly string[]) => set('state', states.join(','))}
            options={type.states.map(({ name, label }) => ({ value: name, label: spoken(label) }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}unit`}>{words.list.unit}</label>
          <UnitPicker
            id={`${id}unit`}
            value={search.unit === undefined ? [] : [search.unit]}
            names={{}}
            change={([unit]) => set('unit', unit)}
          />
        </div>
        <div>
          <label htmlFor={`${id}due`}>{words.list.dueBy}</label>
          <Select
            id={`${id}due`}
            value={search.due ?? ''}
            onChange={(due: string) => set('due', due)}
            options={[
              { value: '', label: words.list.anyDue },
              { value: 'overdue', label: words.list.overdue },
              { value: 'today', label: words.list.dueToday },
            ]}
          />
        </div>
        <div>
          <label htmlFor={`${id}sort`}>{words.list.sort}</label>
          <Select
            id={`${id}sort`}
            value={search.sort ?? ''}
            onChange={(sort: string) => set('sort', sort)}
            options={[
              { value: '', label: search.view === 'work' ? words.list.sortBy.due : words.list.sortBy.opened },
              ...(['changed', 'due', 'opened'] as const).map((value) => ({
                value,
                label: words.list.sortBy[value],
              })),
            ]}
          />
        </div>
        <Checkbox
          checked={search.handler === 'me'}
          onChange={({ target }) => set('handler', target.checked ? 'me' : undefined)}
        >
          {words.list.mine}
        </Checkbox>
        {isFiltered && (
          <Button
            onClick={() => {
              setTyped('')
              change(search.view === undefined ? {} : { view: search.view })
            }}
          >
            {words.list.clear}
          </Button>
        )}
      </form>
      {isFiltered && children}
    </div>
  )
}
