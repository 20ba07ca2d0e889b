/** A picture of the board under its heading, wide ones to be moved sideways; it can be saved as it is seen. */
import type { ReactNode } from 'react'
import type { Board } from './board.ts'
import { PictureFile } from './PictureFile.tsx'

interface PictureProps {
  readonly board: Board
  /** The id of the heading, by which the section is named. */
  readonly id: string
  readonly title: string
  readonly note: ReactNode
  /** The svg, of class `board-picture`. */
  readonly picture: ReactNode
  /** What stands below it. */
  readonly children?: ReactNode
}

export function Picture({ board, id, title, note, picture, children }: PictureProps) {
  return (
    <section aria-labelledby={id}>
      <div className="page-head">
        <h2 id={id}>{title}</h2>
        <PictureFile of={id} name={title} on={board.on} />
      </div>
      <p className="faint">{note}</p>
      <div className="wide" role="group" aria-labelledby={id} tabIndex={0}>
        {picture}
      </div>
      {children}
    </section>
  )
}
