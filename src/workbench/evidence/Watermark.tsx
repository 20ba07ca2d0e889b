/** Over what is shown: who looks and when, so that a photograph of the screen says whose screen it was. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { spokenInstant } from '../days.ts'
import { sessionQuery } from '../doors/queries.ts'
import { useLanguage } from '../language.ts'

export function Watermark({ children }: { readonly children: ReactNode }) {
  const id = useId()
  const language = useLanguage()
  const session = useQuery(sessionQuery)
  const [since] = useState(() => new Date().toISOString())
  const person = session.data?.person
  const says = `${person?.name ?? ''} ${person?.id.slice(0, 8) ?? ''} ${spokenInstant(since, language)}`
  return (
    <div className="watermarked">
      {children}
      <svg className="watermark" aria-hidden="true">
        <defs>
          <pattern
            id={id}
            width="340"
            height="150"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-24)"
          >
            {/* Light with a dark edge: seen on any ground. */}
            <text x="10" y="60">
              {says}
            </text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
    </div>
  )
}
