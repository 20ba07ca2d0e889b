/**
 * The files of the demo world: small pictures drawn from a number, and the texts of the script. They are taken in as
 * anybody's are, so that there is something to look at and something to verify.
 */
import { Readable } from 'node:stream'
import type { FileRef, PersonId } from '#kernel/record/field.ts'
import { between, randomOf } from '../../office/random.ts'
import type { HttpParts } from '../http/httpParts.ts'

type Rgb = readonly [number, number, number]

const WIDTH = 320
const HEIGHT = 240
const PICTURE_EVERY = 3

/** A yard with piles and a vehicle, more or less: the same seed draws the same picture. Raw RGB, row by row. */
function drawn(seed: string): Buffer {
  const random = randomOf(`${seed}/picture`)
  const horizon = between(random, 70, 120)
  const sky: Rgb = [between(random, 150, 210), between(random, 180, 215), between(random, 205, 235)]
  const ground: Rgb = [between(random, 110, 150), between(random, 95, 125), between(random, 70, 100)]
  const boxes = Array.from({ length: between(random, 4, 9) }, () => {
    const height = between(random, 18, 70)
    const width = between(random, 24, 90)
    const tint = between(random, 40, 170)
    return {
      left: between(random, -10, WIDTH - 20),
      top: horizon + between(random, 0, 70) - height + 20,
      ...{ width, height },
      colour: [tint, tint - between(random, 0, 30), tint - between(random, 0, 40)] as Rgb,
    }
  })
  const pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 3)
  let at = 0
  for (let y = 0; y < HEIGHT; y++) {
    const row = new Array<Rgb>(WIDTH).fill(y < horizon ? sky : ground)
    for (const { left, top, width, height, colour } of boxes)
      if (y >= top && y < top + height) row.fill(colour, Math.max(0, left), Math.max(0, left + width))
    for (const [red, green, blue] of row) {
      const shade = Math.floor(random() * 12) + Math.floor(y / 12)
      pixels[at++] = red - shade
      pixels[at++] = green - shade
      pixels[at++] = blue - shade
    }
  }
  return Buffer.from(pixels.buffer)
}

/** As a JPEG, or as a PNG for every other. */
async function pictureOf(seed: string, nth: number): Promise<{ bytes: Buffer; ending: 'jpg' | 'png' }> {
  // Loaded with the first picture: a server without a demo to make does without.
  const { default: sharp } = await import('sharp')
  const picture = sharp(drawn(seed), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  return nth % 2 === 0
    ? { bytes: await picture.jpeg({ quality: 78 }).toBuffer(), ending: 'jpg' }
    : { bytes: await picture.png({ palette: true, colours: 64 }).toBuffer(), ending: 'png' }
}

export interface DemoFiles {
  /** What the script has somebody bring: its text, or now and then a picture of it. */
  readonly bring: (person: PersonId, name: string, text: string) => Promise<FileRef>
  /** What comes with a report. */
  readonly enclose: (owner: string, nth: number) => Promise<readonly FileRef[]>
}

export function demoFiles(receive: HttpParts['receiveUpload'], seed: string): DemoFiles {
  let brought = 0
  const taken = async (bytes: Buffer, name: string, owner: string): Promise<FileRef> => {
    const upload = await receive(Readable.from([bytes]), name, owner)
    if ('refused' in upload) throw new Error(`A file of the demo was refused: ${upload.refused.en}`)
    return upload.file
  }
  return {
    async bring(person, name, text) {
      const nth = brought++
      if (nth % PICTURE_EVERY !== 0) return taken(Buffer.from(text), name, `p:${person}`)
      const { bytes, ending } = await pictureOf(`${seed}/${text}`, nth)
      return taken(bytes, name.replace(/\.[a-z]+$/, `.${ending}`), `p:${person}`)
    },
    async enclose(owner, nth) {
      const { bytes, ending } = await pictureOf(`${seed}/report ${String(nth)}`, nth)
      const words = `拍摄说明：第${String(nth + 1)}号来件所附照片，系在现场拍摄。\n`
      return [
        await taken(bytes, `现场照片.${ending}`, owner),
        await taken(Buffer.from(words), '拍摄说明.txt', owner),
      ]
    },
  }
}
