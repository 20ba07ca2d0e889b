/** Whom or what a record names: an official, a unit, or somebody outside. */
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { isObject } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import type { FieldInputProps } from './fieldControls.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { UnitPicker } from './UnitPicker.tsx'

const KINDS = ['n', 'p', 'u'] as const
type Kind = (typeof KINDS)[number]

export function NamedInput({ id, value, change, names }: FieldInputProps) {
  const words = useWords()
  const key = isObject(value) && typeof value['key'] === 'string' ? value['key'] : ''
  const [kind, setKind] = useState<Kind>(KINDS.find((one) => key.startsWith(`${one}:`)) ?? 'n')
  const name = key.slice(2)
  // What an official enters is stated; the machine marks what it matched itself.
  const set = (given: string | undefined) =>
    change(given === undefined || given === '' ? undefined : { key: `${kind}:${given}`, how: 'stated' })
  return (
    <div className="named-input">
      <Radio.Group
        aria-label={words.form.namedWho}
        name={`${id}-kind`}
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: words.form.namedKind[one] }))}
        onChange={({ target }) => {
          setKind(KINDS.find((one) => one === target.value) ?? 'n')
          change(undefined)
        }}
      />
      {kind === 'n' && (
        <Input
          id={id}
          aria-label={words.form.namedKind.n}
          value={name}
          onChange={({ target }) => set(target.value)}
        />
      )}
      {kind === 'p' && (
        <PersonPicker id={id} names={names} value={name === '' ? [] : [name]} change={([one]) => set(one)} />
      )}
      {kind === 'u' && (
        <UnitPicker id={id} names={names} value={name === '' ? [] : [name]} change={([one]) => set(one)} />
      )}
    </div>
  )
}
