/**
 * What a mechanism declares about one kind of record, and the types that follow from it.
 *
 * Every name is written once, as a key. Each later part may only use names that an earlier part
 * introduced, so a misspelt state, role, field, rule or action does not compile.
 *
 * Reading order inside a declaration: what it holds, who meets it, where it can stand, what can be done,
 * under which rules, by when, with which papers, in which lists.
 */
import type { RequestPeriod } from '../deadlines/requestPeriod.ts'
import type { GraphSpec } from '../graph/graphSpec.ts'
import type { Directory } from '../org/directory.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { Instant, PlainDate } from '../time.ts'
import type { Actor, JournalEntry, Signing } from './entry.ts'
import type { FieldMap, RecordId, ValueOf } from './field.ts'

export type OneOrMore<T> = T | readonly T[]
type Names<Part> = keyof Part & string
type Dict<Key extends string, Value> = Readonly<Record<Key, Value>>

/**
 * Which records a role opens. `unit`: the field names the actor's own unit. `partOf`: it names that unit or
 * one of the same place that it is part of (a brigade of its bureau). `unitInLine`: it names that
 * unit or one below it in the professional line (条). `area`: it names a unit or a place within the area
 * of the actor's unit (块). `person`: it names the actor, or whoever the actor stands in for. `during`
 * limits it to some states; `unless` is a yes/no field that closes this way in (a restricted record, say).
 */
export type ReachSpec<Field extends string, State extends string> = (
  | { readonly to: 'everywhere' }
  | { readonly unit: Field }
  | { readonly partOf: Field }
  | { readonly unitInLine: Field }
  | { readonly area: Field }
  | { readonly person: Field }
) & { readonly during?: readonly State[]; readonly unless?: Field }

/**
 * A role: the posts whose holders may have it (`staff`: any post), the records it opens, the fields it sees
 * there. `public`, `system` and `{ record }` (a record of that type acting on this one) are not held by people.
 * `seesOnly` keeps a field added later hidden by default; sealed values are never seen this way.
 */
export type RoleSpec<Field extends string, State extends string> = {
  readonly heldBy: readonly string[] | 'staff' | 'public' | 'system' | { readonly record: string }
  readonly reaches: OneOrMore<ReachSpec<Field, State>> | 'nothing'
} & (
  | { readonly sees: 'all'; readonly seesAllBut?: never; readonly seesOnly?: never }
  | { readonly seesAllBut: readonly Field[]; readonly sees?: never; readonly seesOnly?: never }
  | { readonly seesOnly: readonly Field[]; readonly sees?: never; readonly seesAllBut?: never }
)

export interface StateSpec<Field extends string, Role extends string> {
  /** Fields that are always filled in once a record is in this state. */
  readonly holds?: readonly Field[]
  /** Whose move it is: the record is on their list of work. */
  readonly waitsFor?: OneOrMore<Role>
  /** Nothing more happens here. */
  readonly final?: true
  /** The matter is settled, though it can be taken up again. Final states are closed, too. */
  readonly closed?: true
  /** What the reporter is told of it: one of a few plain words (domain 2.3). */
  readonly publicly?: string
}

/** Where an action leads: one state, or the first branch whose rule holds (the last has none). */
export type Target<State extends string, Rule extends string> =
  State | readonly { readonly when?: Rule; readonly state: State }[]

/** What an action does to another record that is there already, in the same transaction; refused, it refuses the whole. */
export interface Deed extends Opening {
  readonly id: RecordId
}

