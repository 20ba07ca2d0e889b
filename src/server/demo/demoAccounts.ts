/** Who can sign in to the demo: everybody who holds a post today. */
import type { Directory } from '#kernel/org/directory.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'
import type { DemoAccount } from '../http/httpParts.ts'
import { createAccounts } from '../identity/accounts.ts'
import { hashPassword } from '../identity/passwords.ts'

/** Known to everybody who reads this: a demo has nothing to protect. */
export const DEMO_PASSWORD = 'zhunsheng-demo'

/** The accounts of the demo world, in the order of the units. */
export function demoAccounts(
  org: Directory,
  on: PlainDate,
): readonly (DemoAccount & { readonly id: string })[] {
  const chosen = new Set(org.tenures.map(({ person }) => person))
  return [...chosen].flatMap((id) => {
    const { name, login } = org.getPerson(id)
    const held = org.tenuresOn(id, on)
    const [first] = held
    if (login === undefined || first === undefined) return []
    return {
      id,
      login,
      password: DEMO_PASSWORD,
      person: name,
      unit: org.getUnit(first.unit).name.zh,
      posts: held.map(
        ({ unit, post }) => org.getUnit(unit).posts.find((one) => one.post === post)?.zh ?? post,
      ),
    }
  })
}

/** Opens the accounts, all with one hash: they share one password that everybody knows. */
export async function openDemoAccounts(
  parts: Parameters<typeof createAccounts>[0],
  accounts: readonly { readonly id: string; readonly login: string }[],
  at: Instant,
): Promise<void> {
  const hashed = await hashPassword(DEMO_PASSWORD)
  await createAccounts(
    parts,
    // Ids of the directory are ids of persons.
    accounts.map(({ id, login }) => ({
      person: id as Parameters<typeof createAccounts>[1][number]['person'],
      login,
      at,
    })),
    hashed,
  )
}
