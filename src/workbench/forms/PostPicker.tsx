import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { read } from '../doors/ask.ts'
import type { Spoken } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'
import type { PickerProps } from './RemotePicker.tsx'

interface PostPickerProps extends PickerProps {
  /** Chosen in the same form; which posts there are follows from it. */
  readonly unit: string
  readonly value: string | undefined
  readonly change: (value: string | undefined) => void
}

export function PostPicker({ id, unit, value, change, invalid, describedBy }: PostPickerProps) {
  const words = useWords()
  const language = useLanguage()
  const posts = useQuery({
    queryKey: ['posts', unit],
    enabled: unit !== '',
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly (Spoken & { readonly post: string })[] }>(
        `/api/posts?unit=${encodeURIComponent(unit)}`,
        signal,
      ),
  })
  return (
    <Select
      id={id}
      className="picker"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={unit === '' ? words.form.unitFirst : words.form.choose}
      notFoundContent={unit === '' ? words.form.unitFirst : words.form.nothingFound}
      options={(posts.data?.items ?? []).map((one) => ({ value: one.post, label: one[language] }))}
      value={value ?? null}
      onChange={(one: string | null | undefined) => change(one ?? undefined)}
      {...(invalid === true ? { status: 'error' as const, 'aria-invalid': true } : {})}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    />
  )
}
