/** A tile for each county, about where it lies, the darker the more came in there. */
import { useSpoken } from '../language.ts'
import { sumOf, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { ACROSS, placedOnGrid, type PlacedCounty } from './countyGrid.ts'
import { Picture } from './Picture.tsx'
import { shortened } from './shortened.ts'
import { useBoardWords } from './words.ts'

const TILE = { width: 78, height: 40, gap: 4 }
const STEP = { across: TILE.width + TILE.gap, down: TILE.height + TILE.gap }
/** Shades of one colour, so that no colour has to be told from another. */
const SHADES = 5

export function CountyMap({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const received = new Map(
    [...Map.groupBy(board.cells, ({ county }) => county)].map(([county, cells]) => [
      county,
      sumOf(cells).received,
    ]),
  )
  const name = (code: string): string => {
    const known = board.names[code]
    return known === undefined ? code : spoken(known)
  }
  const count = (code: string) => received.get(code) ?? 0
  const most = Math.max(0, ...board.places.map(({ code }) => count(code)))
  const shade = (many: number) => (many === 0 ? 0 : Math.max(1, Math.ceil((many / most) * SHADES)))
  const placed = placedOnGrid(board.places.map(({ code }) => code))
  const width = ACROSS * STEP.across
  const height = (Math.max(0, ...placed.map(({ down }) => down)) + 1) * STEP.down
  const says = words.mapSays(board.places.filter(({ code }) => count(code) > 0).length, most)
  return (
    <Picture
      board={board}
      id="board-map"
      title={words.map}
      note={`${says} ${words.shade}`}
      picture={
        <svg
          className="board-picture"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          role="group"
          aria-label={says}
        >
          {placed.map(({ code, across, down }) => {
            const x = across * STEP.across + TILE.gap / 2
            const y = down * STEP.down + TILE.gap / 2
            const told = `${name(code)} (${name(code.slice(0, 4))}) ${count(code)}`
            return (
              <g key={code} className={`board-tile shade-${shade(count(code))}`}>
                <title>{told}</title>
                <CountLink board={board} slice={{ county: code }} count={count(code)}>
                  <rect x={x} y={y} width={TILE.width} height={TILE.height} rx={3} />
                  <text x={x + TILE.width / 2} y={y + 16}>
                    {shortened(name(code), 11)}
                  </text>
                  <text x={x + TILE.width / 2} y={y + 33} className="board-number">
                    {count(code)}
                  </text>
                </CountLink>
              </g>
            )
          })}
          {placed.flatMap((county) => edges(county, placed))}
        </svg>
      }
    ></Picture>
  )
}

const prefectureOf = ({ code }: PlacedCounty): string => code.slice(0, 4)

/** A line where the next county to the right, or below, belongs to another prefecture. */
function edges(county: PlacedCounty, placed: readonly PlacedCounty[]) {
  const { code, across, down } = county
  const isOther = (right: number, below: number): boolean =>
    placed.some(
      (one) =>
        one.across === across + right &&
        one.down === down + below &&
        prefectureOf(one) !== prefectureOf(county),
    )
  const [x, y] = [(across + 1) * STEP.across, (down + 1) * STEP.down]
  return [
    ...(isOther(1, 0)
      ? [<line key={`${code}/right`} className="edge" x1={x} x2={x} y1={y - STEP.down} y2={y} />]
      : []),
    ...(isOther(0, 1)
      ? [<line key={`${code}/below`} className="edge" x1={x - STEP.across} x2={x} y1={y} y2={y} />]
      : []),
  ]
}
