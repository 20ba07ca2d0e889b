/** How bright: as the system of the user says, unless somebody chose in this browser. */
import { useSyncExternalStore } from 'react'
import { remembered } from './remembered.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export const themeChosen = remembered('zs-theme', THEMES)

export type Theme = Exclude<(typeof THEMES)[number], 'system'>

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const prefersContrast = matchMedia('(prefers-contrast: more)')

const themeOfSystem = (): Theme =>
  prefersContrast.matches ? 'contrast' : prefersDark.matches ? 'dark' : 'light'

function subscribe(changed: () => void): () => void {
  for (const query of [prefersDark, prefersContrast]) query.addEventListener('change', changed)
  return () => {
    for (const query of [prefersDark, prefersContrast]) query.removeEventListener('change', changed)
  }
}

export function useTheme(): Theme {
  const chosen = themeChosen.use()
  const ofSystem = useSyncExternalStore(subscribe, themeOfSystem)
  return chosen === 'system' ? ofSystem : chosen
}
