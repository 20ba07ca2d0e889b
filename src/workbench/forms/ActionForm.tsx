/**
 * A form made from the input schema of an action. What the server refuses stands at the field it is about; what is typed
 * stays until it was done.
 */
import { Alert, Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { OwnWords } from '#portal/ownWords.ts'
import type {
  ActionShape,
  Done,
  InputSchema,
  Names,
  Problem,
  RecordShape,
  TypeShape,
  Values,
} from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { whoText } from '../record/whoText.ts'
import { useLanguage } from '../language.ts'
import { notice } from '../shell/Notice.tsx'
import { ActionHelp } from './ActionHelp.tsx'
import { Conflict } from './Conflict.tsx'
import { useConsidering } from './considering.ts'
import { askForDraft, draftAddress, draftRefused, findDraft, forgetDraft, keepDraft } from './drafts.ts'
import { FormField } from './FormField.tsx'
import {
  askedFields,
  findFirstSignature,
  firstValues,
  flawsIn,
  keptValues,
  leavesSomethingOut,
  sentValues,
  valuesOfKept,
} from './formFields.ts'
import { Outlook } from './Outlook.tsx'
import { maskedValues, ReporterTyped } from './reporterTyped.ts'
import { useSending } from './sending.ts'

interface ActionFormProps {
  readonly type: TypeShape
  readonly action: ActionShape
  readonly input: InputSchema
  /** None for what opens one. */
  readonly record?: RecordShape
  /** What is known of what it opens, and the record this follows from. */
  readonly about?: {
    readonly type: string
    readonly id: string
    readonly values: Values
    readonly names: Names
  }
  readonly done: (done: Done) => void
  readonly cancel: () => void
}

interface Said {
  readonly field?: string | undefined
  readonly says: string
}

export function ActionForm({ type, action, input, record, about, done, cancel }: ActionFormProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const id = useId()
  const asked = askedFields(type, action, input)
  const begin = (): Values => ({ ...about?.values, ...firstValues(asked, action, record) })
  const draft = draftAddress(
    { type: type.name, action: action.name },
    { record: record?.id, about: about === undefined ? undefined : `${about.type}/${about.id}` },
  )
  const [values, setValues] = useState<Values>(() => findDraft(draft) ?? begin())
  /** Begun before: in this window, or in another one, of which the server keeps what it may. */
  const [kept, setKept] = useState<'here' | 'elsewhere' | undefined>(() =>
    findDraft(draft) === undefined ? undefined : 'here',
  )
  const refusedDraft = draftRefused.use()
  const [said, setSaid] = useState<readonly Said[]>([])
  // Nobody is told what is wrong with what they have not come to yet.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isUnknown, setIsUnknown] = useState(false)
  const [conflict, setConflict] = useState<Problem>()
  const [isBusy, setIsBusy] = useState(false)
  const { send, isSending } = useSending()
  const reporter = useRef<OwnWords>({})
  /** Texts in which the reporter's own name gave way; they are shown once. */
  const [masked, setMasked] = useState<readonly string[]>()
  const top = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => heading.current?.focus(), [])

  useEffect(() => {
    if (findDraft(draft) !== undefined) return undefined
    const leaving = new AbortController()
    askForDraft(draft, leaving.signal)
      .then((found) => {
        if (found === undefined || leaving.signal.aborted) return
        setValues(valuesOfKept(asked, begin(), found))
        setKept('elsewhere')
      })
      // Left before the answer.
      .catch(() => undefined)
    return () => leaving.abort()
    // Once for a form: later it would be in the way of what is typed.
  }, [draft])

  const change = (name: string, value: unknown) => {
    const next = { ...values, [name]: value }
    setValues(next)
    keepDraft(draft, next, keptValues(asked, next))
    setTouched(new Set(touched).add(name))
    setSaid(said.filter(({ field }) => field !== name))
  }
  const at = record === undefined ? '' : `/${record.id}`
  const path = `/api/records/${type.name}${at}/actions/${action.name}`
  const sent = sentValues(asked, values)
  const considered = useConsidering(path, sent, !isSending && conflict === undefined)
  // What was said of another value is not said of this one.
  const isOfThis = (name: string): boolean =>
    JSON.stringify(considered?.of[name]) === JSON.stringify(sent[name])
  const saysAt = (name: string): readonly string[] => {
    const ofSending = said.filter(({ field }) => field === name)
    const ofConsidering =
      touched.has(name) && isOfThis(name)
        ? (considered?.refused.filter(({ field }) => field === name) ?? [])
        : []
    return [...new Set([...ofSending, ...ofConsidering].map(({ says }) => says))]
  }
  const labelOf = (name: string) => {
    const field = asked.find((one) => one.field.name === name)
    return field === undefined ? name : spoken(field.field.label)
  }
  const show = (all: readonly Said[]) => {
    setSaid(all)
    const first = all.find(({ field }) => field !== undefined)?.field
    // Whoever cannot see is led to what is wrong.
    requestAnimationFrame(() => {
      const control = first === undefined ? null : document.getElementById(`${id}${first}`)
      if (control === null) top.current?.focus()
      else control.focus()
    })
  }

  async function submit(version: number | undefined) {
    setIsUnknown(false)
    // What was said of the act before is over.
    notice.set(undefined)
    const flaws = flawsIn(asked, values)
    if (flaws.length > 0) {
      show(
        flaws.map(({ field, because, most = 0 }) => ({
          field,
          says:
            because === 'missing'
              ? words.form.missing(labelOf(field))
              : words.form.tooLong(labelOf(field), most),
        })),
      )
      return
    }
    if (masked === undefined && asked.some(({ field }) => field.kind === 'sealed')) {
      const changed = maskedValues(values, reporter.current, words.form.ownWordsStand)
      const names = Object.keys(changed)
      if (names.length > 0) {
        const next = { ...values, ...changed }
        setValues(next)
        keepDraft(draft, next, keptValues(asked, next))
        setMasked(names)
        top.current?.focus()
        return
      }
    }
    const answered = await send({
      path: `${path}?reach=1`,
      input: sent,
      ...(version === undefined ? {} : { version }),
    })
    if (answered === undefined) return
    if ('body' in answered) {
      forgetDraft(draft)
      done(answered.body)
      return
    }
    const { problem } = answered
    setConflict(undefined)
    if (problem.status === 0) setIsUnknown(true)
    else if (problem.refused.some(({ because }) => because === 'changed meanwhile')) setConflict(problem)
    else
      show(
        problem.refused.length === 0
          ? [{ says: words.broken }]
          : problem.refused.map(({ field, says }) => ({ field, says })),
      )
  }

  const general = said.filter(
    ({ field }) => field === undefined || !asked.some((one) => one.field.name === field),
  )
  const atFields = said.filter((one) => !general.includes(one))
  const first = record === undefined ? undefined : findFirstSignature(action, record)
  return (
    <form
      className="action-form"
      noValidate
      aria-labelledby={`${id}-heading`}
      onSubmit={(event) => {
        event.preventDefault()
        void submit(record?.version)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isSending || isBusy) return
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}
    >
      <h2 id={`${id}-heading`} ref={heading} tabIndex={-1}>
        {spoken(action.label)}
      </h2>
      <ActionHelp type={type} action={action} />
      {kept !== undefined && (
        <Alert
          type="info"
          showIcon
          title={words.form.kept}
          description={kept === 'elsewhere' && leavesSomethingOut(asked) ? words.form.keptInPart : undefined}
          action={
            <Button
              size="small"
              onClick={() => {
                forgetDraft(draft)
                setValues(begin())
                setKept(undefined)
              }}
            >
              {words.form.discard}
            </Button>
          }
        />
      )}
      {action.signed !== undefined && 'persons' in action.signed && (
        <Alert
          type="info"
          showIcon
          title={
            first === undefined
              ? words.form.signedTwo(action.signed.persons)
              : words.form.signedFirst(whoText(first.who, language, words))
          }
        />
      )}
      <div ref={top} tabIndex={-1} role="alert">
        {said.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={general.length > 0 ? words.form.refused : words.form.notSent}
            description={
              <ul>
                {general.map(({ says }) => (
                  <li key={says}>{says}</li>
                ))}
                {atFields.map(({ field = '', says }) => (
                  <li key={`${field}${says}`}>
                    <a href={`#${id}${field}`}>{says}</a>
                  </li>
                ))}
              </ul>
            }
          />
        )}
        {masked !== undefined && (
          <Alert
            type="warning"
            showIcon
            title={words.form.ownWords}
            description={
              <ul>
                {masked.map((name) => (
                  <li key={name}>
                    <a href={`#${id}${name}`}>{labelOf(name)}</a>
                  </li>
                ))}
              </ul>
            }
          />
        )}
        {isUnknown && <Alert type="warning" showIcon title={words.form.unknown} />}
        {conflict !== undefined && record !== undefined && (
          <Conflict
            type={type}
            seen={record}
            action={action.name}
            typed={sent}
            goOn={(version) => void submit(version)}
          />
        )}
      </div>
      <ReporterTyped value={reporter}>
        {asked.map((one) => (
          <FormField
            key={one.field.name}
            id={`${id}${one.field.name}`}
            asked={one}
            type={type}
            at={record === undefined ? undefined : { type: record.type, id: record.id }}
            record={record}
            names={record?.names ?? about?.names ?? {}}
            value={values[one.field.name]}
            values={values}
            change={(value) => change(one.field.name, value)}
            says={saysAt(one.field.name)}
            busy={setIsBusy}
          />
        ))}
      </ReporterTyped>
      {considered !== undefined && (
        <Outlook
          considered={considered}
          from={record?.state}
          labelOf={labelOf}
          idOf={(field) => `${id}${field}`}
          isAsked={(name) => asked.some(({ field }) => field.name === name)}
        />
      )}
      {refusedDraft?.address === draft && <Alert type="warning" showIcon title={refusedDraft.says} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" disabled={isSending || isBusy}>
          {isSending ? words.form.sending : words.form.send}
        </Button>
        <Button onClick={cancel}>{words.form.cancel}</Button>
      </div>
    </form>
  )
}
