/** How entries of earlier versions read today. */
import type { Upcast } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dayOf } from '#kernel/time.ts'

/**
 * Versions 1 and 2 kept an emergency measure in the clue itself. It is a record of its own (`measure`); what was said of one that a
 * clue held reads as progress, so that nothing of it is lost.
 */
export const emergencyMeasuresAsProgress: Upcast = (entry) => {
  const asProgress = (texts: readonly string[]) => ({
    ...entry,
    action: 'reportProgress',
    input: { progress: texts.map((text) => ({ on: dayOf(entry.at), text })) },
  })
  switch (entry.action) {
    case 'orderEmergencyMeasure':
      return asProgress(
        // As they declared it: what, property and urgency, each a text.
        listOf(entry.input['measures'] as readonly Readonly<Record<string, string>>[]).map((measure) =>
          ['what', 'property', 'urgency'].map((part) => measure[part]).join('；'),
        ),
      )
    case 'endEmergencyMeasure':
      return asProgress([String(entry.input['reasons'])])
    default:
      return entry
  }
}
