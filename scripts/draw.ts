// npm run draw: writes docs/mechanisms/<type>.md from every declaration. With --check it writes nothing and
// fails when a page is not what would be drawn.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { pageOf, type BothWords } from '#kernel/record/draw.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { asset } from '#mechanisms/asset/asset.ts'
import * as assetWords from '#mechanisms/asset/asset.words.ts'
import { enforcement } from '#mechanisms/asset/enforcement.ts'
import * as enforcementWords from '#mechanisms/asset/enforcement.words.ts'
import { measure } from '#mechanisms/asset/measure.ts'
import * as measureWords from '#mechanisms/asset/measure.words.ts'
import { propertyObjection } from '#mechanisms/asset/propertyObjection.ts'
import * as propertyObjectionWords from '#mechanisms/asset/propertyObjection.words.ts'
import { caseRecord } from '#mechanisms/case/case.ts'
import * as caseWords from '#mechanisms/case/case.words.ts'
import { consultation } from '#mechanisms/case/consultation.ts'
import * as consultationWords from '#mechanisms/case/consultation.words.ts'
import { custody } from '#mechanisms/case/custody.ts'
import * as custodyWords from '#mechanisms/case/custody.words.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import * as clueWords from '#mechanisms/clue/clue.words.ts'
import { filing } from '#mechanisms/clue/filing.ts'
import * as filingWords from '#mechanisms/clue/filing.words.ts'
import { inquiry } from '#mechanisms/clue/inquiry.ts'
import * as inquiryWords from '#mechanisms/clue/inquiry.words.ts'
import { protection } from '#mechanisms/clue/protection.ts'
import * as protectionWords from '#mechanisms/clue/protection.words.ts'
import { transfer } from '#mechanisms/clue/transfer.ts'
import * as transferWords from '#mechanisms/clue/transfer.words.ts'
import { complaint } from '#mechanisms/complaint/complaint.ts'
import * as complaintWords from '#mechanisms/complaint/complaint.words.ts'
import { entity } from '#mechanisms/entity/entity.ts'
import * as entityWords from '#mechanisms/entity/entity.words.ts'
import { entityMatch } from '#mechanisms/entity/entityMatch.ts'
import * as entityMatchWords from '#mechanisms/entity/entityMatch.words.ts'
import { petition } from '#mechanisms/petition/petition.ts'
import * as petitionWords from '#mechanisms/petition/petition.words.ts'
import { assetQuery } from '#mechanisms/queryDesk/assetQuery.ts'
import * as assetQueryWords from '#mechanisms/queryDesk/assetQuery.words.ts'
import { institutionKey } from '#mechanisms/queryDesk/institutionKey.ts'
import * as institutionKeyWords from '#mechanisms/queryDesk/institutionKey.words.ts'
import { commissionMeasure } from '#mechanisms/umbrella/commissionMeasure.ts'
import * as commissionMeasureWords from '#mechanisms/umbrella/commissionMeasure.words.ts'
import { disposition } from '#mechanisms/umbrella/disposition.ts'
import * as dispositionWords from '#mechanisms/umbrella/disposition.words.ts'
import { taskForce } from '#mechanisms/umbrella/taskForce.ts'
import * as taskForceWords from '#mechanisms/umbrella/taskForce.words.ts'
import { umbrella } from '#mechanisms/umbrella/umbrella.ts'
import * as umbrellaWords from '#mechanisms/umbrella/umbrella.words.ts'
import { bulletin } from '#mechanisms/supervision/bulletin.ts'
import * as bulletinWords from '#mechanisms/supervision/bulletin.words.ts'
import { cooperation } from '#mechanisms/supervision/cooperation.ts'
import * as cooperationWords from '#mechanisms/supervision/cooperation.words.ts'
import { designation } from '#mechanisms/supervision/designation.ts'
import * as designationWords from '#mechanisms/supervision/designation.words.ts'
import { leaderCharge } from '#mechanisms/supervision/leaderCharge.ts'
import * as leaderChargeWords from '#mechanisms/supervision/leaderCharge.words.ts'
import { listing } from '#mechanisms/supervision/listing.ts'
import * as listingWords from '#mechanisms/supervision/listing.words.ts'

const folder = join(import.meta.dirname, '../docs/mechanisms')

const both = ({ chinese, english }: { chinese: BothWords['zh']; english: BothWords['en'] }): BothWords => ({
  zh: chinese,
  en: english,
})

/** Every declaration with its words. A new mechanism is added here (docs/how-to/add-a-mechanism.md). */
export const declared: readonly { readonly declaration: Declaration; readonly words: BothWords }[] = [
  { declaration: clue, words: both(clueWords) },
  { declaration: transfer, words: both(transferWords) },
  { declaration: protection, words: both(protectionWords) },
  { declaration: filing, words: both(filingWords) },
  { declaration: inquiry, words: both(inquiryWords) },
  { declaration: petition, words: both(petitionWords) },
  { declaration: complaint, words: both(complaintWords) },
  { declaration: caseRecord, words: both(caseWords) },
  { declaration: custody, words: both(custodyWords) },
  { declaration: consultation, words: both(consultationWords) },
  { declaration: umbrella, words: both(umbrellaWords) },
  { declaration: disposition, words: both(dispositionWords) },
  { declaration: commissionMeasure, words: both(commissionMeasureWords) },
  { declaration: taskForce, words: both(taskForceWords) },
  { declaration: listing, words: both(listingWords) },
  { declaration: leaderCharge, words: both(leaderChargeWords) },
  { declaration: designation, words: both(designationWords) },
  { declaration: cooperation, words: both(cooperationWords) },
  { declaration: bulletin, words: both(bulletinWords) },
  { declaration: asset, words: both(assetWords) },
  { declaration: measure, words: both(measureWords) },
  { declaration: propertyObjection, words: both(propertyObjectionWords) },
  { declaration: enforcement, words: both(enforcementWords) },
  { declaration: assetQuery, words: both(assetQueryWords) },
  { declaration: institutionKey, words: both(institutionKeyWords) },
  { declaration: entity, words: both(entityWords) },
  { declaration: entityMatch, words: both(entityMatchWords) },
]

const pathOf = ({ name }: Declaration): string => join(folder, `${name}.md`)

/** The page as it stands in the folder, formatted like every other file. */
const drawn = async (declaration: Declaration, words: BothWords): Promise<string> =>
  format(pageOf(declaration, words), { ...(await resolveConfig(pathOf(declaration))), parser: 'markdown' })

/** The types whose page in the folder is not the one that would be drawn. */
export async function outdatedPages(): Promise<readonly string[]> {
  const outdated: string[] = []
  for (const { declaration, words } of declared) {
    const path = pathOf(declaration)
    const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    if (found !== (await drawn(declaration, words))) outdated.push(declaration.name)
  }
  return outdated
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const outdated = await outdatedPages()
    for (const name of outdated) console.error(`docs/mechanisms/${name}.md is not current: npm run draw`)
    process.exitCode = outdated.length === 0 ? 0 : 1
  } else {
    mkdirSync(folder, { recursive: true })
    for (const { declaration, words } of declared)
      writeFileSync(pathOf(declaration), await drawn(declaration, words))
  }
}
