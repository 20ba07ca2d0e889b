/** A field of a form: what it is called, what the rules propose, its control, and what is wrong with it. */
import { Button } from 'antd'
import type { AtRecord } from '../doors/queries.ts'
import type { Names, RecordShape, TypeShape, Values } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { proposalText } from '../record/proposalText.ts'
import { valueText } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import { EarlierInput } from './EarlierInput.tsx'
import { FieldInput } from './FieldInput.tsx'
import { isGroupOfControls } from './fieldControls.ts'
import type { AskedField } from './formFields.ts'
import { findJudgedParts } from './judgedParts.ts'

interface FormFieldProps {
  readonly id: string
  readonly asked: AskedField
  readonly type: TypeShape
  readonly at: AtRecord | undefined
  readonly record: RecordShape | undefined
  readonly names: Names
  readonly value: unknown
  readonly values: Values
  readonly change: (value: unknown) => void
  readonly says: readonly string[]
  readonly busy: (isBusy: boolean) => void
}

export function FormField(props: FormFieldProps) {
  const { id, asked, type, at, record, names, value, values, change, says, busy } = props
  const { field, required } = asked
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const judged = at === undefined ? undefined : findJudgedParts(field, type.name)
  const isGroup = judged !== undefined || isGroupOfControls(field)
  const proposals = (record?.proposals ?? []).filter((one) => one.field === field.name)
  const most = field.schema['maxLength']
  const length = typeof value === 'string' ? value.length : 0
  const label = (
    <>
      {spoken(field.label)}
      <span className="faint"> ({required ? words.form.required : words.form.optional})</span>
    </>
  )
  const describedBy = says.length > 0 ? `${id}-says` : undefined
  return (
    <div
      className="form-field"
      role={isGroup ? 'group' : undefined}
      aria-labelledby={isGroup ? `${id}-label` : undefined}
    >
      {isGroup ? (
        <span id={`${id}-label`} className="label">
          {label}
        </span>
      ) : (
        <label htmlFor={id} id={`${id}-label`} className="label">
          {label}
        </label>
      )}
      {proposals.map((proposal) => (
        <p key={proposal.row} className="proposal">
          {words.record.propose}:{' '}
          <strong>{valueText(field, proposal.value, { language, names, words })}</strong>{' '}
          <span className="faint">{proposalText(proposal, language)}</span>{' '}
          {proposal.value !== value && (
            <Button size="small" onClick={() => change(proposal.value)}>
              {words.record.adopt}
            </Button>
          )}
        </p>
      ))}
      {judged !== undefined && at !== undefined ? (
        <EarlierInput id={id} at={at} parts={judged} value={value} change={change} />
      ) : (
        <FieldInput
          id={id}
          field={field}
          value={value}
          change={change}
          names={names}
          invalid={says.length > 0}
          describedBy={describedBy}
          labelledBy={`${id}-label`}
          busy={busy}
          beside={values}
        />
      )}
      {field.kind === 'longText' && typeof most === 'number' && length > most * 0.8 && (
        <p className={length > most ? 'field-error' : 'faint'}>{words.form.charsLeft(length, most)}</p>
      )}
      {says.length > 0 && (
        <p id={`${id}-says`} className="field-error">
          {says.join(' ')}
        </p>
      )}
    </div>
  )
}
