/** A value as it is read: texts with their lines, files to be opened, records to go to, groups as small lists. */
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { FieldShape, FileRef, NamedField, RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { spokenInstant } from '../days.ts'
import { GroupTable, isTable } from './GroupTable.tsx'
import { Rule } from './Rule.tsx'
import { SealedValue } from './SealedValue.tsx'
import { isObject, valueText } from './valueText.ts'

const EvidenceViewer = lazy(async () => ({
  default: (await import('../evidence/EvidenceViewer.tsx')).EvidenceViewer,
}))

interface FieldValueProps {
  readonly field: NamedField
  readonly value: unknown
  readonly record: Pick<RecordShape, 'id' | 'type' | 'names' | 'links' | 'roles'>
  readonly type: TypeShape
}

export function FieldValue({ field, value, record, type }: FieldValueProps) {
  if (field.protection === 'sealed') return <SealedValue field={field} record={record} type={type} />
  return <Value field={field} value={value} record={record} />
}

type ValueProps = Omit<FieldValueProps, 'field' | 'type'> & { readonly field: FieldShape }

export function Value({ field, value, record }: ValueProps) {
  const words = useWords()
  const language = useLanguage()
  const reader = { language, names: record.names, words }
  if (value === undefined || value === null) return null
  if (field.kind === 'list' && Array.isArray(value)) {
    const items: readonly unknown[] = value
    const { items: item } = field
    if (item === undefined) return null
    if (isTable(item, items))
      return (
        <GroupTable
          item={item}
          items={items}
          names={record.names}
          cell={(part, one) => <Value field={part} value={one} record={record} />}
        />
      )
    if (['group', 'file', 'ref', 'longText'].includes(item.kind))
      return (
        <ol className="values">
          {items.map((one, nth) => (
            // Items stay where they are.
            <li key={nth}>
              <Value field={item} value={one} record={record} />
            </li>
          ))}
        </ol>
      )
    return <>{valueText(field, value, reader)}</>
  }
  if (field.kind === 'file' && isObject(value)) {
    // Such a value was checked when it was entered.
    return <FileValue file={value as unknown as FileRef} />
  }
  if (field.kind === 'ref' && typeof value === 'string' && field.refersTo !== undefined)
    return <RecordLink type={field.refersTo} id={value} record={record} />
  if (field.kind === 'tableRow' && typeof value === 'string')
    return <Rule reference={value} says={valueText(field, value, reader)} />
  if (field.kind === 'group' && isObject(value))
    return <GroupValue field={field} value={value} record={record} />
  if (field.kind === 'json')
    return (
      <pre className="json" tabIndex={0}>
        {valueText(field, value, reader)}
      </pre>
    )
  return <span className="text">{valueText(field, value, reader)}</span>
}

function GroupValue({
  field,
  value,
  record,
}: Omit<ValueProps, 'value'> & { readonly value: Readonly<Record<string, unknown>> }) {
  const spoken = useSpoken()
  const language = useLanguage()
  const words = useWords()
  const { addedBy, addedAt } = value
  const by =
    typeof addedBy !== 'string'
      ? ''
      : addedBy === 'public'
        ? words.record.public
        : addedBy === 'system'
          ? words.record.system
          : (record.names[addedBy]?.[language] ?? '')
  return (
    <>
      <dl className="parts">
        {(field.parts ?? [])
          .filter(({ name }) => value[name] !== undefined)
          .map((part) => (
            <div key={part.name}>
              <dt>{spoken(part.label)}</dt>
              <dd>
                <Value field={part} value={value[part.name]} record={record} />
              </dd>
            </div>
          ))}
      </dl>
      {typeof addedAt === 'string' && (
        <p className="faint">{words.record.added(by, spokenInstant(addedAt, language))}</p>
      )}
    </>
  )
}

function RecordLink({
  type,
  id,
  record,
}: { readonly type: string; readonly id: string } & Pick<ValueProps, 'record'>) {
  const language = useLanguage()
  const words = useWords()
  const link = record.links.find((one) => one.id === id)
  const name = record.names[id]?.[language] ?? link?.number
  return name === undefined ? (
    <span className="faint">{words.record.outOfReach}</span>
  ) : (
    <Link to="/records/$type/$id" params={{ type, id }}>
      {name}
    </Link>
  )
}

function FileValue({ file }: { readonly file: FileRef }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button type="button" className="plain" onClick={() => setIsOpen(true)}>
        {file.name}
      </button>
      {isOpen && (
        <Suspense>
          <EvidenceViewer file={file} close={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
