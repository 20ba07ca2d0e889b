/**
 * Who wrote a letter, came or called: sealed in this browser for the centre's key while it is typed, as a reporter's own
 * browser does it. The values of the form only ever hold what is sealed; the words stand in this control alone.
 */
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useContext, useRef, useState } from 'react'
import { findCodeFlaw, typedAnonymousCode } from '#portal/anonymousCode.ts'
import { boundTo, IDENTITY_LENGTHS, identityParts, seal, type IdentityPart } from '#portal/sealing.ts'
import { centreKeyQuery } from '../doors/queries.ts'
import { useWords } from '../words.ts'
import type { FieldInputProps } from './fieldControls.ts'
import { ReporterTyped } from './reporterTyped.ts'

type Identity = Partial<Readonly<Record<IdentityPart, string>>>

const NO_CODE = { sealed: 'no code' } as const

export function SealedInput({ id, value, change, describedBy, busy }: FieldInputProps) {
  const words = useWords()
  const typed = useContext(ReporterTyped)
  const [identity, setIdentity] = useState<Identity>({})
  const [isBroken, setIsBroken] = useState(false)
  const keys = useQuery(centreKeyQuery)
  const key = keys.data?.keys.findLast(({ retired }) => retired === undefined)
  // What was typed a moment ago may be sealed later than what stands there now.
  const latest = useRef(0)

  // Only in a secure context (https or this machine) has a browser WebCrypto.
  if (!isSecureContext || keys.isError || isBroken)
    return <p className="field-error">{words.form.cannotSeal}</p>

  const flaw = findCodeFlaw(typedAnonymousCode(identity.anonymousCode ?? ''))
  const type = (part: IdentityPart, text: string) => {
    const next = { ...identity, [part]: text }
    setIdentity(next)
    const told = Object.fromEntries(
      identityParts.flatMap((one) => {
        const text = next[one] ?? ''
        const trimmed = one === 'anonymousCode' ? typedAnonymousCode(text) : text.trim()
        return trimmed === '' ? [] : [[one, trimmed] as const]
      }),
    )
    typed.current = told
    latest.current += 1
    const mine = latest.current
    // What is no code is not sealed, and the server refuses what stands there instead: nobody is left out unseen.
    const isNoCode = findCodeFlaw(told['anonymousCode'] ?? '') !== undefined
    if (key === undefined || isNoCode || Object.keys(told).length === 0) {
      change(isNoCode ? NO_CODE : undefined)
      busy(false)
      return
    }
    busy(true)
    boundTo(crypto.randomUUID())
      .then((bound) => seal(key, JSON.stringify(told), bound, 'browser'))
      .then(
        (sealed) => {
          if (mine !== latest.current) return
          change(sealed)
          busy(false)
        },
        () => {
          change(undefined)
          busy(false)
          setIsBroken(true)
        },
      )
  }
  return (
    <div className="group-input">
      <p className="faint">{words.form.sealedHere}</p>
      {value !== undefined && Object.keys(identity).length === 0 && <p>{words.form.sealedBefore}</p>}
      {identityParts.map((part) => (
        <div key={part} className="part">
          <label htmlFor={`${id}.${part}`} className="label">
            {words.record.sealedParts[part]}
          </label>
          <Input
            id={`${id}.${part}`}
            autoComplete="off"
            {...(part === 'anonymousCode' ? {} : { maxLength: IDENTITY_LENGTHS[part] })}
            disabled={key === undefined}
            {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
            value={identity[part] ?? ''}
            onChange={({ target }) => type(part, target.value)}
          />
          {part === 'anonymousCode' && flaw !== undefined && (
            <p className="field-error" role="alert">
              {words.form.codeFlaws[flaw]}
            </p>
          )}
        </div>
      ))}
    </div>
  )
}
