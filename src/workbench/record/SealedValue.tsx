/**
 * A sealed value: that it is there, why it is not shown, and for those who opened it together, what it says. It is kept
 * in no cache, and hidden again after a while and when the page is left.
 */
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { ask } from '../doors/ask.ts'
import type { NamedField, RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { CodeCheck } from './CodeCheck.tsx'
import { isObject } from './valueText.ts'

const SHOWN_FOR = 120_000

interface SealedValueProps {
  readonly field: NamedField
  readonly record: Pick<RecordShape, 'id' | 'type' | 'roles'>
  readonly type: TypeShape
}

export function SealedValue({ field, record, type }: SealedValueProps) {
  const words = useWords()
  const spoken = useSpoken()
  useLanguage()
  const [plain, setPlain] = useState<unknown>()
  const [says, setSays] = useState<string>()

  useEffect(() => {
    if (plain === undefined) return undefined
    const hide = () => setPlain(undefined)
    const timer = setTimeout(hide, SHOWN_FOR)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [plain])

  async function open() {
    const answered = await ask<{ readonly value: unknown }>(
      `/api/records/${record.type}/${record.id}/sealed/${field.name}`,
    )
    if ('body' in answered) {
      setSays(undefined)
      setPlain(answered.body.value)
    } else setSays(answered.problem.refused[0]?.says ?? words.unreachable)
  }

  const mayCompare = record.roles.some(({ name }) => type.compares?.[field.name]?.by.includes(name) === true)
  const opening = type.actions.find(({ name }) => name === type.unseals[field.name])
  return (
    <div className="sealed">
      <p>
        <strong>{words.record.sealed}</strong>
        {opening !== undefined && (
          <span className="faint"> — {words.record.sealedWhy(spoken(opening.label))}</span>
        )}
      </p>
      {plain === undefined ? (
        <Button size="small" onClick={() => void open()}>
          {words.record.sealedOpen}
        </Button>
      ) : (
        <>
          <Plain value={plain} />
          <p className="faint">{words.record.sealedNote}</p>
          <Button size="small" onClick={() => setPlain(undefined)}>
            {words.record.sealedHide}
          </Button>
        </>
      )}
      {says !== undefined && <Alert type="warning" showIcon role="alert" title={says} />}
      {mayCompare && <CodeCheck field={field} record={record} />}
    </div>
  )
}

/** What was sealed has the shape its form gave it. */
function Plain({ value }: { readonly value: unknown }) {
  const words = useWords()
  const labels: Readonly<Record<string, string>> = words.record.sealedParts
  if (!isObject(value)) return <p>{String(value)}</p>
  return (
    <dl className="parts">
      {Object.entries(value).map(([name, part]) => (
        <div key={name}>
          <dt>{labels[name] ?? name}</dt>
          <dd>{isObject(part) ? JSON.stringify(part) : String(part)}</dd>
        </div>
      ))}
    </dl>
  )
}
