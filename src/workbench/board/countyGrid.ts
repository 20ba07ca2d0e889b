/**
 * Where the tile of each county stands: about where the county lies to its neighbours, north at the top. It is a scheme, which
 * shows no borders and claims none. Counties by the last four digits of their code; those that it does not know stand below.
 */
const GRID = `
0802 0821 .... .... .... .... .... .... .... .... .... ....
0881 0871 0723 0771 .... .... .... .... .... .... .... ....
0822 0882 0721 0702 0781 0182 .... .... .... .... .... ....
.... .... 0722 0122 0183 0113 0271 0203 0283 .... .... ....
.... .... 0184 0106 0103 0105 0202 0272 .... .... .... ....
.... 0382 0104 0171 0102 0173 0273 0204 .... .... .... ....
.... 0322 0381 0172 0174 0221 0211 0281 .... 2403 2424 ....
.... 0302 0303 0323 0112 0284 0282 .... .... 2401 2404 ....
.... .... .... 0403 0402 0581 0523 0622 2426 2405 2402 ....
.... .... .... 0422 0421 0524 0503 0605 0621 2406 .... ....
.... .... .... .... 0521 0502 0602 0681 0623 .... .... ....
.... .... .... .... .... 0582 .... .... .... .... .... ....
`
const PROVINCE = '22'

export interface PlacedCounty {
  readonly code: string
  readonly across: number
  readonly down: number
}

const rows = GRID.trim()
  .split('\n')
  .map((row) => row.trim().split(/\s+/))

const known: ReadonlyMap<string, PlacedCounty> = new Map(
  rows.flatMap((row, down) =>
    row.flatMap((cell, across) => {
      const code = `${PROVINCE}${cell}`
      return cell === '....' ? [] : [[code, { code, across, down }] as const]
    }),
  ),
)

export const ACROSS = Math.max(...rows.map((row) => row.length))

export function placedOnGrid(codes: readonly string[]): readonly PlacedCounty[] {
  const strangers = codes.filter((code) => !known.has(code))
  return [
    ...codes.flatMap((code) => known.get(code) ?? []),
    ...strangers.map((code, nth) => ({
      code,
      across: nth % ACROSS,
      down: rows.length + Math.floor(nth / ACROSS),
    })),
  ]
}
