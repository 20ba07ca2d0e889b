/**
 * What the record holds, as far as it is in sight: in the groups in which it is filled in, each under the action that
 * asks for it first. What no person fills in follows from acts and stands last.
 */
import type { NamedField, RecordShape, Spoken, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { Brief } from './Brief.tsx'
import { FieldValue } from './FieldValue.tsx'

export function Fields({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const shown = type.fields.filter(({ name }) => record.fields[name] !== undefined)
  const hidden = type.fields.filter(({ name }) => record.notForYou.includes(name))
  const groups = groupsOf(type, shown, { zh: words.record.handling, en: words.record.handling })
  return (
    <div className="fields">
      <Brief record={record} type={type} />
      {groups.map(({ label, fields }) => (
        <section key={fields[0]?.name}>
          <h2>{spoken(label)}</h2>
          <dl>
            {fields.map((field) => (
              <div key={field.name} className={isWide(field, record.fields[field.name]) ? 'wide-field' : ''}>
                <dt>
                  {spoken(field.label)}
                  {field.protection === 'personal' && (
                    <span
                      className="mark"
                      title={words.record.personal}
                      role="img"
                      aria-label={words.record.personal}
                    >
                      {' '}
                      ◆
                    </span>
                  )}
                </dt>
                <dd>
                  <FieldValue field={field} value={record.fields[field.name]} record={record} type={type} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {hidden.length > 0 && (
        <details className="not-for-you">
          <summary>{words.record.hidden(hidden.length)}</summary>
          <p className="faint">{hidden.map(({ label }) => spoken(label)).join('、')}</p>
        </details>
      )}
    </div>
  )
}

/** A line of this many characters fits beside others. */
const SHORT = 30

const isWide = ({ kind, items }: NamedField, value: unknown): boolean =>
  (kind === 'longText' && !(typeof value === 'string' && value.length <= SHORT)) ||
  kind === 'json' ||
  kind === 'tableRow' ||
  (kind === 'list' && items?.kind !== 'listed' && items?.kind !== 'person')

interface Group {
  readonly label: Spoken
  readonly fields: readonly NamedField[]
}

function groupsOf(type: TypeShape, shown: readonly NamedField[], rest: Spoken): readonly Group[] {
  const opening = type.actions.filter(({ from }) => from.length === 0)
  const ordered = [...opening, ...type.actions.filter(({ from }) => from.length > 0)].filter(
    ({ byMachine }) => byMachine !== true,
  )
  const askedBy = (name: string) =>
    ordered.find(({ asks, adds }) => asks.includes(name) || adds.includes(name))
  const byAction = Map.groupBy(shown, ({ name }) => askedBy(name))
  const first = [...byAction].flatMap(([action, fields]) =>
    action === undefined ? [] : [{ action, label: action.label, fields }],
  )
  const left = byAction.get(undefined) ?? []
  return [
    ...first.toSorted((one, other) => ordered.indexOf(one.action) - ordered.indexOf(other.action)),
    ...(left.length === 0 ? [] : [{ label: rest, fields: left }]),
  ]
}
