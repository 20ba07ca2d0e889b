/**
 * Statistics return (线索统计表): what became of the clues of a unit in a period, filed by the unit and accepted by the clue
 * centre. The system draws it up from the clues and parts themselves, as they stood at the end of the period: the unit enters
 * nothing a second time. It adds remarks, its head files it; a return of nothing is filed, too. Which units owe one, for how
 * many months, and what counts as which result is dated data (`clueReturn.*`).
 *
 * An encrypted clue is counted and not listed. Whoever one of the listed clues names, even later, loses the return.
 *
 * Legal basis: README.md beside this file.
 */
import { defineRecord, type Situation, type ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  group,
  list,
  listed,
  named,
  optional,
  person,
  ref,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'
import { registryOf } from '#kernel/org/routing.ts'
import { owingOf, periodOf } from './clueReturn.period.ts'

const count = whole({ min: 0, max: 1_000_000 })
const reasons = text({ max: 2000 })

const fields = {
  unit,
  registry: unit,
  /** First and last day of the period. */
  from: date,
  to: date,

  /** One line for each clue or part, as it stood at the end of the period. */
  lines: list(
    group({
      number: text({ max: 100 }),
      title: optional(text({ max: 200 })),
      category: optional(listed('clue.categories')),
      part: optional(choice('umbrella', 'industry', 'petition')),
      standing: choice('open', 'closed', 'passedOn'),
      result: optional(listed('clueReturn.results')),
    }),
    { min: 0, max: 5000 },
  ),
  count,
  encrypted: count,
  zeroReturn: yesNo,
  clues: optional(list(ref('clue'), { min: 0, max: 5000 })),
  transfers: optional(list(ref('transfer'), { min: 0, max: 5000 })),
  named: optional(list(named, { min: 0, max: 5000 })),

  remarks: optional(
    list(group({ number: text({ max: 100 }), remark: text({ max: 500 }) }), { min: 0, max: 5000 }),
  ),
  compiler: person,
  filer: person,
  reasons,
  outcome: choice('accepted', 'waived'),
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}
type ReturnSituation = Situation<ValuesOf<typeof fields>>

const drawnUp = ['unit', 'from', 'to', 'lines', 'encrypted', 'clues', 'transfers', 'named'] as const
const held = ['unit', 'registry', 'from', 'to', 'lines', 'count', 'encrypted', 'zeroReturn'] as const
const owed = ['drafted', 'toFile'] as const

/** Closed, and none of the results says how: the unit has to. */
const toRemark = ({ record: { lines = [] } }: Pick<ReturnSituation, 'record'>) =>
  lines.filter(({ standing, result }) => standing === 'closed' && result === undefined)

const personOf = ({ actor }: ReturnSituation) => (actor.kind === 'staff' ? actor.person : undefined)

export const clueReturn = defineRecord({
  name: 'clueReturn',
  version: 1,
  mechanism: 2,
  number: '吉线统〔{year}〕000000号',
  title: 'to',
  outcome: 'outcome',
  excludes: ['named'],

  fields,

  roles: {
    compiler: {
      heldBy: ['investigationChief', 'disciplineIntake', 'regulatorIntake'],
      reaches: { partOf: 'unit' },
      seesAllBut: ['named'],
    },
    head: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'unit' }, seesAllBut: ['named'] },
    receiver: { heldBy: ['intakeClerk', 'assessor'], reaches: { unit: 'registry' }, seesAllBut: ['named'] },
    director: { heldBy: ['officeHead'], reaches: { unit: 'registry' }, seesAllBut: ['named'] },
    localOffice: { heldBy: ['officeHead'], reaches: { area: 'unit' }, seesAllBut: ['named'] },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['unit', 'from', 'to', 'count', 'encrypted', 'zeroReturn', 'outcome'],
    },
    clueItself: { heldBy: { record: 'clue' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    drafted: { holds: held, waitsFor: 'compiler' },
    toFile: { holds: [...held, 'compiler'], waitsFor: 'head' },
    filed: { holds: [...held, 'filer'], waitsFor: 'receiver' },
    accepted: { holds: [...held, 'outcome'], closed: true },
    waived: { holds: [...held, 'outcome', 'reasons'], closed: true },
  },

  actions: {
    draft: {
      by: 'clock',
      to: 'drafted',
      asks: drawnUp,
      provided: ['theUnitOwesOne', 'itIsAPeriodThatIsOver'],
      sets: (situation) => {
        const { lines = [], encrypted = 0 } = situation.input
        return {
          registry: registryOf('clue.registries', [], situation),
          count: lines.length,
          zeroReturn: lines.length + encrypted === 0,
        }
      },
    },
    submit: {
      by: 'compiler',
      from: 'drafted',
      to: 'toFile',
      asks: ['remarks'],
      provided: ['everyRemarkIsAboutALine', 'whatHasNoResultIsRemarked'],
      suggests: ({ record }) => ({
        remarks: record.remarks ?? toRemark({ record }).map(({ number }) => ({ number, remark: '' })),
      }),
      sets: ({ actor }) => (actor.kind === 'staff' ? { compiler: actor.person } : {}),
    },
    returnIt: { by: 'head', from: 'toFile', to: 'drafted', asks: ['reasons'] },
    file: {
      by: 'head',
      from: 'toFile',
      to: 'filed',
      provided: ['actorDidNotCompileIt'],
      sets: ({ actor }) => (actor.kind === 'staff' ? { filer: actor.person } : {}),
    },
    accept: {
      by: ['receiver', 'director'],
      from: 'filed',
      to: 'accepted',
      sets: () => ({ outcome: 'accepted' }),
    },
    sendBack: { by: ['receiver', 'director'], from: 'filed', to: 'drafted', asks: ['reasons'] },
    // A unit that was dissolved, or in which nobody is left to file it.
    waive: {
      by: 'director',
      from: owed,
      to: 'waived',
      asks: ['reasons'],
      sets: () => ({ outcome: 'waived' }),
    },
    noteNamed: { by: 'clueItself', from: [...owed, 'filed', 'accepted', 'waived'], adds: ['named'] },
    escalate: { by: 'clock', from: [...owed, 'filed'], adds: ['supervisions'] },
  },

  rules: {
    theUnitOwesOne: ({ input, org, rulebook }) => {
      const found = org.findUnit(input.unit ?? '')
      return found !== undefined && owingOf(found, rulebook) !== 'never'
    },
    itIsAPeriodThatIsOver: ({ input: { from, to }, on, rulebook }) => {
      const period = from === undefined ? undefined : periodOf(from, rulebook.number('clueReturn.months'))
      return period !== undefined && period.from === from && period.to === to && to < on
    },
    everyRemarkIsAboutALine: ({ record, input: { remarks = [] } }) =>
      remarks.every(({ number }) => record.lines?.some((line) => line.number === number) === true),
    whatHasNoResultIsRemarked: ({ record, input: { remarks = [] } }) =>
      toRemark({ record }).every(({ number }) => remarks.some((one) => one.number === number)),
    actorDidNotCompileIt: (situation) => personOf(situation) !== situation.record.compiler,
  },

  // Lengths and rungs: rulebook/clue/return.json.
  deadlines: {
    file: { starts: ['draft', 'sendBack'], stops: ['file', 'waive'], owedBy: ['compiler', 'head'] },
    accept: { starts: 'file', stops: ['accept', 'sendBack'], owedBy: 'receiver' },
  },

  documents: {
    statisticsForm: {
      issuedOn: 'file',
      layout: 'form',
      prints: ['from', 'to', 'count', 'encrypted', 'zeroReturn', 'lines', 'remarks', 'compiler', 'filer'],
    },
  },

  views: {
    toCompile: { for: ['compiler', 'head'], shows: owed, columns: ['unit', 'to', 'count', 'file'] },
    notFiledYet: {
      for: ['receiver', 'director', 'localOffice'],
      shows: owed,
      columns: ['unit', 'to', 'file'],
    },
    toAccept: {
      for: ['receiver', 'director'],
      shows: ['filed'],
      columns: ['unit', 'to', 'count', 'zeroReturn', 'accept'],
    },
    ledger: {
      for: ['compiler', 'head', 'receiver', 'director', 'localOffice', 'auditor'],
      shows: [...owed, 'filed', 'accepted', 'waived'],
      columns: ['unit', 'to', 'count', 'zeroReturn', 'outcome'],
    },
  },
})
