/** What the doors of the server answer, as far as the workbench reads it (docs: /api/openapi.json). */

export type Language = 'zh' | 'en'

export interface Spoken {
  readonly zh: string
  readonly en: string
}

/** What people, units, places and posts in values are called, by the id that stands there. */
export type Names = Readonly<Record<string, Spoken>>
export type Values = Readonly<Record<string, unknown>>

export interface FieldShape {
  readonly kind: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly optional?: true
  readonly protection?: 'personal' | 'sealed'
  readonly list?: string
  readonly table?: string
  readonly refersTo?: string
  readonly choices?: readonly ({ readonly code: string } & Spoken)[]
  readonly items?: FieldShape
  readonly parts?: readonly NamedField[]
}

export interface CentreKey {
  readonly name: string
  readonly publicKey: string
  readonly retired?: string
}

export interface NamedField extends FieldShape {
  readonly name: string
  readonly label: Spoken
}

interface Labelled {
  readonly name: string
  readonly label: Spoken
}

export interface StateShape extends Labelled {
  readonly closed: boolean
  readonly final: boolean
  readonly waitsFor: readonly string[]
}

export interface ActionShape extends Labelled {
  readonly by: readonly string[]
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly asks: readonly string[]
  readonly adds: readonly string[]
  /** What has to hold, each with the sentence that says when it does not. */
  readonly rules: readonly { readonly name: string; readonly refusal: Spoken }[]
  readonly signed?: { readonly inOrder: readonly string[] } | { readonly persons: number }
  readonly input: InputSchema
  /** No person takes it: a clock does, or another record. */
  readonly byMachine?: true
  /** Fields that nobody who takes it sees afterwards. */
  readonly unseen: readonly string[]
}

/** The JSON Schema of what an action is given. */
export interface InputSchema {
  readonly required?: readonly string[]
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface TypeShape extends Labelled {
  readonly mechanism: number
  readonly number: string
  readonly title: string
  /** The fields that are read first. */
  readonly brief: readonly string[]
  /** For sealed fields: the joint action after which those who signed it may read the value. */
  readonly unseals: Readonly<Record<string, string>>
  /** For sealed fields: who may have what a claimant tells compared with a part of it. */
  readonly compares?: Readonly<Record<string, { readonly part: string; readonly by: readonly string[] }>>
  readonly outcome: string
  /** It draws lines in the graph. */
  readonly inGraph?: true
  readonly states: readonly StateShape[]
  readonly actions: readonly ActionShape[]
  readonly fields: readonly NamedField[]
  readonly deadlines: readonly (Labelled & {
    readonly starts: readonly string[]
    readonly stops: readonly string[]
    /** What its length rests on. */
    readonly source?: string
  })[]
  readonly documents: readonly (Labelled & { readonly issuedOn: readonly string[] })[]
  readonly views: readonly (Labelled & {
    readonly shows: readonly string[]
    readonly columns: readonly string[]
  })[]
  readonly roles: readonly Labelled[]
}

export interface DeskType {
  readonly name: string
  readonly roles: readonly string[]
  readonly views: readonly string[]
  readonly openings: readonly string[]
  readonly work: {
    readonly total: number
    readonly totalIsMore?: true
    readonly overdue: number
    readonly today: number
  }
}

export interface Session {
  readonly person: { readonly id: string; readonly name: string }
  /** What has to be done before anything else can be. */
  readonly owes?: 'password must change' | 'second factor needed'
  readonly tenures: readonly {
    readonly id: string
    readonly post: string
    readonly postName: Spoken
    readonly unit: string
    readonly unitName: Spoken
    readonly standsInFor?: { readonly name: string }
  }[]
}

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly person: string
  readonly unit: string
  readonly posts: readonly string[]
}

export type Lamp = 'green' | 'yellow' | 'red' | 'suspended' | 'stopped'

