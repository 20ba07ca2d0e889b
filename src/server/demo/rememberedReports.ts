/**
 * Earlier reports about the same matter while histories are made: the same comparison as the index of the
 * database leads to (store/search/earlierReports.ts), over reports that are remembered. The index itself is
 * filled once the history stands.
 */
import { clueFeatures } from '#mechanisms/clue/clue.features.ts'
import { namesReady } from '#mechanisms/clue/names.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { findSignature } from '#kernel/similarity/minhash.ts'
import { earlierReports, type ReportFeatures } from '#kernel/similarity/sameEvent.ts'
import { shinglesOf } from '#kernel/similarity/shingles.ts'
import { strongProposals } from '#kernel/similarity/strongProposal.ts'

export interface RememberedReports {
  remember(record: AnyRecord): void
  /** The strong ones among those that came before, whatever has become of them. */
  similarTo(record: AnyRecord): readonly RecordId[]
}

export async function rememberedReports(): Promise<RememberedReports> {
  await namesReady()
  const features = new Map<string, ReportFeatures>()
  const byHint = new Map<string, string[]>()

  const featuresOf = (record: AnyRecord): ReportFeatures => {
    const known = features.get(record.id)
    if (known !== undefined) return known
    const { likeness, ...compared } = clueFeatures(record)
    return { ...compared, id: record.id, shingles: shinglesOf(likeness) }
  }

  return {
    remember(record) {
      if (features.has(record.id)) return
      const made = featuresOf(record)
      features.set(record.id, made)
      for (const hint of hintsOf(made)) {
        const others = byHint.get(hint)
        if (others === undefined) byHint.set(hint, [record.id])
        else others.push(record.id)
      }
    },
    similarTo(record) {
      const asked = featuresOf(record)
      const candidates = new Set(hintsOf(asked).flatMap((hint) => byHint.get(hint) ?? []))
      const found = [...candidates].flatMap((id) => features.get(id) ?? [])
      // The ids are those of the records remembered.
      return strongProposals(earlierReports(asked, found)).map(({ id }) => id as RecordId)
    },
  }
}

/** Whatever two reports must share for a comparison to be worth while. */
const hintsOf = ({ shingles, identifiers, reported, reporter }: ReportFeatures): readonly string[] => [
  ...[...(findSignature(shingles)?.bands ?? [])].map((band) => `band ${String(band)}`),
  ...[...identifiers, ...(reporter?.identifiers ?? [])].map(({ kind, value }) => `${kind} ${value}`),
  ...reported.flatMap(({ keys }) => keys.filter((key) => key.startsWith('n:'))),
]
