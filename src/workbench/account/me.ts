/** One's own account as the doors tell it, and how its screens read it anew. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { ask, read, type Asking } from '../doors/ask.ts'
import { sessionQuery } from '../doors/queries.ts'
import type { Session, Spoken } from '../doors/shapes.ts'

export type Proof = 'password' | 'otp' | 'recoveryCode' | 'passkey' | 'oidc'

export interface SessionRow {
  readonly id: string
  readonly began: string
  readonly used: string
  readonly by: Proof
  readonly browser: string
  readonly current: boolean
}

export interface Me extends Session {
  readonly login: string
  readonly secondFactor: { readonly required: boolean; readonly has: boolean; readonly says: Spoken }
  readonly factors: {
    readonly totp?: { readonly since: string }
    readonly passkeys: readonly {
      readonly id: string
      readonly name: string
      readonly created: string
      readonly used?: string
    }[]
    readonly recoveryCodesLeft: number
  }
  readonly passkeysWorkHere: boolean
  readonly shortestPassword: number
  readonly sessions: readonly SessionRow[]
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 0,
  queryFn: ({ signal }) => read<Me>('/api/me', signal),
})

/** Changes something of one's account and reads it anew; answers what the door said, or what it refused in words. */
export function useChange(): <T>(
  path: string,
  asking: Asking,
) => Promise<{ readonly body: T } | { readonly says: string | undefined }> {
  const queries = useQueryClient()
  return async <T>(path: string, asking: Asking) => {
    const answered = await ask<T>(path, asking)
    await queries.invalidateQueries({ queryKey: meQuery.queryKey })
    // What was owed may be done now.
    const session = await ask<Session>('/api/session')
    if ('body' in session) queries.setQueryData(sessionQuery.queryKey, session.body)
    return 'body' in answered ? answered : { says: answered.problem.refused[0]?.says }
  }
}
