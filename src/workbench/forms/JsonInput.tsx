/** Content of the rulebook, as the JSON it is. */
import { Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../words.ts'
import type { FieldInputProps } from './fieldControls.ts'

export function JsonInput({ id, value, change, invalid, describedBy }: FieldInputProps) {
  const words = useWords()
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2))
  const parsed = text.trim() === '' ? { value: undefined } : findJson(text)
  return (
    <>
      <Input.TextArea
        id={id}
        className="long json"
        rows={6}
        spellCheck={false}
        aria-invalid={invalid === true || parsed === undefined}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        value={text}
        placeholder={words.form.json}
        onChange={({ target }) => {
          setText(target.value)
          change(findJson(target.value)?.value)
        }}
      />
      {parsed === undefined && <p className="field-error">{words.form.notJson}</p>}
    </>
  )
}

function findJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
