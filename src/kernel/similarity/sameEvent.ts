/**
 * Which earlier reports a clerk should look at before registering a new one, and why.
 *
 * A proposal is never a decision: it names each thing two reports have in common, and a person merges or
 * does not. Everything is compared by equality, so a store may hand in blind tokens in place of values that
 * are sealed (the reporter's): what a reason shows comes from the new report, which the clerk is reading anyway.
 */
import { overlapOf } from './containment.ts'
import { findNameMatch, nameMatchesByStrength, type NameKey, type NameMatch } from './nameKeys.ts'
import { similarity } from './parameters.ts'
import { aspectOf, weightOf, type Aspect, type Reason } from './reason.ts'
import type { Shingles } from './shingles.ts'

export interface NamedPerson {
  readonly name: string
  readonly keys: readonly NameKey[]
}

export interface KnownIdentifier {
  /** Kinds of #kernel/identifiers, or another one the store knows. */
  readonly kind: string
  readonly value: string
  /** What a reason shows, e.g. maskedIdentifier(). */
  readonly masked: string
  /** Whose it is: typed into that person's fields, or found in the text. */
  readonly of: 'reported' | 'text'
}

export interface ReportFeatures {
  readonly id: string
  /** Empty for a text too short to compare. */
  readonly shingles: Shingles
  readonly identifiers: readonly KnownIdentifier[]
  readonly reported: readonly NamedPerson[]
  /** Absent for an anonymous report. */
  readonly reporter?: {
    readonly names: readonly NamedPerson[]
    readonly identifiers: readonly Omit<KnownIdentifier, 'of'>[]
  }
  /** Division codes or normalised place names; equal strings are the same place. */
  readonly places: readonly string[]
  /** Days of the event, `YYYY-MM-DD`. */
  readonly times: readonly string[]
}

export interface Proposal {
  readonly id: string
  /** 0–1, for sorting only: no probability, and nothing happens at any value of it. */
  readonly score: number
  readonly aspects: readonly Aspect[]
  /** Strongest first. */
  readonly reasons: readonly Reason[]
}

/** Two descriptions of one event may differ by this many days. Assumed. */
const daysStillTheSame = 3

/** Candidates worth showing, best first; equal scores by id, so that the list never flickers. */
export function earlierReports(report: ReportFeatures, candidates: readonly ReportFeatures[]): Proposal[] {
  return candidates
    .filter(({ id }) => id !== report.id)
    .map((candidate) => proposalFor(report, candidate))
    .filter((proposal) => proposal !== undefined)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
}

function proposalFor(report: ReportFeatures, candidate: ReportFeatures): Proposal | undefined {
  const reasons = [
    ...nearText(report, candidate),
    ...sameIdentifiers(report, candidate),
    ...samePersons(report, candidate),
    ...sameReporter(report, candidate),
    ...samePlaceAndTime(report, candidate),
  ].sort((one, other) => weightOf(other) - weightOf(one))
  const aspects = [...new Set(reasons.map(aspectOf).filter((aspect) => aspect !== undefined))]
  if (aspects.length === 0) return undefined
  const score = 1 - reasons.reduce((doubt, reason) => doubt * (1 - weightOf(reason)), 1)
  return { id: candidate.id, score, aspects, reasons }
}

function nearText(report: ReportFeatures, candidate: ReportFeatures): Reason[] {
  const { shared, containment, jaccard } = overlapOf(report.shingles, candidate.shingles)
  const near = containment >= similarity.containmentFloor && shared >= similarity.sharedShinglesFloor
  return near ? [{ kind: 'nearText', containment, jaccard }] : []
}

/** Shared values once each; `reported` where either report has it in the fields of a person it reports. */
function sameIdentifiers(report: ReportFeatures, candidate: ReportFeatures): Reason[] {
  const shared = new Map<string, Reason & { kind: 'identifier' }>()
  for (const { kind, value, masked, of } of report.identifiers) {
    const theirs = candidate.identifiers.filter((other) => other.kind === kind && other.value === value)
    if (theirs.length === 0) continue
    const key = `${kind}:${value}`
    const reported = of === 'reported' || theirs.some((other) => other.of === 'reported')
    if (shared.has(key) && !reported) continue
    shared.set(key, { kind: 'identifier', identifier: kind, masked, of: reported ? 'reported' : 'text' })
  }
  return [...shared.values()]
}

function samePersons(report: ReportFeatures, candidate: ReportFeatures): Reason[] {
  return report.reported.flatMap((person) => {
    const how = findBestMatch(person, candidate.reported)
    return how === undefined ? [] : [{ kind: 'personName', name: person.name, how } as const]
  })
}

function sameReporter({ reporter }: ReportFeatures, candidate: ReportFeatures): Reason[] {
  const theirs = candidate.reporter
  if (reporter === undefined || theirs === undefined) return []
  const identifiers = reporter.identifiers
    .filter(({ kind, value }) =>
      theirs.identifiers.some((other) => other.kind === kind && other.value === value),
    )
    .map(({ kind, masked }) => ({ kind: 'reporter', by: 'identifier', identifier: kind, masked }) as const)
  const names = reporter.names.flatMap((person) => {
    const how = findBestMatch(person, theirs.names)
    return how === undefined ? [] : [{ kind: 'reporter', by: 'name', name: person.name, how } as const]
  })
  return [...identifiers, ...names]
}

function findBestMatch(person: NamedPerson, others: readonly NamedPerson[]): NameMatch | undefined {
  return others
    .map((other) => findNameMatch(person.keys, other.keys))
    .filter((match) => match !== undefined)
    .sort((one, other) => nameMatchesByStrength.indexOf(one) - nameMatchesByStrength.indexOf(other))[0]
}

function samePlaceAndTime(report: ReportFeatures, candidate: ReportFeatures): Reason[] {
  const place = report.places.find((one) => candidate.places.includes(one))
  const apart = report.times.flatMap((one) => candidate.times.map((other) => daysBetween(one, other)))
  const daysApart = Math.min(...apart)
  return [
    ...(place === undefined ? [] : [{ kind: 'place', place } as const]),
    ...(daysApart <= daysStillTheSame ? [{ kind: 'time', daysApart } as const] : []),
  ]
}

const daysBetween = (one: string, other: string): number =>
  Math.abs(Date.parse(`${one}T00:00:00Z`) - Date.parse(`${other}T00:00:00Z`)) / 86_400_000
