import type { JournalEntry } from '#kernel/record/entry.ts'
import { issuesIn } from '#kernel/record/papers.ts'
import type { AtRecord } from './atRecord.ts'
import { sightOf } from './sightOf.ts'

/** The entries that issued a document, oldest first, as far as the asker sees what happened to the record. */
export function issuesSeen(
  { declaration, opened, roles, person }: AtRecord,
  name: string,
): readonly JournalEntry[] {
  return issuesIn(declaration, name, opened.entries).filter(sightOf(declaration, roles, person).seesEntry)
}
