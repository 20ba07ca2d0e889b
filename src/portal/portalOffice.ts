/**
 * What the portal needs from the office behind the counter. The server gives it; the portal knows no store.
 *
 * Codes: query codes are handed over as digits and capital letters only; how people type them (spaces, dashes,
 * small letters, full-width signs) is the portal's matter. An unknown code and one that cannot exist must take
 * the office the same time, and both are `undefined`: nobody learns from an answer which codes there are.
 *
 * Retry tokens: the same token with the same content gives the first answer again and makes nothing new; the
 * same token with other content is refused in words ("sent already; add to it under its query code").
 */
import type { Language, Says } from './language.ts'
import type { PublicTypeName } from './publicTypes.ts'
import type { SealedIdentity, SealingKey } from './sealing.ts'
import type { UploadedFile } from './uploads.ts'

/** Something to choose: the code is kept, the label is in the language that was asked for. */
export interface Choice {
  readonly code: string
  readonly label: string
}

export interface AreaChoice extends Choice {
  readonly within: readonly Choice[]
}

/** What the rulebook and the divisions offer today. */
export interface PortalChoices {
  readonly categories: readonly Choice[]
  readonly trades: readonly Choice[]
  readonly focus: readonly Choice[]
  /** Organs whose staff may be complained about. */
  readonly organs?: readonly Choice[]
  /** Prefectures, each with its counties. */
  readonly areas: readonly AreaChoice[]
  /** Where to go with what does not belong here. */
  readonly channels: readonly Choice[]
  /** Kinds of threat and retaliation. */
  readonly threats: readonly Choice[]
  /** Lengths of the steps a reporter waits for, in words, from the dated rules: 'Registered', 'within 3 working days'. */
  readonly terms: readonly { readonly what: string; readonly within: string }[]
}

export type DontKnow = 'yes' | 'no' | 'unknown'
export type ContactWish = 'phone' | 'message' | 'visit' | 'codeOnly'

export interface PortalPerson {
  readonly name: string
  readonly alias?: string
  readonly unitName?: string
  readonly post?: string
  readonly publicOfficial?: DontKnow
  readonly address?: string
  readonly phone?: string
}

/** Who reports, in plain text for the length of one call: the office seals it at once and keeps no plain copy. */
export interface PortalReporter {
  readonly name?: string
  readonly phone?: string
  readonly idNumber?: string
  readonly otherContact?: string
  /** When they can be reached, in their words. */
  readonly contactTime?: string
  readonly anonymousCode?: string
}

/** A citizen's report, in the names of the fields of its type (publicTypes.ts). */
export interface PortalReport {
  readonly category: string
  readonly title: string
  readonly content: string
  readonly claim?: string
  readonly concernedOrgan?: string
  readonly caseNumber?: string
  readonly procedureOpen?: DontKnow
  readonly staffOrgan?: string
  /** YYYY-MM-DD, not after today. */
  readonly occurredOn?: string
  readonly occurredAt?: string
  /** Division code. */
  readonly area?: string
  readonly trade?: string
  readonly focus?: readonly string[]
  readonly loss?: string
  readonly weapons?: DontKnow
  readonly minors?: DontKnow
  readonly stillGoingOn?: DontKnow
  readonly reportedPersons?: readonly PortalPerson[]
  readonly umbrellaSuspected?: DontKnow
  readonly umbrellaFacts?: string
  readonly realName: boolean
  readonly contactWish?: ContactWish
  readonly wishesSecrecy?: boolean
  readonly protectionRequested?: boolean
  readonly reporter?: PortalReporter
  /** The same, sealed in the reporter's browser; then there is no `reporter`. */
  readonly sealedReporter?: SealedIdentity
}

/** Why something was not taken. `field` is the path in the report: `title`, `reportedPersons.0.name`. */
export interface PortalRefusal {
  readonly because?: string
  readonly rule?: string
  readonly field?: string
  readonly says: Says
}

export interface Refused {
  readonly refused: readonly PortalRefusal[]
}

/** What the reporter gets. `next`: what is due when, as days YYYY-MM-DD. */
export interface Receipt {
  readonly queryCode: string
  readonly number: string
  readonly next?: readonly { readonly what: Says; readonly by: string }[]
  /** What became of who reports: the receipt says it truthfully. */
  readonly identity: 'sealedInBrowser' | 'sealedByServer' | 'notGiven'
}

