/**
 * The demo world, made once at the first start of a demo: its people with their posts, the accounts they sign
 * in with, and the histories of its clues. Everything follows from the seed and the day.
 */
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { dayOf } from '#kernel/time.ts'
import { demoPeople } from '#mechanisms/organisation/demoPeople.ts'
import type { enterPeople } from '../bootstrap.ts'
import { now, type Composed, type Signers } from '../compose.ts'
import type { DemoAccount } from '../http/httpParts.ts'
import { createAccounts } from '../identity/accounts.ts'
import { hashPassword } from '../identity/passwords.ts'

export interface Demo {
  readonly accounts: readonly DemoAccount[]
}

export interface DemoParts {
  readonly database: { readonly ownerPool: Pool }
  readonly composed: Composed
  readonly signers: Signers
  readonly enterPeople: typeof enterPeople
  tell(line: string): void
}

const SETTING = 'demo'
const PASSWORD = 'zhunsheng-demo'
const SEED = 20_260_101

/** The demo that was made in this installation, if one was. */
export async function findDemo({ ownerPool }: { readonly ownerPool: Pool }): Promise<Demo | undefined> {
  const { rows } = await ownerPool.query<{ value: Demo }>('select value from zs.setting where name = $1', [
    SETTING,
  ])
  return rows[0]?.value
}

export async function makeDemo(parts: DemoParts): Promise<Demo> {
  const { database, composed, tell } = parts
  const { office, realm } = composed
  const people = demoPeople(realm.org().units, dayOf(now()), randomFrom(SEED))
  const entered = await parts.enterPeople(office, realm, people)
  tell(`演示人员 ${String(people.persons.length)} 名 · ${String(entered)} entries of people, posts and ties`)
  await createAccounts(
    database.ownerPool,
    people.persons.map(({ id, login }) => ({ person: id, login, at: now() })),
    await hashPassword(PASSWORD),
  )
  const org = realm.org()
  const accounts = people.persons.flatMap(({ id, name, login }): DemoAccount[] => {
    const tenures = org.tenuresOn(id, dayOf(now()))
    const unit = tenures[0] === undefined ? undefined : org.findUnit(tenures[0].unit)
    return unit === undefined
      ? []
      : [
          {
            login,
            password: PASSWORD,
            person: name,
            unit: unit.name.zh,
            posts: [...new Set(tenures.map(({ post }) => post))],
          },
        ]
  })
  const demo: Demo = { accounts }
  await database.ownerPool.query('insert into zs.setting (name, value) values ($1, $2)', [
    SETTING,
    JSON.stringify(demo),
  ])
  return demo
}

/** Fractions in [0, 1) that follow from a seed: SHA-256 in counter mode, the same on every machine. */
function randomFrom(seed: number): () => number {
  let counter = 0
  let block = Buffer.alloc(0)
  return () => {
    if (block.length < 4) {
      block = createHash('sha256')
        .update(`${String(seed)}/${String(counter)}`)
        .digest()
      counter += 1
    }
    const fraction = block.readUInt32BE(0) / 2 ** 32
    block = block.subarray(4)
    return fraction
  }
}
