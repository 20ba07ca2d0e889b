/**
 * What becomes of who reports: the value sealed for the centre, and the marks by which the same reporter is recognised.
 */
import { identifierKey } from '#kernel/identifiers/identifier.ts'
import { identifierFromField, identifiersIn } from '#kernel/identifiers/identifiersIn.ts'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import type { PortalReporter } from '#portal/portalOffice.ts'
import { boundTo, recognitionOf, type SealedIdentity } from '#portal/sealing.ts'
import type { KeyRing } from './keyRing.ts'
import { looksSealed, sealHere } from './sealing.ts'

/** Fields of a record that hold a reporter; none when nothing was told. */
type ReporterFields = Readonly<Record<string, unknown>>

const MOST_MARKS = 8
/** How long a form may lie open over a change of keys and still be taken. Assumed. */
const RETIRED_FOR = 24 * HOUR

/** Told in plain: sealed at once, and no plain copy is kept. */
export async function sealedReporter(
  keys: KeyRing,
  reporter: PortalReporter | undefined,
  token: string,
): Promise<ReporterFields> {
  const told = Object.fromEntries(Object.entries(reporter ?? {}).filter(([, value]) => value !== undefined))
  if (Object.keys(told).length === 0) return {}
  const residentId =
    reporter?.idNumber === undefined ? undefined : identifierFromField('residentId', reporter.idNumber)
  const identifiers = [
    ...(reporter?.phone === undefined ? [] : identifiersIn(reporter.phone)),
    ...(residentId === undefined ? [] : [residentId]),
    ...(reporter?.otherContact === undefined ? [] : identifiersIn(reporter.otherContact)),
  ]
  const digests = await Promise.all(identifiers.map((one) => recognitionOf(identifierKey(one))))
  return {
    reporter: await sealHere(keys.centre.current(), JSON.stringify(told), token),
    ...marksOf(keys, digests),
  }
}

/** Sealed by the browser: taken as it is, if it is for one of our keys and for this very report. */
export async function takenIdentity(
  keys: KeyRing,
  { envelope, recognise = [] }: SealedIdentity,
  token: string,
  now: Instant,
): Promise<ReporterFields | undefined> {
  const key = keys.centre.find(envelope.key)
  const inUse = key !== undefined && (key.retired === undefined || addMillis(key.retired, RETIRED_FOR) > now)
  if (!inUse || envelope.bound !== (await boundTo(token)) || !(await looksSealed(envelope))) return undefined
  return { reporter: envelope, ...marksOf(keys, recognise) }
}

function marksOf(keys: KeyRing, digests: readonly string[]): ReporterFields {
  const marks = [...new Set(digests)].map((one) => keys.mark('reporter', one).toString('hex').slice(0, 40))
  return marks.length === 0 ? {} : { reporterMarks: marks.slice(0, MOST_MARKS) }
}
