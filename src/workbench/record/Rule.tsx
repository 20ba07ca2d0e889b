/** What a rule says stands there; its key, which leads to it, and the law behind it are one touch away. */
import { Link } from '@tanstack/react-router'

interface RuleProps {
  /** `<table>/<row>`, perhaps with the day of its wording. */
  readonly reference: string
  readonly says: string | undefined
  readonly source?: string | undefined
}

export function Rule({ reference, says, source }: RuleProps) {
  const rule = (
    <Link to="/records/$type" params={{ type: 'ruleSet' }} search={{ q: reference.split('/')[0] ?? '' }}>
      {reference}
    </Link>
  )
  if (says === undefined) return rule
  return (
    <details>
      <summary>{says}</summary>
      <p>{rule}</p>
      {source !== undefined && <p className="faint">{source}</p>}
    </details>
  )
}
