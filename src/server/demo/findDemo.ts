/** Whether an installation is a demo. Making one (`makeDemo.ts`) takes much more code, which a start that finds it made does not read. */
import type { Pool } from 'pg'
import type { DemoAccount } from '../http/httpParts.ts'

export interface Demo {
  readonly accounts: readonly DemoAccount[]
}

export const DEMO_SETTING = 'demo'

/** The demo that was made in this installation, if one was. */
export async function findDemo({ ownerPool }: { readonly ownerPool: Pool }): Promise<Demo | undefined> {
  const { rows } = await ownerPool.query<{ value: Demo }>('select value from zs.setting where name = $1', [
    DEMO_SETTING,
  ])
  return rows[0]?.value
}
