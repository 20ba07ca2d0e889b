// `zhunsheng key log|witnesses|witness-add|witness-remove`: the public keys others need, and whom we ask to cosign.

import { Command } from 'commander'
import type { Pool } from 'pg'
import { formatVkey, KEY_TYPE, parseVkey } from '#kernel/journal/note.ts'
import { findLogKey } from '#store/log/logKeys.ts'
import { logNames } from '#store/log/logName.ts'
import { sha256 } from '#store/log/sha256.ts'
import { readWitnesses, writeWitnesses } from '#store/log/witnesses.ts'

/** `withPool` lends the owner's pool and closes what it opened. */
export type WithPool = <T>(work: (pool: Pool) => Promise<T>) => Promise<T>

export function keyCommand(withPool: WithPool): Command {
  const key = new Command('key').description('the keys of the logs and of the witnesses asked')
  key
    .command('log')
    .description('print the verifier key of each log: hand it to those who will check')
    .action(() =>
      withPool(async (pool) => {
        for (const log of logNames) {
          const found = await findLogKey(pool, log)
          console.log(`${log}\t${found === undefined ? '(none yet)' : formatVkey(found)}`)
        }
      }),
    )
  key
    .command('witnesses')
    .description('print the witnesses asked, with their addresses')
    .action(() =>
      withPool(async (pool) => {
        const { witnesses, unusable } = await readWitnesses(pool)
        for (const witness of witnesses) console.log(`${formatVkey(witness.key)}\t${witness.url}`)
        for (const says of unusable) console.error(`not used: ${says}`)
      }),
    )
  key
    .command('witness-add <vkey> <url>')
    .description('ask this witness to cosign from now on')
    .action((vkey: string, url: string) =>
      withPool(async (pool) => {
        const parsed = parseVkey(vkey, sha256)
        if ('malformed' in parsed) return key.error(`not added: ${parsed.malformed}`, { exitCode: 1 })
        if (parsed.type !== KEY_TYPE.cosignature)
          return key.error(`not added: ${parsed.name} is the key of a log, not of a witness`, { exitCode: 1 })
        if (!URL.canParse(url)) return key.error(`not added: ${url} is no address`, { exitCode: 1 })
        const { witnesses } = await readWitnesses(pool)
        const others = witnesses.filter((witness) => witness.key.name !== parsed.name)
        await writeWitnesses(pool, [...others, { key: parsed, url }])
      }),
    )
  key
    .command('witness-remove <name>')
    .description('ask this witness no more; its cosignatures stay')
    .action((name: string) =>
      withPool(async (pool) => {
        const { witnesses } = await readWitnesses(pool)
        const left = witnesses.filter((witness) => witness.key.name !== name)
        if (left.length === witnesses.length) return key.error(`${name} is not asked`, { exitCode: 1 })
        await writeWitnesses(pool, left)
      }),
    )
  return key
}
