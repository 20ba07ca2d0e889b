/**
 * Measures what a ZIP container really unpacks to before anything reads it: declared sizes can lie, so every entry is
 * inflated once, counted and thrown away, and the measuring stops at the limit. The central directory is found the way the
 * spreadsheet reader finds it, so both see the same entries.
 *
 *   end record   "PK\5\6", count at +10 (u16), offset of directory at +16 (u32)
 *   entry        "PK\1\2", flags +8, method +10, packed size +20, size +24, name/extra/comment length +28/30/32, offset +42
 *   local header "PK\3\4", name and extra length +26/28, data from +30
 */
import { once } from 'node:events'
import { createInflateRaw } from 'node:zlib'
import { refusal, type ImportRefusal } from './refusal.ts'

export interface ZipLimits {
  readonly maxUnpackedBytes: number
  readonly maxEntries: number
}
const zipLimits: ZipLimits = { maxUnpackedBytes: 200 * 1024 * 1024, maxEntries: 10_000 }

/** Refuses a container that is broken, over the limits, or uses forms no spreadsheet program writes at this size. */
export async function findZipDanger(
  bytes: Uint8Array,
  limits = zipLimits,
): Promise<ImportRefusal | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return broken
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > limits.maxEntries || count === 0xffff || at === 0xffff_ffff) return tooBig(limits)
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x0201_4b50) return broken
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const local = view.getUint32(at + 42, true)
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) return broken
    // Unknown or 64-bit sizes here would let the reader look for them elsewhere than we measured.
    if (packed === 0xffff_ffff || size === 0xffff_ffff || local === 0xffff_ffff) return tooBig(limits)
    if (packed === 0 && (size > 0 || (flags & 8) !== 0)) return broken
    if (total + size > limits.maxUnpackedBytes) return tooBig(limits)
    if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x0403_4b50) return broken
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (from + packed > bytes.length) return broken
    const left = limits.maxUnpackedBytes - total
    const unpacked = method === 0 ? packed : await inflatedSize(bytes.subarray(from, from + packed), left)
    if (unpacked === undefined) return broken
    total += unpacked
    if (total > limits.maxUnpackedBytes) return tooBig(limits)
    if (unpacked !== size) return broken
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return undefined
}

function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1)
    if (view.getUint32(at, true) === 0x0605_4b50) return at
  return undefined
}

/** Bytes it unpacks to, a number above `limit` as soon as that is sure, or undefined where the data is damaged. */
async function inflatedSize(packed: Uint8Array, limit: number): Promise<number | undefined> {
  if (packed.length === 0) return 0
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  let size = 0
  inflate.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) inflate.destroy()
  })
  const done = Promise.race([once(inflate, 'end'), once(inflate, 'close')])
  inflate.end(packed)
  try {
    await done
    return size
  } catch {
    return undefined
  }
}

const broken = refusal(
  'damaged workbook',
  '工作簿已损坏或不是由表格软件正常保存的，请用表格软件打开并另存为 .xlsx',
  'The workbook is damaged or was not saved by a spreadsheet program; open it there and save it as .xlsx',
)

function tooBig(limits: ZipLimits): ImportRefusal {
  const mib = String(Math.round(limits.maxUnpackedBytes / 1024 / 1024))
  return refusal(
    'workbook unpacks too large',
    `工作簿解压后超过 ${mib} MiB，没有打开。请拆分成较小的文件或改用 CSV`,
    `The workbook unpacks to more than ${mib} MiB and was not opened. Split it or use CSV`,
  )
}
