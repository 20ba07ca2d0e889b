import type { Spoken } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface PlacePickerProps extends PickerProps {
  readonly value: string | undefined
  readonly change: (value: string | undefined) => void
}

export function PlacePicker({ value, change, ...rest }: PlacePickerProps) {
  const language = useLanguage()
  return (
    <RemotePicker<Spoken & { readonly code: string }>
      {...rest}
      address="/api/places"
      option={(place) => ({ value: place.code, label: place[language] })}
      value={value === undefined ? [] : [value]}
      change={([code]) => change(code)}
    />
  )
}
