/** What is done to all chosen records at once, and what came of it for each. */
import { Alert, Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { ActionShape, ListedRecord, TypeShape, Values } from '../../doors/shapes.ts'
import { FormField } from '../../forms/FormField.tsx'
import { askedFields, flawsIn, sentValues } from '../../forms/formFields.ts'
import { useSpoken } from '../../language.ts'
import { useWords } from '../../words.ts'
import { batchActions } from './batchActions.ts'
import { useBatch, type BatchResult } from './batchSending.ts'

interface BatchPanelProps {
  readonly type: TypeShape
  readonly items: readonly ListedRecord[]
  readonly close: () => void
  /** Read the list anew. */
  readonly done: () => void
}

export function BatchPanel({ type, items, close, done }: BatchPanelProps) {
  const words = useWords()
  const spoken = useSpoken()
  const [action, setAction] = useState<ActionShape>()
  // The list loses what was done; what is shown here stays what was chosen.
  const [chosen] = useState(items)
  const batch = useBatch(words.unreachable)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const actions = batchActions(type, chosen)
  return (
    <section className="panel batch" aria-labelledby="batch-title">
      <h2 id="batch-title" ref={heading} tabIndex={-1}>
        {words.batch.title(chosen.length)}
      </h2>
      <p className="faint">{words.batch.says}</p>
      {actions.length === 0 && <p>{words.batch.nothing}</p>}
      {action === undefined && (
        <div className="actions">
          {actions.map((one) => (
            <Button key={one.name} onClick={() => setAction(one)}>
              {spoken(one.label)}
            </Button>
          ))}
          <Button onClick={close}>{words.form.cancel}</Button>
        </div>
      )}
      {action !== undefined && batch.results.length === 0 && !batch.isSending && (
        <BatchForm
          type={type}
          action={action}
          cancel={() => setAction(undefined)}
          send={(input) => void batch.send(chosen, action.name, input).then(done)}
        />
      )}
      {(batch.isSending || batch.results.length > 0) && (
        <Results results={batch.results} total={chosen.length} />
      )}
      {batch.results.length === chosen.length && <Button onClick={close}>{words.close}</Button>}
    </section>
  )
}

interface BatchFormProps {
  readonly type: TypeShape
  readonly action: ActionShape
  readonly cancel: () => void
  readonly send: (input: Values) => void
}

function BatchForm({ type, action, cancel, send }: BatchFormProps) {
  const words = useWords()
  const spoken = useSpoken()
  const id = useId()
  const [values, setValues] = useState<Values>({})
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const asked = askedFields(type, action, action.input)
  const flaws = flawsIn(asked, values)
  return (
    <form
      noValidate
      aria-label={spoken(action.label)}
      onSubmit={(event) => {
        event.preventDefault()
        setIsChecked(true)
        if (flaws.length === 0) send(sentValues(asked, values))
        else document.getElementById(`${id}${flaws[0]?.field ?? ''}`)?.focus()
      }}
    >
      <h3>{spoken(action.label)}</h3>
      {asked.map((one) => (
        <FormField
          key={one.field.name}
          id={`${id}${one.field.name}`}
          asked={one}
          type={type}
          at={undefined}
          record={undefined}
          names={{}}
          value={values[one.field.name]}
          values={values}
          change={(value) => setValues({ ...values, [one.field.name]: value })}
          says={
            isChecked
              ? flaws
                  .filter(({ field }) => field === one.field.name)
                  .map(({ because, most = 0 }) =>
                    because === 'missing'
                      ? words.form.missing(spoken(one.field.label))
                      : words.form.tooLong(spoken(one.field.label), most),
                  )
              : []
          }
          busy={setIsBusy}
        />
      ))}
      <div className="form-end">
        <Button type="primary" htmlType="submit" disabled={isBusy}>
          {words.form.send}
        </Button>
        <Button onClick={cancel}>{words.form.cancel}</Button>
      </div>
    </form>
  )
}

function Results({ results, total }: { readonly results: readonly BatchResult[]; readonly total: number }) {
  const words = useWords()
  const failed = results.filter(({ says }) => says.length > 0)
  return (
    <>
      <Alert
        type={failed.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={words.batch.done(results.length - failed.length, failed.length, total)}
      />
      <ul className="batch-results">
        {results.map(({ item, says }) => (
          <li key={item.id}>
            <span className={says.length === 0 ? 'lamp green' : 'lamp red'}>
              {says.length === 0 ? words.batch.ok : words.batch.refused}
            </span>{' '}
            {item.number} {item.title}
            {says.map((one) => (
              <p key={one} className="field-error">
                {one}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
