/**
 * Evidence in a folder:
 *
 *   <folder>/ab/cd/abcd…   a kept file, under its name, read-only
 *   <folder>/incoming/     files on their way in
 */
import type { Dirent } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDigest } from './evidenceStore.ts'
import type { Shelf } from './shelf.ts'

export function folderShelf(folder: string): Shelf {
  const shelf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2, 4))
  const placeOf = (digest: string) => join(shelf(digest), digest)

  async function keep(path: string, digest: string): Promise<void> {
    await mkdir(shelf(digest), { recursive: true, mode: 0o700 })
    await chmod(path, 0o400)
    // Two that bring the same content replace it by itself.
    await rename(path, placeOf(digest))
    for (const each of [shelf(digest), join(folder, digest.slice(0, 2)), folder]) await syncFolder(each)
  }

  const has = async (digest: string) => isDigest(digest) && (await isFile(placeOf(digest)))
  return {
    incoming: join(folder, 'incoming'),
    keep,
    has,
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
            if (isDigest(name)) yield name
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
