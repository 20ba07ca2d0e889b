/** The desk in parts: why something stands there. */
import type { TodayRow, TodayShape } from '../doors/shapes.ts'

export const PARTS = ['owed', 'toSign', 'cameBack', 'late', 'supervised'] as const
export type Part = (typeof PARTS)[number]

export const isPart = (text: unknown): text is Part => PARTS.some((part) => part === text)

export const rowsOf = (today: TodayShape, part: Part): readonly TodayRow[] => {
  switch (part) {
    case 'owed':
      return today.owed
    case 'toSign':
      return today.owed.filter(({ toSign }) => toSign)
    case 'cameBack':
      return today.owed.filter(({ cameBack }) => cameBack !== undefined)
    case 'late':
      return today.late
    case 'supervised':
      return today.supervised
  }
}

/** Otherwise it is the move of somebody else. */
export const isMine = (part: Part): boolean => part !== 'late' && part !== 'supervised'
