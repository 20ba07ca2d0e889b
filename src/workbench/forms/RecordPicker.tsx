import type { ListedRecord } from '../doors/shapes.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface RecordPickerProps extends PickerProps {
  readonly type: string
  readonly value: string | undefined
  readonly change: (value: string | undefined) => void
}

/** Another record of this type, found by any of its words as far as the asker reaches it. */
export function RecordPicker({ type, value, change, ...rest }: RecordPickerProps) {
  return (
    <RemotePicker<ListedRecord>
      {...rest}
      address={`/api/records/${type}`}
      option={({ id, number, title }) => ({
        value: id,
        label: title === number ? number : `${number} ${title}`,
      })}
      value={value === undefined ? [] : [value]}
      change={([id]) => change(id)}
    />
  )
}
