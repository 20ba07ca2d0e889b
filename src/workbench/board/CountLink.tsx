/** A number of the board, leading to the records that it counts; nothing leads nowhere. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Board } from './board.ts'
import type { Slice } from './slice.ts'

interface CountLinkProps {
  readonly board: Pick<Board, 'isPast' | 'on'>
  readonly slice: Slice
  /** Of another type than clues. */
  readonly type?: string
  readonly count: number
  /** What is pressed, where it is not the number itself. */
  readonly children?: ReactNode
}

export function CountLink({ board, slice, type, count, children = count }: CountLinkProps) {
  if (count === 0) return children
  return (
    <Link
      to="/pages/$page"
      params={{ page: 'board-records' }}
      search={{
        ...slice,
        ...(type === undefined ? {} : { type }),
        ...(board.isPast ? { on: board.on } : {}),
      }}
    >
      {children}
    </Link>
  )
}
