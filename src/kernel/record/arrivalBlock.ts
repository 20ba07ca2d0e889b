/**
 * How a matter came in, as every record that a citizen opens holds it, and what its reporter added later under the query
 * code (domain 2.2, 2.3).
 */
import { date, file, group, list, optional, person, personal, text, unit } from './field.ts'

export const arrivalBlock = {
  sourceDocument: optional(text({ max: 200 })),
  /** Of the row it was imported from: the same row twice is one record. */
  importKey: optional(text({ max: 200 })),
  receivedOn: date,
  registry: unit,
  enteredAt: optional(unit),
  enteredBy: optional(person),
}

const files = optional(list(file, { max: 50 }))

export const attachedBlock = {
  attachments: files,
  supplements: optional(
    personal(list(group({ text: text({ max: 50_000 }), attachments: files }), { max: 200 })),
  ),
}
