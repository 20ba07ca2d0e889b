/**
 * Who reports, as every record that a citizen opens holds it: sealed for the centre. The marks recognise the same reporter
 * and tell nothing else (domain 2.4, 2.8 rule 4; CPL art 111; Regulations on Petitions art 30).
 */
import { choice, list, optional, personal, sealed, text, yesNo } from './field.ts'

export const reporterBlock = {
  realName: yesNo,
  reporter: optional(sealed),
  reporterMarks: optional(personal(list(text({ max: 64 }), { max: 8 }))),
  openingReasons: text({ max: 500 }),
  /** The name that stands for a protected reporter in papers and steps (reporterAlias.ts). */
  protectedAs: optional(text({ max: 40 })),
  contactWish: optional(choice('phone', 'message', 'visit', 'codeOnly')),
  wishesSecrecy: optional(yesNo),
  protectionRequested: optional(yesNo),
}
