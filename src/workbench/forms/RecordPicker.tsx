import type { ListedRecord } from '../doors/shapes.ts'
import { RemotePicker, type PickerProps } from './RemotePicker.tsx'

interface RecordPickerProps extends PickerProps {
  readonly type: string
  readonly many?: boolean
  readonly value: readonly string[]
  readonly change: (value: readonly string[]) => void
}

/** Another record of this type, found by any of its words as far as the asker reaches it. */
export function RecordPicker({ type, ...rest }: RecordPickerProps) {
  return (
    <RemotePicker<ListedRecord>
      {...rest}
      address={`/api/records/${type}`}
      option={({ id, number, title }) => ({
        value: id,
        label: title === number ? number : `${number} ${title}`,
      })}
    />
  )
}
