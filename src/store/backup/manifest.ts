/**
 * A backup is one file: a gzipped tar (tar.ts), in this order
 *
 *   manifest.json          what follows, with the SHA-256 and the length of each file
 *   tables/<table>         the rows as `copy … to stdout` writes them (PostgreSQL text format), of one snapshot
 *   evidence/<sha-256>     the files
 *   keys/<name>            the secrets of the installation, unless they are kept apart
 *
 * `migrations` are those that made the tables: a newer program restores into these first and then goes on to its own.
 */
export const BACKUP_FORMAT = 'zhunsheng/backup/v1'

export interface StoredPart {
  /** Its name in the archive. */
  readonly path: string
  readonly size: number
  readonly sha256: string
}

export interface TablePart extends StoredPart {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: number
}

export interface Manifest {
  readonly format: typeof BACKUP_FORMAT
  readonly made: string
  /** Of the program, and of the server the rows came from. */
  readonly version: string
  readonly postgres: string
  readonly migrations: readonly { readonly number: number; readonly name: string; readonly digest: string }[]
  readonly tables: readonly TablePart[]
  readonly evidence: readonly StoredPart[]
  /** Files that a record or an uploader is said to have and the store did not. */
  readonly missing: readonly string[]
  readonly keys: readonly (StoredPart & { readonly included: boolean })[]
  /** How far the journal was, and its last signed checkpoint: keep it elsewhere, too. */
  readonly journal: { readonly size: number; readonly checkpoint?: string }
}

/** Throws with a sentence where it is no manifest of a backup that this program knows. */
export function readManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('manifest.json in the backup is not JSON: the file is damaged or no backup')
  }
  const { format }: { readonly format?: unknown } = Object(value) as object
  if (format !== BACKUP_FORMAT)
    throw new Error(
      `The backup has the format ${JSON.stringify(format)}, this program reads ${BACKUP_FORMAT}`,
    )
  const manifest = value as Manifest
  const parts = [manifest.tables, manifest.evidence, manifest.keys].flat()
  const isSound =
    Array.isArray(manifest.migrations) &&
    parts.every(
      ({ path, size, sha256 }) => typeof path === 'string' && size >= 0 && /^[\da-f]{64}$/.test(sha256),
    ) &&
    manifest.tables.every(({ table, columns }) => [table, ...columns].every((name) => /^[a-z_]+$/.test(name)))
  if (!isSound) throw new Error('manifest.json in the backup is not whole')
  return manifest
}

/** Every file that the archive must hold, and nothing else. */
export const partsOf = ({ tables, evidence, keys }: Manifest): readonly StoredPart[] => [
  ...tables,
  ...evidence,
  ...keys.filter(({ included }) => included),
]