/** Another record that an action opens in the same transaction. */
export interface Opening {
  readonly type: string
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * An action. Without `from` it opens a record; without `to` it leaves the state as it was.
 * `asks` overwrites fields, `adds` appends items to list fields, `sets` fills in what follows from the
 * situation (its result is frozen in the entry, so a later change of rules cannot change the past).
 */
export interface ActionSpec<
  Field extends string,
  Role extends string,
  State extends string,
  Rule extends string,
  Values,
> {
  readonly by: OneOrMore<Role>
  readonly from?: OneOrMore<State>
  readonly to?: Target<State, Rule>
  readonly asks?: readonly Field[]
  readonly adds?: readonly Field[]
  readonly clears?: readonly Field[]
  /** Fields that must be filled in already. */
  readonly needs?: readonly Field[]
  readonly provided?: readonly Rule[]
  /** Offered only where this holds of the record: one of the rules of `provided` that no input could make good. */
  offered?(sight: Pick<Situation<Values>, 'record'>): boolean
  /** Several people do this together: in the order of roles given, or any so many different persons. */
  readonly signed?: { readonly inOrder: readonly Role[] } | { readonly persons: number }
  /**
   * Takes an unfinished signing of these actions out of force, with reasons: the latest that whoever does it has signed, and
   * all of it, since whoever signed later relied on what was signed before. Every joint action has one.
   */
  readonly withdraws?: OneOrMore<string>
  /**
   * Whoever did this is answered only when its entry is under a signed checkpoint: until then the entry could be altered
   * unseen. For what opens, closes or changes much at once.
   */
  readonly awaitsCheckpoint?: true
  /** Types of linked records that must be closed first. */
  readonly afterClosing?: readonly string[]
  /** Links of a record to be opened; rules are told how many of its type were opened today with one of them (`openedToday`). */
  readonly counts?: OneOrMore<Field>
  /**
   * Every record of this type whose `link` field points here takes `action` too, at once; with `into` only
   * when this action leads there.
   */
  readonly leads?: { readonly link: Field; readonly action: string; readonly into?: State }
  /** The list field, added to, whose items name papers of this record that are void from now on, with reasons. */
  readonly cancels?: Field
  /** Destroys the key of the record: personal and sealed values are gone for ever (PIPL art 47). Nothing follows it. */
  readonly erases?: true
  /** What stands in its form at first, such as the rows of a checklist; never a decision, and nothing depends on it. */
  suggests?(sight: Pick<Situation<Values>, 'record' | 'rulebook'>): Readonly<Record<string, unknown>>
  sets?(situation: Situation<Values>): Partial<Values>
  opens?(situation: Situation<Values>): readonly Opening[]
  /**
   * What it always opens in the posts of whoever takes it: to whom that action is not open this one is not offered, as it could
   * not succeed.
   */
  readonly alwaysOpens?: readonly { readonly type: string; readonly action: string }[]
  /** What it does to other records, in a role there that is held by a record of this type. */
  acts?(situation: Situation<Values>): readonly Deed[]
}

/** A clock. Its length and its rungs are dated data of the rulebook, under `<type>.<name of the deadline>`. */
export interface DeadlineSpec<
  Action extends string,
  Role extends string,
  Field extends string,
  State extends string,
> {
  readonly starts: OneOrMore<Action>
  /** Starts only when the action leads there. */
  readonly into?: OneOrMore<State>
  /** Does not start where this field is filled in already: the first of a pair starts the clock of the other side. */
  readonly unless?: Field
  /** Starts only where this field is filled in. */
  readonly where?: Field
  readonly stops: OneOrMore<Action>
  readonly suspends?: OneOrMore<Action>
  readonly resumes?: OneOrMore<Action>
  /** The action by which an approver lengthens it, and the field that says by how much (a term). */
  readonly extended?: { readonly by: Action; readonly term: Field }
  readonly owedBy: OneOrMore<Role>
  /**
   * It ends with the day that stands in this field, holiday or not, and the rulebook has no length of it; `ahead`: so long
   * before that day as the rulebook says.
   */
  readonly until?: Field
  readonly ahead?: true
  /** Custody and hour clocks never move over holidays (CPL art 105). */
  readonly neverMoves?: true
  /** A rhythm: an action that both stops and starts it ends one run and begins the next. */
  readonly repeats?: true
  /** What the clock itself does, once, when the end has passed: a measure lapses. It stops the clock and asks for nothing. */
  readonly atEnd?: Action
}

/**
 * Until when somebody may ask for something (requestPeriods.ts). Its length is dated data of the rulebook, under
 * `<type>.<name of the period>.term`, and it ends on a working day.
 */
export interface RequestPeriodSpec<Action extends string, Field extends string> {
  /** From the last of these acts, or from the day that stands in a field. */
  readonly since: { readonly acts: OneOrMore<Action> } | { readonly day: Field }
  /** What may be done until then. */
  readonly asked: OneOrMore<Action>
}

/** A paper. What it says beside its fields is dated data of the rulebook, under `<type>.<name of the document>.paper`. */
export interface DocumentSpec<
  Action extends string,
  Field extends string,
  Role extends string = string,
  Rule extends string = string,
  Deadline extends string = string,
> {
  readonly issuedOn: OneOrMore<Action>
  /** Fields, and clocks: by when what runs then is due, or how long what has not begun will be. */
  readonly prints: readonly (Field | Deadline)[]
  /**
   * Leaves the house: numbered without gaps among the papers of this kind of the unit that issues it (papers.ts),
   * such as assignment or supervision; how the kind is printed is dated data. Unnumbered when absent.
   */
  readonly series?: string
  /** The acts that give it a number, where not all that issue it do. */
  readonly numberedOn?: OneOrMore<Action>
  /** The numbered acts issue it only where this holds of them. */
  readonly when?: Rule
  /** The unit field that names whom it goes to (主送机关). */
  readonly to?: Field
  /** The unit field that names whose paper it is where no official acts. */
  readonly from?: Field
  /** The role of the citizen it is for, who gets it under the query code. */
  readonly givenTo?: Role
  readonly layout: 'form' | 'letter' | 'report'
}

export interface ViewSpec<Role extends string, State extends string, Column extends string> {
  readonly for: OneOrMore<Role>
  readonly shows: readonly State[]
  readonly columns: readonly Column[]
}

/**
 * A rule answers from what it is given: it reads no clock, no database and no session.
 * (Typed as a method, so that a rule about clues also passes as a rule about any record.)
 */
export type Rule<Values> = { holds(situation: Situation<Values>): boolean }['holds']

/** What a record is besides its declared fields. */
export interface Standing<State extends string = string> {
  readonly id: RecordId
  readonly type: string
  readonly number: string
  readonly state: State
  /** How many entries it has; the version that If-Match names. */
  readonly version: number
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly signatures: readonly Signing[]
}

/** A record linked with this one: by a field of its own, or by one of ours. */
export interface Linked {
  readonly type: string
  readonly id: RecordId
  readonly link: string
  readonly direction: 'from' | 'to'
  readonly state: string
  readonly closed: boolean
  /** Its `number`, and the fields that its declaration `tells` to rules of records linked with it. */
  readonly told: Readonly<Record<string, unknown>>
}

export interface Situation<Values> {
  readonly record: Readonly<Partial<Values>> & Partial<Standing>
  readonly input: Readonly<Partial<Values>>
  readonly actor: Actor
  readonly at: Instant
  readonly on: PlainDate
  readonly entries: readonly JournalEntry[]
  readonly org: Directory
  readonly rulebook: Rulebook
  readonly linked: readonly Linked[]
  /** Records that the index holds to be about the same matter, as far as the actor reaches them. */
  readonly similar: readonly RecordId[]
  /** Every declared type of record, for rules about rules. */
  readonly types: ReadonlyMap<string, Declaration>
  /** Open records that wait for the person this record is about and for nobody else. */
  readonly owed: readonly RecordId[]
  /** How many records of this type were opened today with a link that the action `counts`. */
  readonly openedToday: number
  /** A declared request period as it stands with what is entered now; empty before it begins. */
  requestPeriod(name: string): RequestPeriod | undefined
  /** A fraction in [0, 1) drawn outside and kept in the entry, for samples that must be reproducible. */
  readonly draw: number
}

/** Any declaration, whatever its names. Kernel code that serves all mechanisms takes this. */
export interface Declaration {
  readonly name: string
  readonly version: number
  readonly mechanism: number
  readonly number: string
  readonly fields: FieldMap
  readonly roles: Dict<string, RoleSpec<string, string>>
  readonly states: Dict<string, StateSpec<string, string>>
  readonly rules: Dict<string, Rule<Record<string, unknown>>>
  readonly actions: Dict<string, ActionSpec<string, string, string, string, Record<string, unknown>>>
  readonly deadlines: Dict<string, DeadlineSpec<string, string, string, string>>
  readonly requestPeriods?: Dict<string, RequestPeriodSpec<string, string>>
  readonly documents: Dict<string, DocumentSpec<string, string>>
  readonly views: Dict<string, ViewSpec<string, string, string>>
  /** The list fields of kind `named`: whoever they name never reaches the record. */
  readonly excludes: readonly string[]
  /** The field that says how a closed record ended. */
  readonly outcome: string
  /** The field a list shows as the record's name. */
  readonly title: string
  /** The fields that are read first, of a record that holds many. */
  readonly brief?: readonly string[]
  /** How an entry made under version n reads under version n + 1, by n. */
  readonly upcasts?: Readonly<Record<number, Upcast>>
  /** Plain fields that rules of linked records may read, whether or not whoever acts reaches this record. */
  readonly tells?: readonly string[]
  /** For sealed fields: the joint action after which those who signed it, and nobody else, may read the value. */
  readonly unseals?: Readonly<Record<string, string>>
  /**
   * For sealed fields: a part that somebody outside may present, who of the staff may have it compared, and the action of the
   * system that notes whether it fits. What is sealed is shown to nobody.
   */
  readonly compares?: Readonly<Record<string, Compared>>
  /** What of it is drawn in the graph. */
  readonly graph?: GraphSpec
}

export interface Compared<Role extends string = string, Action extends string = string> {
  readonly part: string
  readonly by: readonly Role[]
  readonly noted: Action
}

/** Reads an old entry as the next version of its declaration would have written it. The old bytes stay. */
export type Upcast = (entry: JournalEntry) => JournalEntry

export type ValuesOf<Fields extends FieldMap> = { readonly [Name in keyof Fields]: ValueOf<Fields[Name]> }

/**
 * Declares a type of record and hands it back as it was written, every name checked against the others.
 *
 * @example see src/mechanisms/clue/clue.ts
 */
export function defineRecord<
  const Fields extends FieldMap,
  const Roles extends Dict<string, RoleSpec<keyof Fields & string, keyof States & string>>,
  const States extends Dict<string, StateSpec<keyof Fields & string, keyof Roles & string>>,
  const Rules extends Dict<string, Rule<ValuesOf<Fields>>>,
  const Actions extends Dict<
    string,
    ActionSpec<
      keyof Fields & string,
      keyof Roles & string,
      keyof States & string,
      keyof Rules & string,
      ValuesOf<Fields>
    >
  >,
  const Deadlines extends Dict<
    string,
    DeadlineSpec<keyof Actions & string, keyof Roles & string, keyof Fields & string, keyof States & string>
  >,
  const Documents extends Dict<
    string,
    DocumentSpec<
      keyof Actions & string,
      keyof Fields & string,
      keyof Roles & string,
      keyof Rules & string,
      keyof Deadlines & string
    >
  >,
  const Views extends Dict<
    string,
    ViewSpec<keyof Roles & string, keyof States & string, (keyof Fields | keyof Deadlines) & string>
  >,
  const Name extends string,
>(declaration: {
  /** The type's name in addresses and entries. */
  readonly name: Name
  /** Raised by one with every change that old entries would not replay under. */
  readonly version: number
  /** 1 to 10: which of the ten mechanisms it belongs to. */
  readonly mechanism: number
  /** The register number: `{year}` and a run of zeros, such as `吉线索〔{year}〕000000号`. */
  readonly number: string
  readonly fields: Fields
  readonly roles: Roles
  readonly states: States
  readonly actions: Actions
  readonly rules: Rules
  readonly deadlines: Deadlines
  readonly requestPeriods?: Dict<string, RequestPeriodSpec<keyof Actions & string, keyof Fields & string>>
  readonly documents: Documents
  readonly views: Views
  readonly excludes: readonly (keyof Fields & string)[]
  readonly outcome: keyof Fields & string
  readonly title: keyof Fields & string
  readonly brief?: readonly (keyof Fields & string)[]
  readonly tells?: readonly (keyof Fields & string)[]
  readonly upcasts?: Readonly<Record<number, Upcast>>
  readonly unseals?: Readonly<Partial<Record<keyof Fields & string, keyof Actions & string>>>
  readonly compares?: Readonly<
    Partial<Record<keyof Fields & string, Compared<keyof Roles & string, keyof Actions & string>>>
  >
  readonly graph?: GraphSpec<keyof Fields & string, keyof States & string>
}) {
  return declaration
}

type ChoiceNames<Fields extends FieldMap> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly options: readonly string[] } ? Name : never
}[keyof Fields] &
  string

