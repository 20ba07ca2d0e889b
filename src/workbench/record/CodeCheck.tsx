/**
 * A claimant tells their anonymous code: whether it is the one that was sealed. The code is kept nowhere, here or there; that it
 * was asked, and the answer, stand in the record.
 */
import { Alert, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { findCodeFlaw, typedAnonymousCode } from '#portal/anonymousCode.ts'
import { ask } from '../doors/ask.ts'
import type { NamedField, RecordShape } from '../doors/shapes.ts'
import { useWords } from '../words.ts'

interface CodeCheckProps {
  readonly field: NamedField
  readonly record: Pick<RecordShape, 'id' | 'type'>
}

export function CodeCheck({ field, record }: CodeCheckProps) {
  const words = useWords()
  const id = useId()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<{ readonly text: string; readonly type: 'success' | 'warning' }>()
  const [isAsking, setIsAsking] = useState(false)
  const code = typedAnonymousCode(typed)
  const flaw = findCodeFlaw(code)

  async function compare() {
    setIsAsking(true)
    const answered = await ask<{ readonly fits: boolean }>(
      `/api/records/${record.type}/${record.id}/sealed/${field.name}/compare`,
      { method: 'POST', json: { code } },
    )
    setIsAsking(false)
    setTyped('')
    if ('body' in answered) {
      const { fits } = answered.body
      setSaid({
        text: fits ? words.record.codeFits : words.record.codeFitsNot,
        type: fits ? 'success' : 'warning',
      })
      await client.invalidateQueries({ queryKey: ['record', record.type, record.id] })
    } else setSaid({ text: answered.problem.refused[0]?.says ?? words.unreachable, type: 'warning' })
  }

  return (
    <form
      className="code-check"
      onSubmit={(event) => {
        event.preventDefault()
        void compare()
      }}
    >
      <label htmlFor={id} className="label">
        {words.record.codeTold}
      </label>
      <Input
        id={id}
        autoComplete="off"
        inputMode="numeric"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        {...(flaw === undefined ? {} : { 'aria-invalid': true })}
      />
      {flaw !== undefined && <p className="field-error">{words.form.codeFlaws[flaw]}</p>}
      <Button size="small" htmlType="submit" disabled={code === '' || flaw !== undefined || isAsking}>
        {words.record.codeCompare}
      </Button>
      <p className="faint">{words.record.codeNote}</p>
      {said !== undefined && <Alert type={said.type} showIcon role="alert" title={said.text} />}
    </form>
  )
}
