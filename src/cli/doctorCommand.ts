/** `zhunsheng doctor [--json]`: exit 0 healthy, 1 problems. */
import { Command } from 'commander'
import { now } from '#server/compose.ts'
import { diagnose, type Diagnosis } from './doctor.ts'
import { settingsOf, type DataOption } from './installation.ts'
import { print } from './terminal.ts'

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('settings, versions, addresses, and what is wrong')
    .option('--json', 'one JSON object')
    .option('--data <dir>', 'the folder of the installation')
    .action(async (options: DataOption & { json?: true }) => {
      const from =
        options.data !== undefined
          ? 'command line'
          : process.env['ZS_DATA'] === undefined
            ? 'default'
            : 'environment'
      const diagnosis = await diagnose(settingsOf(options), process.env, from, now())
      print(options.json === true ? JSON.stringify(diagnosis, undefined, 2) : inWords(diagnosis))
      process.exitCode = diagnosis.problems.some(({ weight }) => weight === 'problem') ? 1 : 0
    })

function inWords(diagnosis: Diagnosis): string {
  const { settings, versions, address, running, freeBytes, databaseUrl, installation, problems } = diagnosis
  return [
    `zhunsheng ${versions.zhunsheng} · node ${versions.node} · PostgreSQL ${versions.postgres}`,
    `${address} ${running ? 'answers' : 'does not answer'}`,
    ...(databaseUrl === undefined ? [] : [`databaseUrl ${databaseUrl}`]),
    `free disk ${(freeBytes / 1024 ** 3).toFixed(1)} GiB`,
    '',
    ...settings.map(({ name, value, from, says }) => `${name.padEnd(18)} ${value}  (${from}) · ${says}`),
    ...(installation === undefined ? [] : ['', ...insideInWords(installation)]),
    '',
    ...(problems.length === 0 ? ['Healthy.'] : []),
    ...problems.map(({ weight, says, do: what }) => `${weight === 'problem' ? '!' : '·'} ${says} → ${what}`),
  ].join('\n')
}

function insideInWords(inside: NonNullable<Diagnosis['installation']>): readonly string[] {
  const { records, entries, calendar, logs, witnesses, keys, exchange, coverage } = inside
  const waiting = Object.values(inside.outdated).reduce((sum, count) => sum + count, 0)
  return [
    `${records} records, ${entries} entries; migrations ${inside.migrationsAreCurrent ? 'current' : 'NOT current'}${waiting === 0 ? '' : `; ${String(waiting)} records wait for being projected anew`}`,
    `calendar ${calendar.known.join(' ')}${calendar.provisional.map((year) => ` ${year}(provisional)`).join('')}`,
    ...logs.map(
      ({ log, size, waiting, key }) =>
        `log ${log}: ${size} leaves, ${waiting} waiting, ${key ?? 'no key yet'}`,
    ),
    ...witnesses.map(
      ({ name, url, cosignedLast }) =>
        `witness ${name} ${url}${cosignedLast ? '' : ' (not on the last checkpoint)'}`,
    ),
    `keys ${keys.join(' ')}`,
    ...exchange.map(
      ({ institution, out, in: waiting, done, aside }) =>
        `exchange ${institution}: ${out} out, ${waiting} in, ${done} done, ${aside} aside`,
    ),
    `${coverage.vacantPosts} of ${coverage.requiredPosts} required posts vacant; ${coverage.recordsWithNobody} records with nobody`,
  ]
}
