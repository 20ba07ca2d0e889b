import type { PoolClient } from 'pg'
import { credentialMark, readCredentials, type Slot, type Statement } from '../accounts/credentials.ts'
import { HOUSE, HOUSE_ATTESTED } from '../accounts/house.ts'
import { finding, type Finding } from './finding.ts'
import { readEntry } from './readEntry.ts'

/** When the house began to state its accounts and seal its query codes, and how many it took as it found them. */
export interface Attested {
  readonly at: string
  readonly accounts: number
  readonly codes: number
}

export interface CredentialTally {
  /** The next look of the log that whoever holds the key wrote. */
  readonly heard: (bytes: Uint8Array) => void
  readonly attested: () => Attested | undefined
  /** What stands in the accounts against what was stated last; nothing while the house is not attested. */
  readonly findings: (client: PoolClient, master: Buffer) => Promise<readonly Finding[]>
}

interface Heard {
  readonly at: string
  readonly record: string
  readonly how?: {
    readonly door?: string
    readonly accounts?: number
    readonly codes?: number
    readonly credentials?: Statement
  }
}

const SPEAKS_OF_CREDENTIALS = Buffer.from('"credentials":')
const SPEAKS_OF_THE_HOUSE = Buffer.from(`"door":"${HOUSE_ATTESTED}"`)

export function credentialTally(): CredentialTally {
  const stated = new Map<string, Map<string, string>>()
  let attested: Attested | undefined

  return {
    heard(bytes) {
      // Most looks say nothing of either, and are not parsed.
      const look = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      if (!look.includes(SPEAKS_OF_CREDENTIALS) && !look.includes(SPEAKS_OF_THE_HOUSE)) return
      // Whatever whoever holds the key wrote is as the program writes it.
      const { at, record, how } = (readEntry(look) ?? {}) as Partial<Heard>
      if (record === HOUSE && how?.door === HOUSE_ATTESTED && at !== undefined)
        attested ??= { at, accounts: how.accounts ?? 0, codes: how.codes ?? 0 }
      for (const [account, slots] of Object.entries(how?.credentials ?? {})) {
        const now = stated.get(account) ?? new Map<string, string>()
        stated.set(account, now)
        for (const [slot, mark] of Object.entries(slots))
          if (mark === null) now.delete(slot)
          else now.set(slot, mark)
      }
    },
    attested: () => attested,
    async findings(client, master) {
      if (attested === undefined) return []
      const findings: Finding[] = []
      for (const { account, login, slot, stands } of await readCredentials(client)) {
        const mark = stated.get(account)?.get(slot)
        stated.get(account)?.delete(slot)
        const where = { account: login, credential: kindOf(slot) }
        if (mark === undefined) findings.push(finding('credentialAdded', where))
        else if (mark !== credentialMark(master, { account, slot, stands }))
          findings.push(finding('credentialReplaced', where))
      }
      const { rows } = await client.query<{ id: string; login: string }>('select id, login from zs.account')
      const logins = new Map(rows.map(({ id, login }) => [id, login]))
      for (const [account, slots] of stated)
        for (const slot of slots.keys())
          findings.push(
            finding('credentialRemoved', {
              account: logins.get(account) ?? account,
              // Whatever was stated has a name of these.
              credential: kindOf(slot as Slot),
            }),
          )
      return findings
    },
  }
}

/** Without what tells slots of one kind apart. */
const kindOf = (slot: Slot): string => slot.replace(/\/.*$/su, '')
