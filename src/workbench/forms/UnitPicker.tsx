import type { Spoken } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface UnitPickerProps extends PickerProps {
  readonly value: string | undefined
  readonly change: (value: string | undefined) => void
}

export function UnitPicker({ value, change, ...rest }: UnitPickerProps) {
  const language = useLanguage()
  return (
    <RemotePicker<Spoken & { readonly id: string }>
      {...rest}
      address="/api/units"
      option={(unit) => ({ value: unit.id, label: unit[language] })}
      value={value === undefined ? [] : [value]}
      change={([unit]) => change(unit)}
    />
  )
}
