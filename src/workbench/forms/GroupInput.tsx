/** Fields that belong together, once or several times. */
import { Button } from 'antd'
import { useRef, type ComponentType } from 'react'
import type { FieldShape, NamedField } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { isObject } from '../record/valueText.ts'
import { useWords } from '../words.ts'
import { isGroupOfControls, type FieldInputProps } from './fieldControls.ts'

/** The control of any field; handed in because groups stand in fields and fields in groups. */
type WithControl = FieldInputProps & { readonly Control: ComponentType<FieldInputProps> }

export function GroupInput({ Control, ...props }: WithControl) {
  const { id, field, value, change, names, busy } = props
  const words = useWords()
  const spoken = useSpoken()
  const given = isObject(value) ? value : {}
  return (
    <div className="group-input">
      {(field.parts ?? []).map((part) => {
        const partId = `${id}.${part.name}`
        const label = (
          <>
            {spoken(part.label)}
            {part.optional === true && <span className="faint"> ({words.form.optional})</span>}
          </>
        )
        return (
          <div key={part.name} className="part">
            {isGroupOfControls(part) ? (
              <span id={`${partId}-label`} className="label">
                {label}
              </span>
            ) : (
              <label htmlFor={partId} id={`${partId}-label`} className="label">
                {label}
              </label>
            )}
            <Control
              id={partId}
              field={part}
              labelledBy={`${partId}-label`}
              value={given[part.name]}
              change={(one) => change(without({ ...given, [part.name]: one }))}
              names={names}
              busy={busy}
              beside={given}
            />
          </div>
        )
      })}
    </div>
  )
}

/** Nothing, when no part is filled in. */
function without(value: Readonly<Record<string, unknown>>): object | undefined {
  const left = Object.entries(value).filter(([, part]) => part !== undefined)
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

export function GroupsInput({ items, Control, ...props }: WithControl & { readonly items: FieldShape }) {
  const { id, field, value, change, labelledBy } = props
  const words = useWords()
  const given: readonly unknown[] = Array.isArray(value) ? value : []
  // What must have one begins with one.
  const list = given.length === 0 && field.optional !== true ? [undefined] : given
  const adding = useRef<HTMLButtonElement>(null)
  const item: NamedField = { ...items, name: field.name, label: field.label }
  return (
    <div className="groups-input">
      {list.map((one, nth) => (
        // Items have no name of their own; they are only added at the end and taken out.
        <fieldset key={nth}>
          <legend>{words.form.nth(nth + 1)}</legend>
          <Control
            {...props}
            id={`${id}.${nth}`}
            field={item}
            labelledBy={labelledBy}
            value={one}
            change={(changed) => change(list.map((before, at) => (at === nth ? changed : before)))}
          />
          {(list.length > 1 || field.optional === true) && (
            <Button
              size="small"
              aria-label={words.form.remove(nth + 1)}
              onClick={() => {
                const left = list.filter((_, at) => at !== nth)
                change(left.length === 0 ? undefined : left)
                adding.current?.focus()
              }}
            >
              {words.form.remove(nth + 1)}
            </Button>
          )}
        </fieldset>
      ))}
      <Button ref={adding} id={id} onClick={() => change([...list, undefined])}>
        + {words.form.add}
      </Button>
    </div>
  )
}
