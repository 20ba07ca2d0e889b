import type { Language, ProposalShape } from '../doors/shapes.ts'
import { isObject } from './valueText.ts'

/** Why the machine proposes it: the words of the row of the table, and which row it is. */
export function proposalText({ says, table, row }: ProposalShape, language: Language): string {
  const said = isObject(says) ? says[language] : says
  return `${typeof said === 'string' ? said : ''} (${table}/${row})`.trim()
}
