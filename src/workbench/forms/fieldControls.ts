/** What every control of a field is given, and whether it is one control or several. */
import type { FieldShape, Names, NamedField } from '../doors/shapes.ts'

export interface FieldInputProps {
  readonly id: string
  readonly field: NamedField
  readonly value: unknown
  readonly change: (value: unknown) => void
  readonly names: Names
  readonly invalid?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly labelledBy: string
  readonly busy: (isBusy: boolean) => void
  /** What stands in the other fields of the form, or of the group. */
  readonly beside: Readonly<Record<string, unknown>>
}

/** Up to so many choices are all seen at once. */
export const AT_ONCE = 6

/** Whether the control is one that a label points at, or a group that has a name. */
export function isGroupOfControls(field: FieldShape): boolean {
  const { kind, choices = [], items } = field
  if (kind === 'list')
    return items !== undefined && (['group', 'named'].includes(items.kind) || isFewChoices(items))
  return (
    kind === 'group' ||
    kind === 'sealed' ||
    kind === 'named' ||
    kind === 'yesNo' ||
    (choices.length > 0 && isFewChoices(field))
  )
}

export const isFewChoices = ({ choices }: FieldShape): boolean =>
  choices !== undefined && choices.length > 0 && choices.length <= AT_ONCE
