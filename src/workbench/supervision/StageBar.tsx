/** Where a case stands among the stages of its proceedings: said in words, shown as a row of steps. */
import { useSpoken } from '../language.ts'
import type { Wall } from './listedCases.ts'
import { useWallWords } from './words.ts'

interface StageBarProps {
  readonly stages: Wall['stages']
  readonly stage: string | undefined
}

export function StageBar({ stages, stage }: StageBarProps) {
  const spoken = useSpoken()
  const words = useWallWords()
  const at = stages.findIndex(({ code }) => code === stage)
  return (
    <ol className="stage-bar" aria-label={words.stage}>
      {stages.map(({ code, label }, nth) => (
        <li
          key={code}
          className={nth < at ? 'past' : nth === at ? 'here' : 'ahead'}
          {...(nth === at ? { 'aria-current': 'step' as const } : {})}
        >
          {spoken(label)}
        </li>
      ))}
    </ol>
  )
}
