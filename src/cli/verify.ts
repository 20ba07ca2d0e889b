// `zhunsheng verify [--json] [--checkpoint FILE] [--key VKEY]`: exit 0 sound, 1 tampered, 2 could not check.

import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { Pool } from 'pg'
import type { Lang } from './calendar.ts'
import type { VerifySettings, VerifyReport } from '#store/verify/verifyAll.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'

/** What verify needs from the installation; `pool` as the owner role. */
export interface VerifyWorld extends Pick<
  VerifySettings,
  'recompute' | 'evidence' | 'readNumber' | 'tolerance' | 'digests' | 'master'
> {
  readonly pool: Pool
  readonly now: VerifySettings['now']
  readonly close: () => Promise<void>
}

export interface VerifyOptions {
  readonly json?: boolean
  /** A file with a checkpoint that somebody outside kept. */
  readonly checkpoint?: string
  /** The vkey of the journal's log, as somebody else knows it. */
  readonly key?: string
  readonly lang?: Lang
}

export const verifyExit = { sound: 0, tampered: 1, couldNotCheck: 2 } as const

export interface VerifyOutput {
  readonly exit: (typeof verifyExit)[keyof typeof verifyExit]
  readonly text: string
}

/** Never throws: whatever keeps it from checking is exit 2, with the reason. */
export async function runVerify(
  openWorld: () => Promise<VerifyWorld>,
  options: VerifyOptions,
  progress?: (entries: number) => void,
): Promise<VerifyOutput> {
  try {
    const kept = options.checkpoint === undefined ? [] : [readFileSync(options.checkpoint, 'utf8')]
    const world = await openWorld()
    try {
      const { pool, now, recompute, evidence, readNumber, tolerance, digests, master } = world
      const result = await verifyAll(pool, {
        ...{ now, recompute, evidence, readNumber, kept },
        ...(digests === undefined ? {} : { digests }),
        ...(master === undefined ? {} : { master }),
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(options.key === undefined ? {} : { knownKeys: { journal: options.key } }),
        ...(progress === undefined ? {} : { progress }),
      })
      if ('cannot' in result) return couldNot(result.cannot, options)
      return {
        exit: exitOf(result),
        text: options.json === true ? JSON.stringify(result, undefined, 2) : reportText(result, options.lang),
      }
    } finally {
      await world.close()
    }
  } catch (error) {
    return couldNot(error instanceof Error ? error.message : String(error), options)
  }
}

export function verifyCommand(openWorld: () => Promise<VerifyWorld>): Command {
  return new Command('verify')
    .description('compute everything again from the entries and name what does not fit')
    .option(
      '--json',
      'one JSON object: sound, entries, records, files, logSize, checkpoint, pending, findings, outdated',
    )
    .option('--checkpoint <file>', 'a checkpoint kept outside: shows whether the log was cut back or forked')
    .option('--key <vkey>', 'the key of the journal’s log as known from elsewhere')
    .option('--lang <lang>', 'zh or en', 'zh')
    .action(async (options: VerifyOptions) => {
      const onTerminal = process.stderr.isTTY && options.json !== true
      const { exit, text } = await runVerify(
        openWorld,
        options,
        onTerminal ? (entries) => process.stderr.write(`\r${entries} …`) : undefined,
      )
      if (onTerminal) process.stderr.write('\r')
      console.log(text)
      process.exitCode = exit
    })
}

function exitOf({ sound, findings }: VerifyReport): VerifyOutput['exit'] {
  if (sound) return verifyExit.sound
  return findings.length > 0 ? verifyExit.tampered : verifyExit.couldNotCheck
}

function couldNot(why: string, { json, lang }: VerifyOptions): VerifyOutput {
  const says = lang === 'en' ? `Could not check: ${why}` : `无法检查：${why}`
  return { exit: verifyExit.couldNotCheck, text: json === true ? JSON.stringify({ cannot: why }) : says }
}

function reportText(report: VerifyReport, lang: Lang = 'zh'): string {
  const { entries, records, files, logSize, pending, findings, notes, sound } = report
  const counts =
    lang === 'en'
      ? `${entries} entries of ${records} records, ${files} files; ${logSize} leaves in the log, ${pending} pending`
      : `${records} 个记录，${entries} 条，${files} 个文件；日志 ${logSize} 叶，待入日志 ${pending} 条`
  const verdict = sound
    ? { zh: '完好：全部相符。', en: 'Sound: everything fits.' }
    : findings.length > 0
      ? { zh: `不符 ${findings.length} 处：`, en: `${findings.length} things do not fit:` }
      : { zh: '已核对的全部相符。', en: 'Everything that was compared fits.' }
  return [
    counts,
    ...notes.map((note) => `* ${note[lang]}`),
    verdict[lang],
    ...findings.map(({ what, says }) => `- ${what}: ${says[lang]}`),
  ].join('\n')
}
