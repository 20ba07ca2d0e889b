/**
 * Case (案件): what grew out of clues, or what a police organ took up, and which is investigated, prosecuted and tried as
 * organised crime or as what it turns out to be.
 *
 * It has one handling unit and a team; a designation takes it from one unit and gives it to another in one instant. Its label
 * (涉黑, 恶势力犯罪集团, 恶势力组织) never changes without leaving the old one. Whoever it is about is a person under
 * investigation until a judgment takes effect, and minors stand apart. Measures, assets, umbrellas, listings and consultations
 * are records of their own that link here; a case is archived when they are closed.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './case.effects.ts'
import { fields } from './case.fields.ts'
import { rules } from './case.rules.ts'
import * as tells from './case.tells.ts'

const underWay = ['investigating', 'prosecuting', 'onTrial', 'enforcing'] as const
const everywhere = ['proposed', ...underWay] as const

/** What a person is, whom the law protects from being looked at, and what would tell where the evidence is. */
const notForTheOffice = ['minors', 'facts'] as const

export const caseRecord = defineRecord({
  name: 'case',
  version: 1,
  mechanism: 5,
  number: '吉专案〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  tells: [
    'label',
    'stage',
    'handlingUnit',
    'procuratorate',
    'court',
    'area',
    'trade',
    'activityFrom',
    'activityTo',
    'major',
    'listed',
    'special',
    'named',
    'leaderInCharge',
    'designatedBy',
    'outcome',
  ],

  fields,

  roles: {
    investigator: { heldBy: ['investigator'], reaches: { person: 'team' }, sees: 'all' },
    unitHead: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    legalReviewer: { heldBy: ['legalReviewer'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    formerUnit: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: { unit: 'formerUnits' },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'formerUnits', 'outcome'],
    },
    custodian: {
      heldBy: ['propertyCustodian'],
      reaches: { unit: 'handlingUnit' },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'outcome'],
    },
    procurator: {
      heldBy: ['procurator'],
      reaches: { unit: 'procuratorate' },
      sees: 'all',
    },
    procuratorateHead: { heldBy: ['organHead'], reaches: { unit: 'procuratorate' }, sees: 'all' },
    judge: {
      heldBy: ['judge', 'enforcementJudge'],
      reaches: { unit: 'court', during: ['onTrial', 'enforcing', 'closed', 'archived'] },
      sees: 'all',
    },
    courtHead: {
      heldBy: ['organHead'],
      reaches: { unit: 'court', during: ['onTrial', 'enforcing', 'closed', 'archived'] },
      sees: 'all',
    },
    office: {
      heldBy: ['officeHead', 'caseClerk', 'supervisor'],
      reaches: { area: 'handlingUnit' },
      seesAllBut: notForTheOffice,
    },
    leader: {
      heldBy: 'staff',
      reaches: { person: 'leaderInCharge' },
      seesOnly: [
        'title',
        'label',
        'area',
        'trade',
        'stage',
        'handlingUnit',
        'listed',
        'leaderInCharge',
        'outcome',
      ],
    },
    archivist: {
      heldBy: ['archivist'],
      reaches: { area: 'handlingUnit', during: ['closed', 'archived'] },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'outcome', 'archiveBox'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'label',
        'stage',
        'area',
        'trade',
        'handlingUnit',
        'formerUnits',
        'procuratorate',
        'court',
        'outcome',
      ],
    },
    designationItself: { heldBy: { record: 'designation' }, reaches: 'nothing', sees: 'all' },
    listingItself: { heldBy: { record: 'listing' }, reaches: 'nothing', sees: 'all' },
    leaderChargeItself: { heldBy: { record: 'leaderCharge' }, reaches: 'nothing', sees: 'all' },
  },

  states: {
    proposed: { holds: ['title', 'label', 'facts', 'area', 'handlingUnit'], waitsFor: 'unitHead' },
    investigating: { holds: ['stage', 'handlingUnit'], waitsFor: 'unitHead' },
    prosecuting: { holds: ['stage'], waitsFor: 'procuratorateHead' },
    onTrial: { holds: ['stage'], waitsFor: 'judge' },
    enforcing: { holds: ['stage', 'outcome', 'judgedOn', 'effectiveOn'], waitsFor: 'judge' },
    closed: { holds: ['outcome'], closed: true, waitsFor: 'archivist' },
    archived: { holds: ['outcome', 'archiveBox'], final: true },
  },

  actions: {
    open: {
      by: ['investigator', 'unitHead'],
      to: 'proposed',
      asks: ['title', 'nationalCode', 'clues', 'label', 'facts', 'area', 'trade', 'team', 'major', 'special'],
      adds: ['activity', 'named'],
      provided: ['teamIsOfTheHandlingUnit', 'periodsEndAfterTheyBegin'],
      sets: effects.opened,
    },
    file: {
      by: 'unitHead',
      from: 'proposed',
      to: 'investigating',
      asks: ['reasons'],
      sets: effects.filed,
    },
    declineToFile: {
      by: 'unitHead',
      from: 'proposed',
      to: 'closed',
      asks: ['reasons'],
      sets: effects.ended('notFiled'),
    },
    assignTeam: {
      by: 'unitHead',
      from: ['proposed', 'investigating'],
      asks: ['team'],
      provided: ['teamIsOfTheHandlingUnit'],
    },
    addPersons: {
      by: 'investigator',
      from: ['proposed', 'investigating'],
      adds: ['persons'],
      provided: ['everyPersonHasANumberOfTheirOwn', 'minorsStandApart'],
      sets: effects.personsAdded,
    },
    addMinors: {
      by: 'investigator',
      from: ['proposed', 'investigating'],
      adds: ['minors'],
      provided: ['everyPersonHasANumberOfTheirOwn'],
      sets: effects.personsAdded,
    },
    noteActivity: {
      by: 'investigator',
      from: ['proposed', 'investigating'],
      adds: ['activity'],
      provided: ['periodsEndAfterTheyBegin'],
      sets: effects.activityNoted,
    },
    name: {
      by: ['investigator', 'unitHead', 'legalReviewer', 'procurator', 'judge'],
      from: everywhere,
      asks: ['reasons'],
      adds: ['named'],
      acts: tells.namedAreTold,
    },
    redesignate: {
      by: 'designationItself',
      from: ['proposed', 'investigating', 'prosecuting', 'onTrial'],
      asks: ['handlingUnit', 'designatedBy', 'procuratorate', 'court'],
      clears: ['team'],
      provided: ['handlingUnitIsAnother', 'handlingUnitIsNotTiedToTheNamed'],
      sets: effects.redesignated,
      acts: tells.handlingUnitIsTold,
    },
    // Prosecution and trial elsewhere are designations of their own (人民检察院刑事诉讼规则 art 22, 刑事诉讼法 art 27).
    redesignateCourts: {
      by: 'designationItself',
      from: ['investigating', 'prosecuting', 'onTrial'],
      asks: ['procuratorate', 'court'],
    },
    noteListing: { by: 'listingItself', from: [...everywhere, 'closed'], asks: ['listed'] },
    noteLeader: { by: 'leaderChargeItself', from: [...everywhere, 'closed'], asks: ['leaderInCharge'] },
    sendForProsecution: {
      by: 'unitHead',
      from: 'investigating',
      to: 'prosecuting',
      asks: ['reasons'],
      sets: effects.sentForProsecution,
    },
    withdrawCase: {
      by: 'unitHead',
      from: 'investigating',
      to: 'closed',
      asks: ['reasons'],
      sets: effects.ended('withdrawn'),
    },
    prosecute: {
      by: 'procuratorateHead',
      from: 'prosecuting',
      to: 'onTrial',
      asks: ['reasons'],
      sets: effects.prosecuted,
    },
    decideNotToProsecute: {
      by: 'procuratorateHead',
      from: 'prosecuting',
      to: 'closed',
      asks: ['reasons'],
      sets: effects.ended('notProsecuted'),
    },
    takeEffect: {
      by: 'judge',
      from: 'onTrial',
      to: [{ when: 'nobodyIsConvicted', state: 'closed' }, { state: 'enforcing' }],
      asks: ['outcome', 'judgedOn', 'effectiveOn'],
      provided: ['judgedByNow'],
      sets: effects.tookEffect,
    },
    close: { by: 'judge', from: 'enforcing', to: 'closed', asks: ['reasons'], sets: effects.closed },
    archive: {
      by: 'archivist',
      from: 'closed',
      to: 'archived',
      asks: ['archiveBox'],
      afterClosing: [
        'asset',
        'measure',
        'umbrella',
        'consultation',
        'listing',
        'custody',
        'assetQuery',
        'propertyObjection',
      ],
      acts: tells.chargesEnd,
    },
  },

  rules,
  deadlines: {},
  documents: {},

  views: {
    toFile: { for: 'unitHead', shows: ['proposed'], columns: ['title', 'label', 'area', 'trade'] },
    investigating: {
      for: ['investigator', 'unitHead', 'legalReviewer'],
      shows: ['investigating'],
      columns: ['title', 'label', 'area', 'headcount', 'listed'],
    },
    prosecuting: {
      for: ['procurator', 'procuratorateHead'],
      shows: ['prosecuting'],
      columns: ['title', 'label', 'handlingUnit', 'headcount'],
    },
    onTrial: { for: ['judge', 'courtHead'], shows: ['onTrial'], columns: ['title', 'label', 'headcount'] },
    ledger: {
      for: ['unitHead', 'office', 'leader', 'procuratorateHead', 'courtHead', 'formerUnit'],
      shows: [...everywhere, 'closed', 'archived'],
      columns: ['title', 'label', 'area', 'handlingUnit', 'stage', 'listed', 'outcome'],
    },
  },
})
