import type { Spoken } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface UnitPickerProps extends PickerProps {
  readonly many?: boolean
  readonly value: readonly string[]
  readonly change: (value: readonly string[]) => void
}

export function UnitPicker(props: UnitPickerProps) {
  const language = useLanguage()
  return (
    <RemotePicker<Spoken & { readonly id: string }>
      {...props}
      address="/api/units"
      option={(unit) => ({ value: unit.id, label: unit[language] })}
    />
  )
}