export interface ListedRecord {
  readonly id: string
  readonly number: string
  readonly type: string
  readonly state: string
  readonly stateLabel: string
  readonly version: number
  readonly title: string
  readonly roles: readonly string[]
  readonly openedAt: string
  readonly changedAt: string
  readonly due?: string
  readonly lamp?: Lamp
  readonly fields: Values
  readonly deadlines: readonly { readonly name: string; readonly due?: string; readonly lamp: Lamp }[]
}

/** A row of the desk, and why it stands there. */
export interface TodayRow extends ListedRecord {
  readonly toSign: boolean
  /** For the how many-th time it stands where it stands; only from the second on. */
  readonly cameBack?: number
}

export interface TodayShape {
  readonly owed: readonly TodayRow[]
  readonly toSign: number
  /** Late with others whom one supervises. */
  readonly late: readonly TodayRow[]
  /** Under way with others whom one supervises, soonest due first. */
  readonly supervised: readonly TodayRow[]
}

export interface ListedPage {
  readonly items: readonly ListedRecord[]
  readonly names: Names
  readonly next?: string
  readonly total?: number
  readonly totalIsMore?: true
}

/** A list kept under a name: `search` as it stands in the address. */
export interface SavedView {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly of: 'person' | 'post'
  readonly search: Readonly<Record<string, string>>
}

export interface FoundRecord {
  readonly id: string
  readonly type: string
  readonly typeLabel: string
  readonly number: string
  readonly title: string
  readonly stateLabel: string
}

/** Who did something. */
export type Who =
  | {
      readonly kind: 'staff'
      readonly person: { readonly id: string; readonly name: string }
      readonly post: Spoken
      readonly unit: Spoken
      readonly standsInFor?: { readonly name: string }
    }
  | { readonly kind: 'public' }
  | { readonly kind: 'system'; readonly job: string }

export interface DeadlineShape {
  readonly name: string
  readonly label: string
  readonly state: string
  readonly run: number
  readonly startedAt: string
  readonly termInWords: string
  readonly basis: string
  /** What the rule says that gave it its length, and the law behind it. */
  readonly basisSays?: string
  readonly basisSource?: string
  readonly due?: string
  readonly provisional: boolean
  readonly lamp: Lamp
  readonly extensions: readonly { readonly at: string; readonly by: string; readonly late: boolean }[]
  readonly suspensions: readonly { readonly from: string; readonly to?: string }[]
  readonly stoppedAt?: string
  readonly explanation?: readonly {
    readonly day: string
    readonly counted: boolean
    readonly says: string
  }[]
}

/** Until when somebody may ask for something about a record. */
export interface RequestPeriodShape {
  readonly name: string
  /** What may be asked for. */
  readonly label: string
  readonly since: string
  readonly until: string
  readonly provisional: boolean
  readonly over: boolean
  readonly basis: string
  readonly basisSays?: string
  readonly basisSource?: string
}

export interface SigningShape {
  readonly action: string
  readonly label: string
  readonly status: 'open' | 'complete' | 'withdrawn'
  readonly by: readonly {
    readonly who: Who
    readonly role: string
    readonly roleLabel: string
    readonly at: string
    readonly input: Values
  }[]
}

export interface LinkShape {
  readonly type: string
  readonly id: string
  readonly link: string
  readonly direction: 'from' | 'to'
  readonly state: string
  readonly closed: boolean
  readonly number: string
}

export interface ProposalShape {
  readonly field: string
  readonly value: string
  readonly table: string
  readonly row: string
  readonly says: unknown
}

