/** What search keeps of each type of record: every text and name, and of clues what makes two of them alike. */
import { clueFeatures } from '#mechanisms/clue/clue.features.ts'
import { nameKeysOf, namesReady } from '#mechanisms/clue/names.ts'
import { createFeatures } from '#store/search/features.ts'

export const recordFeatures = createFeatures(
  {
    clue: async (fields) => {
      await namesReady()
      return clueFeatures(fields)
    },
  },
  nameKeysOf,
)
