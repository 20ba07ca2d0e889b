/** What an action is, read from its declaration: who may take it, where it leads, what has to hold, which clocks it moves. */
import { Link } from '@tanstack/react-router'
import type { ActionShape, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'

export function ActionHelp({ type, action }: { readonly type: TypeShape; readonly action: ActionShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const labels = (
    among: readonly { name: string; label: { zh: string; en: string } }[],
    names: readonly string[],
  ) =>
    among
      .filter(({ name }) => names.includes(name))
      .map(({ label }) => spoken(label))
      .join(words.comma)
  const signers =
    action.signed !== undefined && 'inOrder' in action.signed
      ? action.signed.inOrder.map((role) => labels(type.roles, [role])).join(' → ')
      : undefined
  const parts: readonly (readonly [string, string])[] = [
    [words.help.by, signers ?? labels(type.roles, action.by)],
    [words.help.to, labels(type.states, action.to)],
    [
      words.help.papers,
      labels(
        type.documents,
        type.documents.filter(({ issuedOn }) => issuedOn.includes(action.name)).map(({ name }) => name),
      ),
    ],
    [
      words.help.stops,
      labels(
        type.deadlines,
        type.deadlines.filter(({ stops }) => stops.includes(action.name)).map(({ name }) => name),
      ),
    ],
  ]
  const started = type.deadlines.filter(({ starts }) => starts.includes(action.name))
  return (
    <details className="action-help">
      <summary>{words.help.title}</summary>
      <dl className="parts">
        {parts
          .filter(([, said]) => said !== '')
          .map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        {started.length > 0 && (
          <div>
            <dt>{words.help.starts}</dt>
            <dd>
              {started.map(({ name, label, source }) => (
                <p key={name}>
                  <Link
                    to="/records/$type"
                    params={{ type: 'ruleSet' }}
                    search={{ q: `${type.name}.${name}.term` }}
                  >
                    {spoken(label)}
                  </Link>
                  {source !== undefined && (
                    <span className="faint">
                      {' '}
                      {words.help.basis} {source}
                    </span>
                  )}
                </p>
              ))}
            </dd>
          </div>
        )}
        {action.rules.length > 0 && (
          <div>
            <dt>{words.help.not}</dt>
            <dd>
              <ul className="values">
                {action.rules.map(({ name, refusal }) => (
                  <li key={name}>{spoken(refusal)}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </details>
  )
}
