/** Which kind of paper, and its text; the kind stands in the address. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { read } from '../doors/ask.ts'
import { useSpoken } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { PaperTextForm } from './PaperTextForm.tsx'
import type { PaperKind } from './paperText.ts'
import { paperTextsLabel, usePaperWords } from './words.ts'

const paperTextsQuery = queryOptions({
  queryKey: ['paper-texts'],
  queryFn: ({ signal }) => read<{ readonly items: readonly PaperKind[] }>('/api/paper-texts', signal),
})

export function PaperTextsPage() {
  const words = usePaperWords()
  const spoken = useSpoken()
  const navigate = useNavigate()
  const search: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const texts = useQuery(paperTextsQuery)
  if (texts.isPending) return <Reading />
  if (texts.isError) return <Problem error={texts.error} again={() => void texts.refetch()} />
  const { items } = texts.data
  const chosen = items.find(({ key }) => key === search['paper'])
  const types = [...Map.groupBy(items, ({ type }) => type).values()]
  return (
    <>
      <div className="page-head">
        <h1>{spoken(paperTextsLabel)}</h1>
      </div>
      <p className="faint">{words.lead}</p>
      <div className="form-field">
        <label htmlFor="paper-kind" className="label">
          {words.choose}
        </label>
        <Select
          id="paper-kind"
          showSearch={{ optionFilterProp: 'label' }}
          className="paper-kind"
          value={chosen?.key ?? null}
          onChange={(paper) =>
            void navigate({ to: '/pages/$page', params: { page: 'paper-texts' }, search: { paper } })
          }
          options={types.map((some) => ({
            label: spoken(some[0]?.typeLabel ?? { zh: '', en: '' }),
            options: some.map(({ key, label }) => ({ value: key, label: spoken(label) })),
          }))}
        />
      </div>
      {chosen !== undefined && <PaperTextForm key={chosen.key} kind={chosen} />}
    </>
  )
}
