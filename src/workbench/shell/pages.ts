/**
 * Pages of the workbench that no declaration makes: a graph, a board, a list over several types. One line each in `pages`,
 * with the page's own words beside the page:
 *
 *   { name: 'listed-cases', mechanism: 3, label: listedCasesLabel, seenBy: worksWith('listing'),
 *     load: async () => ({ default: (await import('../supervision/ListedCasesPage.tsx')).ListedCasesPage }) }
 *
 * It then stands in the menu under its mechanism, in the command palette, and at /workbench/pages/listed-cases?…
 * What it is given in the address it reads with `useSearch({ from: '/pages/$page' })` (texts only). `seenBy` only spares
 * people an entry that would be empty for them: what is shown is decided by the doors the page asks.
 */
import type { ComponentType } from 'react'
import type { DeskType, Spoken } from '../doors/shapes.ts'
import { boardLabel, boardRecordsLabel } from '../board/words.ts'
import { expiringLabel } from '../expiring/words.ts'
import { organisationLabel } from '../organisation/words.ts'
import { paperTextsLabel } from '../papers/words.ts'
import { returnsLabel } from '../returns/words.ts'

/** Whoever is signed in, as far as the menu asks. */
export interface Seer {
  readonly posts: readonly string[]
  readonly types: readonly Pick<DeskType, 'name' | 'roles'>[]
}

export interface PageSpec {
  /** In the address; small letters and hyphens. */
  readonly name: string
  /** 1–10, under which it stands in the menu. */
  readonly mechanism: number
  readonly label: Spoken
  readonly seenBy: (seer: Seer) => boolean
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

/** Whoever has a role in one of these types of record. */
export const worksWith =
  (...types: readonly string[]) =>
  (seer: Seer): boolean =>
    seer.types.some(({ name }) => types.includes(name))

/** Whoever holds one of these posts. */
export const holdsPost =
  (...posts: readonly string[]) =>
  (seer: Seer): boolean =>
    seer.posts.some((post) => posts.includes(post))

export const pages: readonly PageSpec[] = [
  {
    name: 'organisation',
    mechanism: 1,
    label: organisationLabel,
    seenBy: () => true,
    load: async () => ({
      default: (await import('../organisation/OrganisationPage.tsx')).OrganisationPage,
    }),
  },
  {
    name: 'paper-texts',
    mechanism: 1,
    label: paperTextsLabel,
    seenBy: holdsPost('intakeClerk', 'caseClerk', 'archivist', 'assessor', 'officeHead'),
    load: async () => ({ default: (await import('../papers/PaperTextsPage.tsx')).PaperTextsPage }),
  },
  {
    name: 'board',
    mechanism: 2,
    label: boardLabel,
    seenBy: holdsPost(
      'leader',
      'officeHead',
      'organHead',
      'deputyHead',
      'investigationChief',
      'supervisor',
      'auditor',
    ),
    load: async () => ({ default: (await import('../board/BoardPage.tsx')).BoardPage }),
  },
  {
    name: 'board-records',
    mechanism: 2,
    label: boardRecordsLabel,
    // Only the numbers of the board lead there.
    seenBy: () => false,
    load: async () => ({ default: (await import('../board/BoardRecordsPage.tsx')).BoardRecordsPage }),
  },
  {
    name: 'returns',
    mechanism: 2,
    label: returnsLabel,
    seenBy: worksWith('clueReturn'),
    load: async () => ({ default: (await import('../returns/ReturnsPage.tsx')).ReturnsPage }),
  },
  {
    name: 'expiring',
    mechanism: 4,
    label: expiringLabel,
    seenBy: worksWith('measure'),
    load: async () => ({ default: (await import('../expiring/ExpiringPage.tsx')).ExpiringPage }),
  },
  {
    name: 'graph',
    mechanism: 4,
    label: { zh: '关系图谱', en: 'Graph' },
    seenBy: worksWith('clue', 'case', 'entity'),
    load: async () => ({ default: (await import('../graph/GraphPage.tsx')).GraphPage }),
  },
  {
    name: 'listed-cases',
    mechanism: 3,
    label: { zh: '挂牌案件墙', en: 'Wall of listed cases' },
    seenBy: worksWith('listing'),
    load: async () => ({ default: (await import('../supervision/ListedCasesPage.tsx')).ListedCasesPage }),
  },
]
