import { hash } from 'node:crypto'
import type { Digest } from '#kernel/journal/digest.ts'

export const sha256: Digest = (bytes) => hash('sha256', bytes, 'buffer')
