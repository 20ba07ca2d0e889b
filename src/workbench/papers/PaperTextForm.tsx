/** The text of one kind of paper: changed, looked at on paper, sent for approval. Whatever is wrong is said by the server, too. */
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { dayIn, spokenDay } from '../days.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useSending } from '../forms/sending.ts'
import { usePaperWords } from './words.ts'
import { Example } from './Example.tsx'
import { contentOf, LISTS, PARTS, typedOf, unknownPlaces, type PaperKind, type Part } from './paperText.ts'

const isList = (part: Part): boolean => LISTS.some((one) => one === part)

export function PaperTextForm({ kind }: { readonly kind: PaperKind }) {
  const words = usePaperWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const [typed, setTyped] = useState(typedOf(kind.content))
  const [shown, setShown] = useState<Readonly<Record<string, unknown>>>()
  // Where a place goes in: the part that was typed in last, and its field.
  const last = useRef<{ readonly part: Part; readonly field: HTMLTextAreaElement | HTMLInputElement }>(
    undefined,
  )
  const unknown = unknownPlaces(typed, kind)
  const content = contentOf(typed)
  const isChanged = JSON.stringify(content) !== JSON.stringify(contentOf(typedOf(kind.content)))

  function insert(place: string): void {
    const { part = 'before', field } = last.current ?? {}
    const text = typed[part]
    const [start, end] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length]
    setTyped({ ...typed, [part]: `${text.slice(0, start)}{${place}}${text.slice(end)}` })
    field?.focus()
  }

  return (
    <>
      <p className="faint">
        {kind.from === undefined
          ? words.none
          : words.inForce(spokenDay(kind.from, language), kind.source ?? '')}
      </p>
      <div className="paper-text">
        <div>
          {PARTS.map((part) => {
            const id = `paper-${part}`
            const props = {
              id,
              value: typed[part],
              onChange: ({ target }: { readonly target: { readonly value: string } }) =>
                setTyped({ ...typed, [part]: target.value }),
              onFocus: ({ target }: { readonly target: HTMLTextAreaElement | HTMLInputElement }) => {
                last.current = { part, field: target }
              },
            }
            return (
              <div key={part} className="form-field">
                <label htmlFor={id} className="label">
                  {words[part]}
                  {isList(part) && <span className="faint"> {words.onePerLine}</span>}
                </label>
                {isList(part) ? (
                  <Input.TextArea {...props} rows={part === 'annexes' ? 2 : 5} />
                ) : (
                  <Input {...props} />
                )}
              </div>
            )
          })}
        </div>
        <section aria-labelledby="places-title">
          <h2 id="places-title">{words.places}</h2>
          <p className="faint">{words.placesSay}</p>
          <ul className="places">
            {kind.places.map(({ place, label }) => (
              <li key={place}>
                <Button size="small" onClick={() => insert(place)}>
                  {`{${place}}`}
                </Button>{' '}
                {spoken(label)}
              </li>
            ))}
          </ul>
        </section>
      </div>
      {unknown.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={words.unknown(unknown.map((place) => `{${place}}`).join('、'))}
        />
      )}
      <p>
        <Button disabled={unknown.length > 0} onClick={() => setShown(content)}>
          {words.preview}
        </Button>{' '}
        <Button disabled={!isChanged} onClick={() => setTyped(typedOf(kind.content))}>
          {words.undo}
        </Button>
      </p>
      {shown !== undefined && <Example kind={kind} content={shown} />}
      <Proposal kind={kind} content={content} isChanged={isChanged} isSound={unknown.length === 0} />
    </>
  )
}

interface ProposalProps {
  readonly kind: PaperKind
  readonly content: Readonly<Record<string, unknown>>
  readonly isChanged: boolean
  readonly isSound: boolean
}

function Proposal({ kind, content, isChanged, isSound }: ProposalProps) {
  const words = usePaperWords()
  const { send, isSending } = useSending()
  const [from, setFrom] = useState(() => dayIn(new Date().toISOString()))
  const [source, setSource] = useState('')
  const [reasons, setReasons] = useState('')
  const [says, setSays] = useState<readonly string[]>([])
  const [sent, setSent] = useState<string>()

  async function propose(): Promise<void> {
    const answered = await send({
      path: '/api/records/ruleSet/actions/propose',
      input: {
        ...{ key: kind.key, from, source, content },
        ...(reasons.trim() === '' ? {} : { reasons }),
      },
    })
    if (answered === undefined) return
    setSays('problem' in answered ? answered.problem.refused.map((one) => one.says) : [])
    setSent('problem' in answered ? undefined : answered.body.id)
  }

  const fields = [
    { id: 'paper-from', label: words.from, type: 'date', value: from, set: setFrom },
    { id: 'paper-source', label: words.source, type: 'text', value: source, set: setSource },
    { id: 'paper-reasons', label: words.reasons, type: 'text', value: reasons, set: setReasons },
  ]
  return (
    <section className="panel" aria-labelledby="paper-send">
      <h2 id="paper-send">{words.send}</h2>
      {fields.map(({ id, label, type, value, set }) => (
        <div key={id} className="form-field">
          <label htmlFor={id} className="label">
            {label}
          </label>
          <Input id={id} type={type} value={value} onChange={({ target }) => set(target.value)} />
        </div>
      ))}
      {!isChanged && <p className="faint">{words.nothingChanged}</p>}
      {says.map((one) => (
        <p key={one} className="field-error" role="alert">
          {one}
        </p>
      ))}
      {sent === undefined ? (
        <Button
          type="primary"
          loading={isSending}
          disabled={!isChanged || !isSound || source.trim() === ''}
          onClick={() => void propose()}
        >
          {words.send}
        </Button>
      ) : (
        <p role="status">
          {words.sent}{' '}
          <Link to="/records/$type/$id" params={{ type: 'ruleSet', id: sent }}>
            {words.open}
          </Link>
        </p>
      )}
    </section>
  )
}
