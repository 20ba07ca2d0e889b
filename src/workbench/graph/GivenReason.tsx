/** What speaks for a proposal, and the answers to it: each is given with a reason, except where one says that none is needed. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Answered } from '../doors/ask.ts'
import type { Done } from '../doors/shapes.ts'
import type { Candidate } from './shapes.ts'
import { useGraphWords } from './words.ts'

export function Because({ signs }: Pick<Candidate, 'signs'>) {
  const words = useGraphWords()
  return (
    <ul>
      {signs.map(({ kind, says }) => (
        <li key={`${kind} ${says}`}>
          {(words.signs as Readonly<Record<string, string>>)[kind] ?? kind} {says}
        </li>
      ))}
    </ul>
  )
}

export interface Choice {
  readonly label: string
  readonly act: (reasons: string) => Promise<Answered<Done>>
  readonly needsNoReason?: true
}

interface GivenReasonProps {
  readonly choices: readonly Choice[]
  readonly done: () => Promise<void>
}

export function GivenReason({ choices, done }: GivenReasonProps) {
  const words = useGraphWords()
  const queries = useQueryClient()
  const [reasons, setReasons] = useState('')
  const [says, setSays] = useState('')
  const [isBusy, setIsBusy] = useState(false)

  async function answer(act: Choice['act']) {
    setIsBusy(true)
    const answered = await act(reasons.trim())
    setIsBusy(false)
    if ('problem' in answered) {
      const { refused, title } = answered.problem
      setSays(refused.length === 0 ? title : refused.map((one) => one.says).join(' '))
    } else setSays(words.decided)
    // One of several acts may have been done: what is open is asked again either way.
    await done()
    await queries.invalidateQueries({ queryKey: ['graph'] })
  }
  return (
    <div className="graph-verdict">
      <Input
        value={reasons}
        aria-label={words.reasons}
        placeholder={words.reasons}
        maxLength={1000}
        onChange={(event) => {
          setReasons(event.target.value)
        }}
      />
      {choices.map(({ label, act, needsNoReason }) => (
        <Button
          key={label}
          disabled={isBusy || (needsNoReason !== true && reasons.trim() === '')}
          onClick={() => {
            void answer(act)
          }}
        >
          {label}
        </Button>
      ))}
      <span role="status">{says}</span>
    </div>
  )
}
