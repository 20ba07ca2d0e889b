/** What the projection of a record follows from beside its entries, the organisation and the rulebook. */
import type { Declaration } from './declaration.ts'
import type { Field } from './field.ts'

/**
 * Raised by one whenever the same entries under the same declaration come to other rows than before: a change of project(), or
 * of what it calls (reach, clocks, papers), how it stood (stood.ts), of the lines of the graph, or of what a record is found by (store/search/searchRow.ts). Everything is then projected anew at the next start.
 */
const PROJECTION = 2

/**
 * The declaration as far as rows can depend on it, as text: names, roles, states, actions, deadlines, views, lines of the graph.
 * Order counts. Functions are left out: what they came to is frozen in the entries.
 */
export function projectionBasis(declaration: Declaration): string {
  const { name, version, fields, roles, states, actions, deadlines, documents, views } = declaration
  const { excludes, outcome, title, tells, unseals, graph } = declaration
  return JSON.stringify([
    PROJECTION,
    { name, version, roles, states, actions, deadlines, documents, views },
    { excludes, outcome, title, tells, unseals, graph },
    Object.entries(fields).map(([field, spec]) => [field, basisOfField(spec)]),
  ])
}

/** Which values it takes decides what may be entered, not how what was entered is kept. */
const basisOfField = ({ kind, protection, refersTo, isName, items, parts }: Field<unknown>): object => ({
  ...{ kind, protection, refersTo, isName },
  items: items && basisOfField(items),
  parts: parts && Object.entries(parts).map(([name, part]) => [name, basisOfField(part)]),
})
