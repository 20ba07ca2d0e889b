/**
 * A small world: a province, two prefectures, three counties, a town and a village, with real organs and
 * posts, and one person for each post a test needs. Every id is the same in each run.
 *
 * Set up on purpose: 孙涛 (verifier in 船营) is the brother of 孙波 (deputy head in 南关); 郑洁 (assessor of the
 * centre) has a husband outside, 周大海; 钱进 shares his name with an official of 船营; 冯亮 left 朝阳 in 2024.
 */
import organs from '../../rulebook/organs/jilin.json' with { type: 'json' }

import { directoryOf, type Directory, type World } from '#kernel/org/directory.ts'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import type { Person } from '#kernel/org/person.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import type { Tie } from '#kernel/org/tie.ts'
import { unitIdOf, unitsFrom } from '#kernel/org/unit.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import { plainDate, type PlainDate } from '#kernel/time.ts'

/** The day on which the small world is looked at. */
export const today: PlainDate = plainDate('2025-04-28')

const divisions = divisionsFrom(`code,name,level,parent,statistical,from,to,replacedBy
22,吉林省,province,,0,,,
2201,长春市,prefecture,22,0,,,
2202,吉林市,prefecture,22,0,,,
220102,南关区,county,2201,0,,,
220104,朝阳区,county,2201,0,,,
220204,船营区,county,2202,0,,,
220102001,南岭街道,town,220102,0,,,
220102001001,华阳社区,village,220102001,0,,,
`)
const units = unitsFrom(divisions, organTableFrom(organs), today)

