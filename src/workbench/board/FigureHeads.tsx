/** The head of a table of figures: what its rows are, then a column for each figure. */
export function FigureHeads({
  rows,
  figures,
}: {
  readonly rows: string
  readonly figures: readonly string[]
}) {
  return (
    <thead>
      <tr>
        <th scope="col">{rows}</th>
        {figures.map((figure) => (
          <th key={figure} scope="col" className="figure">
            {figure}
          </th>
        ))}
      </tr>
    </thead>
  )
}
