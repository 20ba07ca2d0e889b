import assert from 'node:assert/strict'
import { deflateSync, crc32 } from 'node:zlib'
import { test } from 'node:test'
import sharp from 'sharp'
import { cleanCopy } from './cleanCopy.ts'

// eslint-disable-next-line @typescript-eslint/require-await -- a stream as stores give them
async function* streamOf(...chunks: Buffer[]) {
  yield* chunks
}

/** Somebody's red door, photographed lying on its side, with everything a telephone writes into a picture. */
const photograph = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#c00' } })
    .withExif({
      IFD0: { Make: 'MarkerPhone', Model: 'MarkerModel X', Artist: 'MarkerOwner' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '43/1 53/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '125/1 19/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><MarkerXmp/></x:xmpmeta>')

async function copyOf(content: Buffer, type: string) {
  const copy = await cleanCopy(streamOf(content), type)
  return copy === 'busy' ? assert.fail() : copy
}

test('a copy shows the picture upright and nothing of place, device or owner', async () => {
  for (const [format, type] of [
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['tiff', 'image/tiff'],
    ['avif', 'image/avif'],
  ] as const) {
    const original = await photograph().toFormat(format).toBuffer()
    assert.match(original.toString('latin1'), /Marker/, `${format}: the original has it`)
    const copy = (await copyOf(original, type)) ?? assert.fail(format)
    assert.doesNotMatch(copy.bytes.toString('latin1'), /Marker|GPS|Exif|xmp/i, format)
    const after = await sharp(copy.bytes).metadata()
    assert.deepEqual([after.exif, after.xmp, after.iptc, after.orientation], Array(4).fill(undefined), format)
    assert.deepEqual([after.width, after.height], [20, 40], `${format} is turned upright`)
    assert.equal(`image/${after.format}`, copy.type)
  }
})

test('what hangs behind the end of a picture is gone', async () => {
  const picture = await photograph().jpeg().toBuffer()
  const copy = await copyOf(
    Buffer.concat([picture, Buffer.from('PK\x03\x04<script>alert(1)</script>')]),
    'image/jpeg',
  )
  assert.ok(copy !== undefined && !copy.bytes.includes('script'))
})

test('a moving picture keeps moving', async () => {
  const frames = Buffer.alloc(10 * 20 * 3, 0x40)
  frames.fill(0xc0, 300)
  const raw = { width: 10, height: 20, channels: 3, pageHeight: 10 } as const
  const moving = await sharp(frames, { raw }).gif().toBuffer()
  const copy = (await copyOf(moving, 'image/gif')) ?? assert.fail()
  assert.equal((await sharp(copy.bytes).metadata()).pages, 2)
})

/** A PNG that says it has so many pixels, and has none. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
      chunk('IEND', Buffer.alloc(0)),
    ],
  ])
}

test('bombs, other types and broken bytes have no copy, and cost little', async () => {
  const began = performance.now()
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>')
  const cases: readonly (readonly [string, Buffer])[] = [
    ['image/png', bomb(60_000, 60_000)],
    // Under the name of something that is read: the decoder knows no drawings.
    ['image/png', drawing],
    ['image/svg+xml', drawing],
    ['image/jpeg', Buffer.from('not a picture')],
    ['image/jpeg', Buffer.alloc(0)],
    ['image/heic', await photograph().jpeg().toBuffer()],
    ['application/pdf', Buffer.from('%PDF-1.4')],
    ['constructor', Buffer.from('x')],
  ]
  for (const [type, content] of cases) assert.equal(await copyOf(content, type), undefined, type)
  assert.ok(performance.now() - began < 5000)
  const half = (await photograph().jpeg().toBuffer()).subarray(0, 600)
  const copy = await copyOf(half, 'image/jpeg')
  assert.ok(copy?.bytes.includes('Marker') !== true, 'a picture cut short has a copy or none')
})
