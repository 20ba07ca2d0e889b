/**
 * A ZIP file without the time it was packed, so that equal content is equal bytes.
 *
 *   local file header   PK 03 04 … time and date at byte 10
 *   central directory   PK 01 02 … time and date at byte 12, name length 28, extra 30, comment 32, local offset 42
 *   end of directory    PK 05 06 … number of entries at byte 10, offset of the central directory at byte 16
 */
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_LENGTH = 22
/** 1 January 1980, 0:00: the beginning of time in DOS. */
const NO_TIME = 0x00210000

/** Throws for what is not a plain ZIP file (no ZIP64, no comment at its end). */
export function undatedZip(packed: Uint8Array): Uint8Array {
  const bytes = packed.slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const expect = (at: number, signature: number): void => {
    if (view.getUint32(at, true) !== signature) throw new Error(`expected a ZIP header at byte ${at}`)
  }
  const end = bytes.length - END_LENGTH
  expect(end, END)
  let at = view.getUint32(end + 16, true)
  for (let entries = view.getUint16(end + 10, true); entries > 0; entries--) {
    expect(at, CENTRAL)
    view.setUint32(at + 12, NO_TIME, true)
    const local = view.getUint32(at + 42, true)
    expect(local, LOCAL)
    view.setUint32(local + 10, NO_TIME, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}
