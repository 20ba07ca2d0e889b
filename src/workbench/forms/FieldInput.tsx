/** The control for a field, by its kind. Whatever is not filled in is undefined, never an empty text. */
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import type { FieldShape, FileRef } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { isObject } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import { AT_ONCE, isFewChoices, type FieldInputProps } from './fieldControls.ts'
import { FilesInput } from './FilesInput.tsx'
import { GroupInput, GroupsInput } from './GroupInput.tsx'
import { JsonInput } from './JsonInput.tsx'
import { NamedInput } from './NamedInput.tsx'
import { PersonPicker } from './PersonPicker.tsx'
import { PlacePicker } from './PlacePicker.tsx'
import { PostPicker } from './PostPicker.tsx'
import { RecordPicker } from './RecordPicker.tsx'
import { SealedInput } from './SealedInput.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { YuanInput } from './YuanInput.tsx'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const orNothing = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

export function FieldInput(props: FieldInputProps) {
  const { id, field, value, change, names, invalid, describedBy, labelledBy, busy, beside } = props
  const language = useLanguage()
  const words = useWords()
  const aria = {
    ...(invalid === true ? { 'aria-invalid': true, status: 'error' as const } : {}),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  }
  const picker = { id, names, invalid, describedBy }
  const single = {
    value: value === undefined ? [] : [textOf(value)],
    change: ([one]: readonly string[]) => change(one),
  }
  const options = (of: FieldShape) =>
    (of.choices ?? []).map((choice) => ({ value: choice.code, label: choice[language] }))

  switch (field.kind) {
    case 'yesNo':
    case 'choice':
    case 'listed':
    case 'tableRow': {
      const all =
        field.kind === 'yesNo'
          ? [
              { value: 'true', label: words.yes },
              { value: 'false', label: words.no },
            ]
          : options(field)
      const one = typeof value === 'boolean' ? String(value) : value
      const take = (given: string | undefined) =>
        change(field.kind === 'yesNo' && given !== undefined ? given === 'true' : orNothing(given))
      if (all.length > AT_ONCE || all.length === 0)
        return (
          <Select
            {...aria}
            id={id}
            className="picker"
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            placeholder={words.form.choose}
            options={all}
            value={typeof one === 'string' ? one : null}
            onChange={(given: string | null | undefined) => take(given ?? undefined)}
          />
        )
      return (
        <div className="choices">
          <Radio.Group
            id={id}
            aria-labelledby={labelledBy}
            {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
            name={id}
            options={all}
            value={one ?? null}
            onChange={({ target }) => take(String(target.value))}
          />
          {field.optional === true && value !== undefined && (
            <button type="button" className="plain" onClick={() => change(undefined)}>
              {words.form.clearChoice}
            </button>
          )}
        </div>
      )
    }
    case 'longText':
      return (
        <Input.TextArea
          {...aria}
          id={id}
          className="long"
          rows={3}
          value={textOf(value)}
          onChange={({ target }) => change(orNothing(target.value))}
        />
      )
    case 'whole':
      return (
        <InputNumber
          {...aria}
          id={id}
          inputMode="numeric"
          value={typeof value === 'number' ? value : null}
          onChange={(given) => change(given ?? undefined)}
        />
      )
    case 'fen':
      return <YuanInput id={id} value={value} change={change} aria={aria} />
    case 'date':
      return (
        <Input
          {...aria}
          id={id}
          type="date"
          className="short"
          value={textOf(value)}
          onChange={({ target }) => change(orNothing(target.value))}
        />
      )
    case 'instant':
      return (
        <Input
          {...aria}
          id={id}
          type="datetime-local"
          className="short"
          value={localOf(textOf(value))}
          onChange={({ target }) => change(instantIn(target.value))}
        />
      )
    case 'person':
      return <PersonPicker {...picker} {...single} />
    case 'unit':
      return <UnitPicker {...picker} {...single} />
    case 'post':
      return (
        <PostPicker
          {...picker}
          value={orNothing(textOf(value))}
          unit={textOf(beside['unit'])}
          change={change}
        />
      )
    case 'place':
      return <PlacePicker {...picker} value={orNothing(textOf(value))} change={change} />
    case 'ref':
      return field.refersTo === 'person' ? (
        <PersonPicker {...picker} {...single} any />
      ) : (
        <RecordPicker {...picker} {...single} type={field.refersTo ?? ''} />
      )
    case 'file':
      return (
        <FilesInput
          id={id}
          many={false}
          describedBy={describedBy}
          // Only files that were uploaded come into this value.
          value={isObject(value) ? [value as unknown as FileRef] : []}
          change={([file]) => change(file)}
          busy={busy}
        />
      )
    case 'named':
      return <NamedInput {...props} />
    case 'group':
      return <GroupInput {...props} Control={FieldInput} />
    case 'sealed':
      return <SealedInput {...props} />
    case 'json':
      return <JsonInput {...props} />
    case 'list':
      return <ListInput {...props} />
    default:
      return (
        <Input
          {...aria}
          id={id}
          value={textOf(value)}
          onChange={({ target }) => change(orNothing(target.value))}
        />
      )
  }
}

/** Several of a kind: chosen together where that is possible, else one below the other. */
function ListInput(props: FieldInputProps) {
  const { id, field, value, change, names, invalid, describedBy, labelledBy, busy } = props
  const language = useLanguage()
  const words = useWords()
  const { items } = field
  if (items === undefined) return null
  const chosen = (texts: readonly string[]) => change(texts.length === 0 ? undefined : texts)
  const several = { id, names, invalid, describedBy, many: true, value: textsOf(value), change: chosen }
  if (items.kind === 'person' || items.refersTo === 'person') return <PersonPicker {...several} />
  if (items.kind === 'unit') return <UnitPicker {...several} />
  if (items.kind === 'ref') return <RecordPicker {...several} type={items.refersTo ?? ''} />
  if (items.kind === 'file')
    return (
      <FilesInput
        id={id}
        many
        describedBy={describedBy}
        // Only files that were uploaded come into this value.
        value={(value ?? []) as readonly FileRef[]}
        change={(files) => change(files.length === 0 ? undefined : files)}
        busy={busy}
      />
    )
  if (items.choices !== undefined) {
    const options = items.choices.map((choice) => ({ value: choice.code, label: choice[language] }))
    return isFewChoices(items) ? (
      <div role="group" aria-labelledby={labelledBy}>
        <Checkbox.Group options={options} value={[...textsOf(value)]} onChange={(some) => chosen(some)} />
      </div>
    ) : (
      <Select
        id={id}
        className="picker"
        mode="multiple"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={words.form.choose}
        options={options}
        value={[...textsOf(value)]}
        onChange={chosen}
      />
    )
  }
  if (items.kind === 'text')
    return (
      <Select
        id={id}
        className="picker"
        mode="tags"
        value={[...textsOf(value)]}
        onChange={chosen}
        notFoundContent={null}
      />
    )
  return <GroupsInput {...props} items={items} Control={FieldInput} />
}

/** The moment in China as the control takes it, and back. A year of six digits is no moment; the server says so. */
const localOf = (at: string): string => {
  const moment = Date.parse(at)
  return Number.isNaN(moment) ? at : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16)
}
const instantIn = (local: string): string | undefined => {
  if (local === '') return undefined
  const moment = Date.parse(`${local}:00.000+08:00`)
  return Number.isNaN(moment) ? local : new Date(moment).toISOString()
}
