import { isDigest, type EvidenceStore } from './evidenceStore.ts'
import type { FileKeys } from './fileKeys.ts'
import { openedFile } from './sealedFile.ts'
import type { Shelf } from './shelf.ts'
import { stageOn } from './stage.ts'

/** Evidence, sealed on a shelf. */
export function evidenceOn(shelf: Shelf, keys: FileKeys): EvidenceStore {
  const stage: EvidenceStore['stage'] = (content, limits) =>
    stageOn(shelf, content, limits, (digest) => keys.getOrMake(digest))
  return {
    stage,
    async put(content, limits) {
      const staged = await stage(content, limits)
      return 'tooBig' in staged ? staged : staged.keep()
    },
    async open(digest) {
      if (!isDigest(digest)) return undefined
      const key = await keys.find(digest)
      const sealed = key === undefined ? undefined : await shelf.open(digest)
      return key === undefined || sealed === undefined ? undefined : openedFile(sealed, key, digest)
    },
    has: async (digest) =>
      isDigest(digest) && (await keys.find(digest)) !== undefined && (await shelf.has(digest)),
    remove: (digest) => shelf.remove(digest),
  }
}