export type RoleOf<D extends Declaration> = Names<D['roles']>
export type StateOf<D extends Declaration> = Names<D['states']>
export type ActionOf<D extends Declaration> = Names<D['actions']>
export type RuleOf<D extends Declaration> = Names<D['rules']>
export type DeadlineOf<D extends Declaration> = Names<D['deadlines']>

type AsksOf<Action> = Action extends { readonly asks: readonly (infer Field)[] } ? Field & string : never
type AddsOf<Action> = Action extends { readonly adds: readonly (infer Field)[] } ? Field & string : never
type OptionalIn<Fields extends FieldMap, Asked extends string> = {
  [Name in Asked]: Fields[Name] extends { readonly optional: true } ? Name : never
}[Asked]

/** What an action is given: every field it asks for or adds to, the optional ones optional. */
export type InputOf<D extends Declaration, A extends ActionOf<D>> = Input<
  D['fields'],
  AsksOf<D['actions'][A]> | AddsOf<D['actions'][A]>
>
type Input<Fields extends FieldMap, Asked extends string> = {
  readonly [Name in Exclude<Asked, OptionalIn<Fields, Asked>>]: ValueOf<Fields[Name]>
} & { readonly [Name in OptionalIn<Fields, Asked>]?: ValueOf<Fields[Name]> }