/** The states of all public types as they are told outside (`publicly` in the declarations). */
export type PublicStatus =
  | 'received'
  | 'accepted'
  | 'moreWanted'
  | 'passedOn'
  | 'beingVerified'
  | 'reexamining'
  | 'merged'
  | 'closed'
  | 'outOfScope'
  | 'beingSorted'
  | 'handedOn'
  | 'beingHandled'
  | 'opinionGiven'
  | 'underReview'
  | 'reviewed'
  | 'underSecondReview'
  | 'ended'
  | 'toldElsewhere'
  | 'settled'
  | 'beingRouted'
  | 'passedToBody'
  | 'beingExamined'
  | 'decided'

/** What a reporter may do with a report that is already here. */
export type ReporterStep = 'supplement' | 'object' | 'visit' | 'threat'

/** How content a reporter is with the answer. */
export const SATISFACTION = ['satisfied', 'fair', 'dissatisfied'] as const
export type Satisfaction = (typeof SATISFACTION)[number]

/** Somebody threatens or retaliates: a matter of its own, which nobody whom the report names gets to know of. */
export interface Threat {
  readonly kind: string
  readonly stillInDanger: DontKnow
  readonly text: string
}

/** Where such a matter stands. */
export interface ThreatProgress {
  readonly number: string
  readonly status: PublicStatus
  readonly on: string
  readonly answer?: string
  readonly next?: Receipt['next']
}

/** All that is told under a query code: no unit, no name, nothing of what was reported. */
export interface Progress {
  readonly about: PublicTypeName
  readonly number: string
  readonly status: PublicStatus
  /** The day of each public step, oldest first, YYYY-MM-DD. */
  readonly steps: readonly { readonly status: PublicStatus; readonly on: string }[]
  /** What the office asked the reporter. */
  readonly supplementWanted?: string
  /** The words of the answer to the reporter. */
  readonly answer?: string
  /** Where an out-of-scope report belongs. */
  readonly otherChannel?: Says
  readonly next?: Receipt['next']
  /** What may be done about the answer, as it was told with it. */
  readonly remedies?: readonly Says[]
  /** What objecting is called at this step; 'objection' when not told. */
  readonly objectAs?: 'objection' | 'review' | 'secondReview'
  /** The last day for an objection. */
  readonly objectBy?: string
  /** The holidays of that year are not announced yet. */
  readonly objectByMayMove?: true
  readonly wants: readonly ReporterStep[]
  /** What the reporter said of threats, newest first; left out when there is none. */
  readonly threats?: readonly ThreatProgress[]
  /** The papers that are theirs, to be had by `paper`. */
  readonly papers?: readonly { readonly name: string; readonly label: Says; readonly number: string }[]
}

/** A paper as a page or a file, with the policy a page is sent under. */
export interface PublicPaper {
  readonly bytes: Uint8Array
  readonly type: string
  readonly fileName: string
  readonly policy?: string
}

export interface PortalOffice {
  /** Of a clue, unless told. */
  choices(language: Language, about?: PublicTypeName): PortalChoices
  /** For which key a browser seals who reports. */
  sealingKey(): SealingKey
  report(
    report: PortalReport,
    files: readonly UploadedFile[],
    retryToken: string,
    /** A clue, unless told. */
    about?: PublicTypeName,
  ): Promise<Receipt | Refused>
  /** `undefined`: no such code. `'busy'`: too many ask at once; nothing was done. */
  progress(queryCode: string): Promise<Progress | 'busy' | undefined>
  /** `'none'`: no such paper for them. */
  paper(
    queryCode: string,
    wanted: { readonly name: string; readonly format: 'html' | 'pdf' },
  ): Promise<PublicPaper | 'none' | 'busy' | undefined>
  supplement(
    queryCode: string,
    text: string,
    files: readonly UploadedFile[],
    retryToken: string,
  ): Promise<{ readonly taken: true } | Refused | 'busy' | undefined>
  object(
    queryCode: string,
    text: string,
    retryToken: string,
  ): Promise<{ readonly taken: true } | Refused | 'busy' | undefined>
  /** What the reporter says to the return visit. */
  visit(
    queryCode: string,
    visit: { readonly satisfaction: Satisfaction; readonly words?: string | undefined },
    retryToken: string,
  ): Promise<{ readonly taken: true } | Refused | 'busy' | undefined>
  threatened(
    queryCode: string,
    threat: Threat,
    files: readonly UploadedFile[],
    retryToken: string,
  ): Promise<{ readonly taken: true } | Refused | 'busy' | undefined>
}
