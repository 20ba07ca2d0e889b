/** The list of all types of record and their words: the only file that names the mechanisms together. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { asset } from './asset/asset.ts'
import * as assetWords from './asset/asset.words.ts'
import { enforcement } from './asset/enforcement.ts'
import * as enforcementWords from './asset/enforcement.words.ts'
import { measure } from './asset/measure.ts'
import * as measureWords from './asset/measure.words.ts'
import { propertyObjection } from './asset/propertyObjection.ts'
import * as propertyObjectionWords from './asset/propertyObjection.words.ts'
import { caseRecord } from './case/case.ts'
import * as caseWords from './case/case.words.ts'
import { consultation } from './case/consultation.ts'
import * as consultationWords from './case/consultation.words.ts'
import { custody } from './case/custody.ts'
import * as custodyWords from './case/custody.words.ts'
import { clue } from './clue/clue.ts'
import * as clueWords from './clue/clue.words.ts'
import { clueReturn } from './clue/clueReturn.ts'
import * as clueReturnWords from './clue/clueReturn.words.ts'
import { filing } from './clue/filing.ts'
import * as filingWords from './clue/filing.words.ts'
import { inquiry } from './clue/inquiry.ts'
import * as inquiryWords from './clue/inquiry.words.ts'
import { protection } from './clue/protection.ts'
import * as protectionWords from './clue/protection.words.ts'
import { transfer } from './clue/transfer.ts'
import * as transferWords from './clue/transfer.words.ts'
import { complaint } from './complaint/complaint.ts'
import * as complaintWords from './complaint/complaint.words.ts'
import { entity } from './entity/entity.ts'
import * as entityWords from './entity/entity.words.ts'
import { entityMatch } from './entity/entityMatch.ts'
import * as entityMatchWords from './entity/entityMatch.words.ts'
import { person } from './organisation/person.ts'
import * as personWords from './organisation/person.words.ts'
import { recusal } from './organisation/recusal.ts'
import * as recusalWords from './organisation/recusal.words.ts'
import { ruleSet } from './organisation/ruleSet.ts'
import * as ruleSetWords from './organisation/ruleSet.words.ts'
import { tenure } from './organisation/tenure.ts'
import * as tenureWords from './organisation/tenure.words.ts'
import { tie } from './organisation/tie.ts'
import * as tieWords from './organisation/tie.words.ts'
import { petition } from './petition/petition.ts'
import * as petitionWords from './petition/petition.words.ts'
import { centreKey } from './protection/centreKey.ts'
import * as centreKeyWords from './protection/centreKey.words.ts'
import { lookAlarm } from './protection/lookAlarm.ts'
import * as lookAlarmWords from './protection/lookAlarm.words.ts'
import { assetQuery } from './queryDesk/assetQuery.ts'
import * as assetQueryWords from './queryDesk/assetQuery.words.ts'
import { institutionKey } from './queryDesk/institutionKey.ts'
import * as institutionKeyWords from './queryDesk/institutionKey.words.ts'
import { commissionMeasure } from './umbrella/commissionMeasure.ts'
import * as commissionMeasureWords from './umbrella/commissionMeasure.words.ts'
import { disposition } from './umbrella/disposition.ts'
import * as dispositionWords from './umbrella/disposition.words.ts'
import { taskForce } from './umbrella/taskForce.ts'
import * as taskForceWords from './umbrella/taskForce.words.ts'
import { umbrella } from './umbrella/umbrella.ts'
import * as umbrellaWords from './umbrella/umbrella.words.ts'
import { bulletin } from './supervision/bulletin.ts'
import * as bulletinWords from './supervision/bulletin.words.ts'
import { cooperation } from './supervision/cooperation.ts'
import * as cooperationWords from './supervision/cooperation.words.ts'
import { designation } from './supervision/designation.ts'
import * as designationWords from './supervision/designation.words.ts'
import { leaderCharge } from './supervision/leaderCharge.ts'
import * as leaderChargeWords from './supervision/leaderCharge.words.ts'
import { listing } from './supervision/listing.ts'
import * as listingWords from './supervision/listing.words.ts'
import { partChoices as supervisionChoices } from './supervision/partChoices.ts'

export const declarations: ReadonlyMap<string, Declaration> = new Map(
  (
    [
      clue,
      transfer,
      protection,
      inquiry,
      filing,
      clueReturn,
      petition,
      complaint,
      entity,
      entityMatch,
      person,
      tenure,
      tie,
      recusal,
      ruleSet,
      centreKey,
      lookAlarm,
      caseRecord,
      custody,
      consultation,
      umbrella,
      disposition,
      commissionMeasure,
      taskForce,
      listing,
      leaderCharge,
      designation,
      cooperation,
      bulletin,
      asset,
      measure,
      propertyObjection,
      enforcement,
      assetQuery,
      institutionKey,
    ] as const
  ).map((one): [string, Declaration] => [one.name, one]),
)

const { partChoices } = clueWords

/** Every word of every type, in both languages. */
export const words = {
  clue: { zh: clueWords.chinese, en: clueWords.english, partChoices },
  transfer: { zh: transferWords.chinese, en: transferWords.english, partChoices },
  protection: { zh: protectionWords.chinese, en: protectionWords.english, partChoices },
  filing: { zh: filingWords.chinese, en: filingWords.english, partChoices },
  clueReturn: {
    zh: clueReturnWords.chinese,
    en: clueReturnWords.english,
    partChoices: clueReturnWords.partChoices,
  },
  inquiry: { zh: inquiryWords.chinese, en: inquiryWords.english, partChoices },
  petition: { zh: petitionWords.chinese, en: petitionWords.english, partChoices: petitionWords.partChoices },
  complaint: {
    zh: complaintWords.chinese,
    en: complaintWords.english,
    partChoices: complaintWords.partChoices,
  },
  asset: { zh: assetWords.chinese, en: assetWords.english, partChoices: assetWords.partChoices },
  measure: { zh: measureWords.chinese, en: measureWords.english, partChoices: assetWords.partChoices },
  propertyObjection: {
    zh: propertyObjectionWords.chinese,
    en: propertyObjectionWords.english,
    partChoices: assetWords.partChoices,
  },
  enforcement: {
    zh: enforcementWords.chinese,
    en: enforcementWords.english,
    partChoices: assetWords.partChoices,
  },
  entity: { zh: entityWords.chinese, en: entityWords.english, partChoices: entityWords.partChoices },
  entityMatch: {
    zh: entityMatchWords.chinese,
    en: entityMatchWords.english,
    partChoices: entityWords.partChoices,
  },
  person: { zh: personWords.chinese, en: personWords.english },
  tenure: { zh: tenureWords.chinese, en: tenureWords.english },
  tie: { zh: tieWords.chinese, en: tieWords.english },
  recusal: { zh: recusalWords.chinese, en: recusalWords.english },
  ruleSet: { zh: ruleSetWords.chinese, en: ruleSetWords.english },
  centreKey: { zh: centreKeyWords.chinese, en: centreKeyWords.english },
  lookAlarm: { zh: lookAlarmWords.chinese, en: lookAlarmWords.english },
  assetQuery: {
    zh: assetQueryWords.chinese,
    en: assetQueryWords.english,
    partChoices: assetQueryWords.partChoices,
  },
  institutionKey: { zh: institutionKeyWords.chinese, en: institutionKeyWords.english },
  umbrella: { zh: umbrellaWords.chinese, en: umbrellaWords.english, partChoices: umbrellaWords.partChoices },
  disposition: {
    zh: dispositionWords.chinese,
    en: dispositionWords.english,
    partChoices: umbrellaWords.partChoices,
  },
  commissionMeasure: {
    zh: commissionMeasureWords.chinese,
    en: commissionMeasureWords.english,
    partChoices: umbrellaWords.partChoices,
  },
  taskForce: {
    zh: taskForceWords.chinese,
    en: taskForceWords.english,
    partChoices: umbrellaWords.partChoices,
  },
  case: { zh: caseWords.chinese, en: caseWords.english, partChoices: caseWords.partChoices },
  custody: { zh: custodyWords.chinese, en: custodyWords.english, partChoices: caseWords.partChoices },
  consultation: {
    zh: consultationWords.chinese,
    en: consultationWords.english,
    partChoices: caseWords.partChoices,
  },
  listing: { zh: listingWords.chinese, en: listingWords.english, partChoices: supervisionChoices },
  leaderCharge: {
    zh: leaderChargeWords.chinese,
    en: leaderChargeWords.english,
    partChoices: supervisionChoices,
  },
  designation: {
    zh: designationWords.chinese,
    en: designationWords.english,
    partChoices: supervisionChoices,
  },
  cooperation: {
    zh: cooperationWords.chinese,
    en: cooperationWords.english,
    partChoices: supervisionChoices,
  },
  bulletin: { zh: bulletinWords.chinese, en: bulletinWords.english },
}
