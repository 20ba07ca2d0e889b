/** A tile for each county, by prefecture, the darker the more came in there. Positions mean nothing: no map is claimed. */
import { useSpoken } from '../language.ts'
import { sumOf, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { PictureFile } from './PictureFile.tsx'
import { shortened } from './shortened.ts'
import { useBoardWords } from './words.ts'

const TILE = { width: 84, height: 40, gap: 4 }
const NAME = 110
const ACROSS = 8
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
  let down = 0
  const rows = [...Map.groupBy(board.places, ({ prefecture }) => prefecture)].map(([prefecture, places]) => {
    const top = down
    down += Math.ceil(places.length / ACROSS) * (TILE.height + TILE.gap) + TILE.gap
    return { prefecture, places, top }
  })
  const width = NAME + ACROSS * (TILE.width + TILE.gap)
  const says = words.mapSays(board.places.filter(({ code }) => count(code) > 0).length, most)
  return (
    <section aria-labelledby="board-map">
      <div className="page-head">
        <h2 id="board-map">{words.map}</h2>
        <PictureFile of="board-map" name={words.map} on={board.on} />
      </div>
      <p className="faint">
        {says} {words.shade}
      </p>
      <div className="wide" role="group" aria-labelledby="board-map" tabIndex={0}>
        <svg
          className="board-picture"
          viewBox={`0 0 ${width} ${down}`}
          width={width}
          role="group"
          aria-label={says}
        >
          {rows.map(({ prefecture, places, top }) => (
            <g key={prefecture}>
              <text x={0} y={top + TILE.height / 2 + 5} className="board-name">
                {shortened(name(prefecture), 16)}
              </text>
              {places.map(({ code }, nth) => {
                const x = NAME + (nth % ACROSS) * (TILE.width + TILE.gap)
                const y = top + Math.floor(nth / ACROSS) * (TILE.height + TILE.gap)
                return (
                  <g key={code} className={`board-tile shade-${shade(count(code))}`}>
                    <title>{`${name(code)} ${count(code)}`}</title>
                    <CountLink board={board} slice={{ county: code }} count={count(code)}>
                      <rect x={x} y={y} width={TILE.width} height={TILE.height} rx={3} />
                      <text x={x + TILE.width / 2} y={y + 16}>
                        {shortened(name(code), 12)}
                      </text>
                      <text x={x + TILE.width / 2} y={y + 33} className="board-number">
                        {count(code)}
                      </text>
                    </CountLink>
                  </g>
                )
              })}
            </g>
          ))}
        </svg>
      </div>
    </section>
  )
}
