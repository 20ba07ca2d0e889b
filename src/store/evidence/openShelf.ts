import { isAbsolute } from 'node:path'
import type { Shelf } from './shelf.ts'
import { folderShelf } from './folder.ts'
import { s3Shelf } from './s3.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The shelf at an address: an absolute folder, or `s3://bucket/prefix` with `ZS_S3_ENDPOINT`, `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY` and perhaps `AWS_REGION` in the environment. Throws when the setting cannot be meant.
 */
export function openShelf(address: string, env: Environment): Shelf {
  if (!address.includes('://')) {
    if (!isAbsolute(address)) throw new Error(`ZS_EVIDENCE: expected an absolute folder, found "${address}".`)
    return folderShelf(address)
  }
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,62})(?:\/([\w./-]*))?$/.exec(address) ?? []
  if (bucket === undefined)
    throw new Error(`ZS_EVIDENCE: expected a folder or s3://bucket/prefix, found "${address}".`)
  const needed = (name: string): string => {
    const value = env[name]
    if (value === undefined || value === '')
      throw new Error(`ZS_EVIDENCE is ${address}, but ${name} is not set.`)
    return value
  }
  return s3Shelf({
    bucket,
    prefix: prefix.replace(/^\/+|\/+$/g, ''),
    endpoint: needed('ZS_S3_ENDPOINT'),
    accessKeyId: needed('AWS_ACCESS_KEY_ID'),
    secretAccessKey: needed('AWS_SECRET_ACCESS_KEY'),
    region: env['AWS_REGION'] ?? 'us-east-1',
  })
}
