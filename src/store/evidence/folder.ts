/**
 * Evidence in a folder:
 *
 *   <folder>/ab/cd/abcd…   a kept file, under its SHA-256, read-only
 *   <folder>/incoming/     files on their way in; what an interrupted upload left there is nobody's
 */
import type { Dirent } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDigest, type EvidenceStore, type StoredFile } from './evidenceStore.ts'
import { stageIn } from './stage.ts'

export function folderStore(folder: string): EvidenceStore {
  const incoming = join(folder, 'incoming')
  const shelf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2, 4))
  const placeOf = (digest: string) => join(shelf(digest), digest)

  async function keep(path: string, { digest }: StoredFile): Promise<void> {
    if (await has(digest)) return
    await mkdir(shelf(digest), { recursive: true, mode: 0o700 })
    await chmod(path, 0o400)
    // Two that bring the same content replace it by itself.
    await rename(path, placeOf(digest))
    for (const each of [shelf(digest), join(folder, digest.slice(0, 2)), folder]) await syncFolder(each)
  }

  const has = async (digest: string) => isDigest(digest) && (await isFile(placeOf(digest)))
  const stage: EvidenceStore['stage'] = (content, limits) => stageIn(incoming, content, limits, keep)
  return {
    stage,
    has,
    async put(content, limits) {
      const staged = await stage(content, limits)
      return 'tooBig' in staged ? staged : staged.keep()
    },
    async open(digest) {
      if (!isDigest(digest)) return undefined
      const file = await open(placeOf(digest), 'r').catch(unlessMissing)
      return file?.createReadStream()
    },
    async remove(digest) {
      if (!isDigest(digest)) return
      await rm(placeOf(digest), { force: true })
      await syncFolder(shelf(digest)).catch(unlessMissing)
    },
    async *list() {
      for (const first of await entriesOf(folder)) {
        if (!/^[\da-f]{2}$/.test(first.name)) continue
        for (const second of await entriesOf(join(folder, first.name)))
          for (const { name } of await entriesOf(join(folder, first.name, second.name)))
            if (isDigest(name)) yield { digest: name, size: (await stat(placeOf(name))).size }
      }
    },
  }
}

const entriesOf = async (folder: string): Promise<readonly Dirent[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(unlessMissing)) ?? []

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(unlessMissing))?.isFile() ?? false

function unlessMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  throw error
}

/** A renamed file survives a power cut once its folder is on the disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