/** role in the tests, name, post, place, organ */
const roster = [
  ['nationHead', '国志远', 'officeHead', '00', 'office'],
  ['nationIntake', '国登科', 'intakeClerk', '00', 'office'],
  ['nationVerifier', '国核实', 'verifier', '00', 'office'],
  ['nationVerifier2', '国再实', 'verifier', '00', 'office'],
  ['nationReviewer', '国复明', 'reviewer', '00', 'office'],
  ['provinceLeader', '省书江', 'leader', '22', 'committee'],
  ['provinceOfficeHead', '韩主任', 'officeHead', '22', 'office'],
  ['auditor', '审计安', 'auditor', '22', 'office'],
  ['centreHead', '梁中正', 'officeHead', '22', 'clueCentre'],
  ['centreIntake', '李登记', 'intakeClerk', '22', 'clueCentre'],
  ['centreIntake2', '刘登记', 'intakeClerk', '22', 'clueCentre'],
  ['centreAssessor', '郑洁', 'assessor', '22', 'clueCentre'],
  ['centreAssessor2', '郝研', 'assessor', '22', 'clueCentre'],
  ['centreReviewer', '何复核', 'reviewer', '22', 'clueCentre'],
  ['centreReviewHead', '方复核', 'reviewHead', '22', 'clueCentre'],
  ['centreSampler', '严评查', 'sampler', '22', 'clueCentre'],
  ['centreArchivist', '邓档案', 'archivist', '22', 'clueCentre'],
  ['systemAdministrator', '孟系统', 'systemAdministrator', '22', 'clueCentre'],
  ['securityAdministrator', '安全宁', 'securityAdministrator', '22', 'clueCentre'],
  ['provincePoliceHead', '厅长石', 'organHead', '22', 'police'],
  ['provinceReviewer', '省复查', 'reviewer', '22', 'police'],
  ['changchunLeader', '长书春', 'leader', '2201', 'committee'],
  ['changchunOfficeHead', '长扫清', 'officeHead', '2201', 'office'],
  ['changchunPoliceHead', '长局安', 'organHead', '2201', 'police'],
  ['changchunDeputyHead', '长副安', 'deputyHead', '2201', 'police'],
  ['changchunReviewer', '长复审', 'reviewer', '2201', 'police'],
  ['changchunReviewHead', '长审长', 'reviewHead', '2201', 'police'],
  ['changchunVerifier', '长核一', 'verifier', '2201', 'police'],
  ['changchunVerifier2', '长核二', 'verifier', '2201', 'police'],
  ['changchunChief', '长刑侦', 'investigationChief', '2201', 'criminalInvestigation'],
  ['jilinCityOfficeHead', '吉扫清', 'officeHead', '2202', 'office'],
  ['jilinCityPoliceHead', '吉局安', 'organHead', '2202', 'police'],
  ['jilinCityReviewer', '吉复审', 'reviewer', '2202', 'police'],
  ['nanguanLeader', '南书关', 'leader', '220102', 'committee'],
  ['nanguanOfficeHead', '南扫清', 'officeHead', '220102', 'office'],
  ['nanguanIntake', '南登记', 'intakeClerk', '220102', 'office'],
  ['nanguanAssessor', '南研判', 'assessor', '220102', 'office'],
  ['nanguanVerifier', '王核查', 'verifier', '220102', 'police'],
  ['nanguanVerifier2', '钱进', 'verifier', '220102', 'police'],
  ['nanguanChief', '赵刑侦', 'investigationChief', '220102', 'criminalInvestigation'],
  ['nanguanDeputyHead', '孙波', 'deputyHead', '220102', 'police'],
  ['nanguanPoliceHead', '周局长', 'organHead', '220102', 'police'],
  ['nanguanReviewer', '吴复核', 'reviewer', '220102', 'police'],
  ['nanguanDiscipline', '纪案管', 'disciplineIntake', '220102', 'discipline'],
  ['nanguanMarket', '市监收', 'regulatorIntake', '220102', 'marketRegulation'],
  ['nanguanLiaison', '市联络', 'liaison', '220102', 'marketRegulation'],
  ['nanguanPetition', '信访接', 'petitionIntake', '220102', 'petition'],
  ['nanguanProcurator', '检察官', 'procurator', '220102', 'procuratorate'],
  ['nanguanJudge', '审判官', 'judge', '220102', 'court'],
  ['gridWorker', '网格员', 'gridWorker', '220102001001', 'committee'],
  ['chaoyangOfficeHead', '朝扫清', 'officeHead', '220104', 'office'],
  ['chaoyangVerifier', '朝核一', 'verifier', '220104', 'police'],
  ['chaoyangVerifier2', '朝核二', 'verifier', '220104', 'police'],
  ['chaoyangChief', '朝刑侦', 'investigationChief', '220104', 'criminalInvestigation'],
  ['chaoyangDeputyHead', '朝副局', 'deputyHead', '220104', 'police'],
  ['chaoyangPoliceHead', '朝局长', 'organHead', '220104', 'police'],
  ['chuanyingOfficeHead', '船扫清', 'officeHead', '220204', 'office'],
  ['chuanyingVerifier', '孙涛', 'verifier', '220204', 'police'],
  ['chuanyingVerifier2', '船核二', 'verifier', '220204', 'police'],
  ['chuanyingNamesake', '钱进', 'regulatorIntake', '220204', 'transport'],
  ['chuanyingChief', '船刑侦', 'investigationChief', '220204', 'criminalInvestigation'],
  ['chuanyingDeputyHead', '船副局', 'deputyHead', '220204', 'police'],
  ['chuanyingPoliceHead', '船局长', 'organHead', '220204', 'police'],
  ['formerVerifier', '冯亮', 'verifier', '220104', 'police'],
  ['nanguanCourtHandler', '法信访', 'petitionHandler', '220102', 'court'],
  ['nanguanCourtHead', '法信长', 'petitionHead', '220102', 'court'],
  ['changchunCourtHead', '中院信', 'petitionHead', '2201', 'court'],
  ['provinceCourtHead', '高院信', 'petitionHead', '22', 'court'],
  ['nanguanOfficer', '纪承一', 'complaintHandler', '220102', 'discipline'],
  ['nanguanOfficer2', '纪承二', 'complaintHandler', '220102', 'discipline'],
  ['nanguanDecider', '纪分管', 'complaintHead', '220102', 'discipline'],
  ['changchunDecider', '市纪管', 'complaintHead', '2201', 'discipline'],
  ['nanguanDecider2', '纪副管', 'complaintHead', '220102', 'discipline'],
  ['nanguanInvestigator', '南办案', 'investigator', '220102', 'police'],
  ['nanguanInvestigator2', '南侦办', 'investigator', '220102', 'police'],
  ['nanguanLegal', '南法制', 'legalReviewer', '220102', 'police'],
  ['nanguanCustodian', '南保管', 'propertyCustodian', '220102', 'police'],
  ['chaoyangInvestigator', '朝办案', 'investigator', '220104', 'police'],
  ['chaoyangInvestigator2', '朝侦办', 'investigator', '220104', 'police'],
  ['chaoyangLegal', '朝法制', 'legalReviewer', '220104', 'police'],
  ['chaoyangCustodian', '朝保管', 'propertyCustodian', '220104', 'police'],
  ['changchunInvestigator', '长办案', 'investigator', '2201', 'police'],
  ['changchunInvestigator2', '长侦办', 'investigator', '2201', 'police'],
  ['changchunLegal', '长法制', 'legalReviewer', '2201', 'police'],
  ['changchunCustodian', '长保管', 'propertyCustodian', '2201', 'police'],
  ['jilinCityInvestigator', '吉办案', 'investigator', '2202', 'police'],
  ['provinceInvestigator', '省办案', 'investigator', '22', 'police'],
  ['provinceLegal', '省法制', 'legalReviewer', '22', 'police'],
  ['provincePoliceDeputy', '省副厅', 'deputyHead', '22', 'police'],
  ['nanguanProcuratorateHead', '南检长', 'organHead', '220102', 'procuratorate'],
  ['chaoyangProcurator', '朝检察', 'procurator', '220104', 'procuratorate'],
  ['changchunProcurator', '长检察', 'procurator', '2201', 'procuratorate'],
  ['changchunProcuratorateHead', '长检长', 'organHead', '2201', 'procuratorate'],
  ['provinceProcurator', '省检察', 'procurator', '22', 'procuratorate'],
  ['provinceProcuratorateHead', '省检长', 'organHead', '22', 'procuratorate'],
  ['nanguanCourtPresident', '南院长', 'organHead', '220102', 'court'],
  ['changchunJudge', '长法官', 'judge', '2201', 'court'],
  ['changchunCourtPresident', '长院长', 'organHead', '2201', 'court'],
  ['nanguanEnforcement', '南执行', 'enforcementJudge', '220102', 'court'],
  ['nanguanDisciplineHead', '南纪书', 'organHead', '220102', 'discipline'],
  ['nanguanDisciplineInvestigator', '南审查', 'disciplineInvestigator', '220102', 'discipline'],
  ['chaoyangDiscipline', '朝案管', 'disciplineIntake', '220104', 'discipline'],
  ['changchunDiscipline', '长案管', 'disciplineIntake', '2201', 'discipline'],
  ['changchunDisciplineInvestigator', '长审查', 'disciplineInvestigator', '2201', 'discipline'],
  ['provinceDisciplineIntake', '省案管', 'disciplineIntake', '22', 'discipline'],
  ['provinceDisciplineHead', '省纪书', 'organHead', '22', 'discipline'],
  ['provinceCaseClerk', '省案件', 'caseClerk', '22', 'office'],
  ['nanguanCaseClerk', '南案件', 'caseClerk', '220102', 'office'],
  ['provinceSupervisor', '省督办', 'supervisor', '22', 'office'],
  ['changchunSupervisor', '长督办', 'supervisor', '2201', 'office'],
  ['provinceExpert', '专家一', 'consultationExpert', '22', 'office'],
  ['provinceExpert2', '专家二', 'consultationExpert', '22', 'office'],
  ['bankClerk', '银协查', 'institutionClerk', '22', 'bank'],
  ['taxClerk', '税协查', 'institutionClerk', '22', 'tax'],
  ['realEstateClerk', '房协查', 'institutionClerk', '22', 'realEstateRegistry'],
  ['provincePoliticalLegal', '省政法', 'leader', '22', 'politicalLegal'],
  ['changchunPoliticalLegal', '长政法', 'leader', '2201', 'politicalLegal'],
] as const

