import type { FoundPerson } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface PersonPickerProps extends PickerProps {
  readonly many?: boolean
  readonly value: readonly string[]
  readonly change: (value: readonly string[]) => void
  /** Also people without a post. */
  readonly any?: boolean
}

/** People with a post today; their own unit's first. The post tells two of one name apart. */
export function PersonPicker({ any = false, ...props }: PersonPickerProps) {
  const words = useWords()
  const language = useLanguage()
  return (
    <RemotePicker<FoundPerson>
      {...props}
      address={any ? '/api/people?any=1' : '/api/people'}
      option={({ id, name, post, unit }) => ({
        value: id,
        label:
          post === undefined || unit === undefined
            ? `${name} · ${words.form.withoutPost}`
            : `${name} · ${post[language]} · ${unit[language]}`,
      })}
    />
  )
}
