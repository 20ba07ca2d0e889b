import type { FoundPerson } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface PersonPickerProps extends PickerProps {
  readonly many?: boolean
  readonly value: readonly string[]
  readonly change: (value: readonly string[]) => void
}

/** People with a post today; their own unit's first. The post tells two of one name apart. */
export function PersonPicker(props: PersonPickerProps) {
  const language = useLanguage()
  return (
    <RemotePicker<FoundPerson>
      {...props}
      address="/api/people"
      option={({ id, name, post, unit }) => ({
        value: id,
        label: `${name} · ${post[language]} · ${unit[language]}`,
      })}
    />
  )
}
