/**
 * What one has to know of a record before anything else, in one look: the fields that its declaration calls its brief, and
 * beside each what the rules propose for it, by which row of which table. All of it stands in full below.
 */
import { Link } from '@tanstack/react-router'
import type { NamedField, RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { proposalText } from './proposalText.ts'
import { isObject, valueText } from './valueText.ts'

interface BriefProps {
  readonly record: RecordShape
  readonly type: TypeShape
}

/** A line of this many characters fits beside others. */
const SHORT = 30

const isWide = ({ kind }: NamedField, value: unknown, proposals: number): boolean =>
  proposals > 0 || (kind === 'longText' && typeof value === 'string' && value.length > SHORT)

export function Brief({ record, type }: BriefProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const reader = { language, names: record.names, words }
  const rows = type.brief.flatMap((name) => {
    const field = type.fields.find((one) => one.name === name)
    if (field === undefined) return []
    const proposals = record.proposals.filter((one) => one.field === name)
    const value = record.fields[name]
    return value === undefined && proposals.length === 0 ? [] : [{ field, value, proposals }]
  })
  if (rows.length === 0) return null
  return (
    <section className="brief" aria-labelledby="brief-title">
      <h2 id="brief-title">{words.record.brief}</h2>
      <dl>
        {rows.map(({ field, value, proposals }) => (
          <div key={field.name} className={isWide(field, value, proposals.length) ? 'wide-field' : ''}>
            <dt>{spoken(field.label)}</dt>
            <dd>
              {value === undefined ? (
                <span className="faint">{words.record.undecided}</span>
              ) : (
                <span className={field.kind === 'longText' ? 'clamped' : ''}>{inBrief(field, value)}</span>
              )}
              {proposals.map((proposal) => (
                <span key={proposal.row} className="under">
                  {words.record.propose}: <strong>{valueText(field, proposal.value, reader)}</strong>{' '}
                  <Link to="/records/$type" params={{ type: 'ruleSet' }} search={{ q: proposal.table }}>
                    {proposalText(proposal, language)}
                  </Link>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )

  /** Of a group that has a name, the name: the rest stands below. */
  function inBrief(field: NamedField, value: unknown): string {
    const { items } = field
    const hasName = items?.parts?.some(({ name }) => name === 'name') === true
    if (!hasName || !Array.isArray(value)) return valueText(field, value, reader)
    const named: readonly unknown[] = value
    return named
      .map((one) =>
        isObject(one) && typeof one['name'] === 'string' ? one['name'] : valueText(items, one, reader),
      )
      .join(words.comma)
  }
}
