/** To the list of clues, which shows the present: of a past day only the words stand there. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ListSearch } from '../lists/listSearch.ts'
import type { Board } from './board.ts'

interface ListLinkProps {
  readonly board: Pick<Board, 'isPast'>
  readonly search: ListSearch
  readonly children: ReactNode
}

export function ListLink({ board, search, children }: ListLinkProps) {
  if (board.isPast) return children
  return (
    <Link to="/records/$type" params={{ type: 'clue' }} search={search}>
      {children}
    </Link>
  )
}