export interface RecordShape {
  readonly id: string
  readonly number: string
  readonly type: string
  readonly state: string
  readonly stateLabel: string
  readonly closed: boolean
  readonly version: number
  readonly openedAt: string
  readonly changedAt: string
  readonly title: string
  readonly roles: readonly { readonly name: string; readonly label: string }[]
  readonly way: readonly { readonly state: string; readonly label: string; readonly at: string }[]
  readonly fields: Values
  /** Fields that the reader's roles do not see, filled in or not. */
  readonly notForYou: readonly string[]
  readonly names: Names
  readonly deadlines: readonly DeadlineShape[]
  readonly requestPeriods: readonly RequestPeriodShape[]
  readonly links: readonly LinkShape[]
  readonly linksOutOfReach: number
  /** Of a tenure, for its holder and whoever is in charge: what has to be handed over when it ends. */
  readonly toHandOver?: {
    readonly records: readonly {
      readonly type: string
      readonly id: string
      readonly number: string
      readonly title: string
    }[]
    readonly others: number
  }
  readonly signatures: readonly SigningShape[]
  readonly proposals: readonly ProposalShape[]
  /** The names of those that were issued. */
  readonly documents: readonly string[]
  /** Of these the numbered ones, each time one was issued; `issue` is the entry that did. */
  readonly papers: readonly {
    readonly document: string
    readonly label: string
    readonly number: string
    readonly issue: number
    readonly issuedOn: string
    readonly cancelled?: { readonly on: string; readonly reasons: string }
  }[]
  readonly actions: readonly {
    readonly name: string
    readonly label: string
    readonly input: InputSchema
    /** What stands in its form at first. */
    readonly first?: Readonly<Record<string, unknown>>
  }[]
}

export interface EntryShape {
  readonly id: string
  readonly seq: number
  readonly at: string
  readonly action: string
  readonly label: string
  readonly by: Who
  readonly roleLabel: string
  readonly state: string
  readonly stateLabel: string
  readonly signature?: { readonly nth: number; readonly last: boolean }
  readonly via?: { readonly type: string }
  readonly changed: Values
}

export interface HistoryShape {
  readonly items: readonly EntryShape[]
  readonly names: Names
  readonly notShown: number
}

export interface AccessShape {
  readonly can: readonly (Extract<Who, { kind: 'staff' }> & {
    readonly roleLabel: string
    readonly why: WayIn
  })[]
  readonly total: number
  readonly notShown?: number
  readonly keptOut?: readonly (Extract<Who, { kind: 'staff' }> & { readonly because?: string })[]
  readonly looks: readonly {
    readonly person: { readonly id: string; readonly name: string }
    readonly at: string
    readonly door: string
  }[]
}

export interface WayIn {
  readonly way: string
  readonly field?: string
  readonly of?: string
  readonly via?: string
}

/** One thing two reports have in common. */
export type Reason =
  | { readonly kind: 'nearText'; readonly containment: number }
  | { readonly kind: 'identifier'; readonly identifier: string; readonly masked: string }
  | { readonly kind: 'personName'; readonly name: string; readonly how: string }
  | {
      readonly kind: 'reporter'
      readonly by: 'identifier' | 'name'
      readonly masked?: string
      readonly name?: string
    }
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'time'; readonly daysApart: number }

export interface EarlierShape {
  readonly items: readonly {
    readonly id: string
    readonly type: string
    readonly number: string
    readonly score: number
    readonly aspects: readonly ('event' | 'reporter' | 'reportedPerson')[]
    readonly reasons: readonly Reason[]
  }[]
  readonly outOfReach: number
}

export interface FileRef {
  readonly digest: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export interface FoundPerson {
  readonly id: string
  readonly name: string
  /** None today: whoever was just entered. */
  readonly post?: Spoken
  readonly unit?: Spoken & { readonly id: string }
}

/** RFC 9457, with every reason in the reader's language. */
export interface Problem {
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly requestId?: string
  readonly refused: readonly {
    readonly because: string
    readonly field?: string
    readonly rule?: string
    readonly says: string
  }[]
}

/** What deciding would say; without refusals where it would lead. */
export interface Considered {
  readonly refused: Problem['refused']
  readonly state?: string
  readonly stateLabel?: string
}

export interface Done {
  readonly id: string
  readonly type: string
  readonly number: string
  readonly state: string
  readonly version: number
  /** Whether whoever did it has the record still: asking for it once more would be refused. */
  readonly inReach?: boolean
}