type HoldsOf<State> = State extends { readonly holds: readonly (infer Field)[] } ? Field & string : never

/** A record as it stands: one variant for each state, with the fields that state is sure to hold. */
export type RecordOf<D extends Declaration> = {
  [State in StateOf<D>]: Standing<State> & {
    readonly [Name in HoldsOf<D['states'][State]>]: ValueOf<D['fields'][Name]>
  } & { readonly [Name in Names<D['fields']>]?: ValueOf<D['fields'][Name]> }
}[StateOf<D>]

/** Every word a person reads about a type of record, in one language. The compiler knows which is missing. */
export interface WordsFor<D extends Declaration> {
  readonly name: string
  /** What a record is called, where its title field does not say it: fields stand in braces, `{office} {to}`. */
  readonly title?: string
  readonly fields: Dict<Names<D['fields']>, string>
  readonly choices: {
    readonly [Name in ChoiceNames<D['fields']>]: Dict<OptionsOf<D['fields'][Name]>, string>
  }
  /** Labels of the parts of groups, by the part's name. */
  readonly parts: Readonly<Record<string, string>>
  readonly roles: Dict<RoleOf<D>, string>
  readonly states: Dict<StateOf<D>, string>
  readonly actions: Dict<ActionOf<D>, string>
  readonly refusals: Dict<RuleOf<D>, string>
  readonly deadlines: Dict<DeadlineOf<D>, string>
  readonly documents: Dict<Names<D['documents']>, string>
  readonly views: Dict<Names<D['views']>, string>
}
type OptionsOf<Field> = Field extends { readonly options: readonly (infer Option)[] }
  ? Option & string
  : never
