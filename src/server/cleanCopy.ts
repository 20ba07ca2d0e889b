/**
 * A picture without what its maker's telephone wrote into it: place, time, device, an older preview, and whatever hangs
 * behind its end. The pixels are decoded, turned upright and written anew; nothing else of the file is taken over.
 *
 * The decoder is fed by strangers: it only reads the formats named here, at most so many pixels, one picture at a time,
 * for so many seconds. What it cannot read has no clean copy.
 */
import type { Sharp } from 'sharp'
import { gate } from './identity/gate.ts'

export interface CleanCopy {
  readonly bytes: Buffer
  /** Of the copy: AVIF is copied as JPEG, TIFF as PNG. */
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'
}

/** Assumed: twice what good telephones take. Four bytes each while it is worked on. */
const MOST_PIXELS = 100_000_000
const SECONDS = 20

const READ = ['Jpeg', 'Png', 'Gif', 'Nsgif', 'Webp', 'Heif', 'Tiff']
let decoding: Promise<typeof import('sharp').default> | undefined
/** Loaded with the first picture: a server that shows none does without its 9 MB. */
const decoderOfPictures = () =>
  (decoding ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: READ.map((format) => `VipsForeignLoad${format}`) })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  }))

const writers: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 88 }),
  'image/avif': (picture) => picture.jpeg({ quality: 88 }),
  'image/png': (picture) => picture.png(),
  'image/tiff': (picture) => picture.png(),
  'image/gif': (picture) => picture.gif(),
  'image/webp': (picture) => picture.webp({ quality: 88 }),
}
const typesOfCopies = {
  'image/jpeg': 'image/jpeg',
  'image/avif': 'image/jpeg',
  'image/png': 'image/png',
  'image/tiff': 'image/png',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
} as const
const MOVING = ['image/gif', 'image/webp']

const decoder = gate({ atOnce: 1, waiting: 50 })

const hasCopies = (type: string): type is keyof typeof typesOfCopies => Object.hasOwn(typesOfCopies, type)

/** Nothing when there is none: another type, too many pixels, several pages, or no picture at all. */
export async function cleanCopy(
  content: AsyncIterable<Uint8Array>,
  type: string,
): Promise<CleanCopy | 'busy' | undefined> {
  const write = writers[type]
  if (write === undefined || !hasCopies(type)) return undefined
  const typeOfCopy = typesOfCopies[type]
  const answer = await decoder.run(async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of content) chunks.push(chunk)
    const original = Buffer.concat(chunks)
    const sharp = await decoderOfPictures()
    try {
      const picture = sharp(original, {
        limitInputPixels: MOST_PIXELS,
        failOn: 'none',
        animated: MOVING.includes(type),
      })
      const { pages = 1 } = await picture.metadata()
      // What stands on the other pages of a fax would be missing.
      if (pages > 1 && !MOVING.includes(type)) return {}
      const bytes = await write(picture.autoOrient()).timeout({ seconds: SECONDS }).toBuffer()
      const copy: CleanCopy = { bytes, type: typeOfCopy }
      return { copy }
    } catch {
      // libvips throws for whatever it cannot or may not read.
      return {}
    }
  })
  return answer === undefined ? 'busy' : answer.copy
}