export type Role = (typeof roster)[number][0]

const idOf = (kind: number, nth: number): string =>
  `${kind}0000000-0000-4000-8000-${String(nth + 1).padStart(12, '0')}`
// Ids of this world are made here, in the form person ids have.
const personIdOf = (nth: number): PersonId => idOf(1, nth) as PersonId

/** The id of everybody, by their role in the tests. */
// fromEntries forgets which keys it was given; here they are all the roles.
export const people = Object.fromEntries(roster.map(([role], nth) => [role, personIdOf(nth)])) as Readonly<
  Record<Role, PersonId>
>

const unitOf = ([, , , place, organ]: (typeof roster)[number]): UnitId => unitIdOf(place, organ)

/** Everybody's tenure, by their role in the tests. */
// As above.
export const tenures = Object.fromEntries(
  roster.map((row, nth): [Role, Tenure] => [
    row[0],
    {
      id: idOf(2, nth),
      person: personIdOf(nth),
      post: row[2],
      unit: unitOf(row),
      from: plainDate('2022-05-01'),
      kind: 'appointed',
      ...(row[0] === 'formerVerifier' && { to: plainDate('2024-12-31') }),
    },
  ]),
) as Readonly<Record<Role, Tenure>>

export const persons: readonly Person[] = roster.map(([role, name], nth) => ({
  id: personIdOf(nth),
  name,
  login: role,
}))

export const ties: readonly Tie[] = [
  {
    id: idOf(3, 0),
    person: people.chuanyingVerifier,
    other: { person: people.nanguanDeputyHead },
    kind: 'sibling',
    from: plainDate('2022-05-01'),
  },
  {
    id: idOf(3, 1),
    person: people.centreAssessor,
    other: { name: '周大海' },
    kind: 'spouse',
    from: plainDate('2022-05-01'),
  },
]

export const world: World = { units, persons, tenures: Object.values(tenures), ties }
export const smallDirectory: Directory = directoryOf(world)

/** The same world with something more or something else in it. */
export const directoryWith = (change: Partial<World>): Directory => directoryOf({ ...world, ...change })

/** The same world where somebody holds the post of somebody else as well, and that person acting in it. */
export function alsoHolding(
  role: Role,
  postOf: Role,
): { readonly org: Directory; readonly actor: StaffActor } {
  const held: Tenure = { ...tenures[postOf], id: idOf(2, roster.length), person: people[role] }
  return {
    org: directoryWith({ tenures: [...world.tenures, held] }),
    actor: {
      ...{ kind: 'staff', person: held.person, tenure: held.id, post: held.post, unit: held.unit },
      place: smallDirectory.getUnit(held.unit).place,
    },
  }
}
