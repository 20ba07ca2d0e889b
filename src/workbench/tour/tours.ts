/** The tours of the demo world: who is played, and where each step leads. What a step says stands in the words. */
import { useLanguage } from '../language.ts'
import type { Target } from '../palette/target.ts'
import { englishTour } from './words.en.ts'
import { chineseTour } from './words.zh.ts'

export const useTourWords = () => ({ zh: chineseTour, en: englishTour })[useLanguage()]

export type TourRole = keyof typeof chineseTour.roles

const home: Target = { to: 'home' }
const board: Target = { to: 'page', page: 'board' }
const clues: Target = { to: 'list', type: 'clue' }
const work: Target = { to: 'list', type: 'clue', view: 'work' }

export const tours: Readonly<
  Record<TourRole, { readonly post: RegExp; readonly steps: readonly (Target | undefined)[] }>
> = {
  clerk: {
    post: /^p22-clueCentre-intakeClerk/,
    steps: [home, work, { to: 'opening', type: 'clue', action: 'enter' }, undefined, clues],
  },
  director: { post: /^p22-clueCentre-officeHead/, steps: [home, work, clues, clues] },
  leader: {
    post: /^m2201-leader/,
    steps: [board, board, board, clues],
  },
  verifier: {
    post: /^c220102-verifier1/,
    steps: [home, work, undefined, undefined],
  },
  auditor: {
    post: /^p22-auditor/,
    steps: [clues, clues, clues, { to: 'list', type: 'lookAlarm' }],
  },
}
