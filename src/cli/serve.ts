/**
 * `zhunsheng serve`: starts the database, brings in what a new installation holds, opens the doors.
 *
 * The port answers from the first second: 503 and how far it is while the installation is being prepared
 * (preparing.ts), then the application. SIGINT and SIGTERM (npm and the terminal may both send one) stop everything in order.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { installRulebook } from '#server/bootstrap.ts'
import { composeDoors, composeOffice, openSigners, startJobs } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { findDemo } from '#server/demo/findDemo.ts'
import { keyTestimony } from '#server/keyTestimony.ts'
import { countRecords, reprojectTypes } from '#server/jobs/reprojectTypes.ts'
import { settingsFrom, type Settings, type Wanted } from '#server/settings.ts'
import { giveBackStart } from './giveBackStart.ts'
import { makeDemoApart, type DayMade } from './makeDemoApart.ts'
import { preparing } from './preparing.ts'
import { refuseUnreadable } from './refuseUnreadable.ts'

export interface Served {
  readonly address: string
  /** Resolves when everything has stopped. */
  stop(): Promise<void>
}

export interface ServeWishes {
  /** A line for the person at the terminal. */
  readonly tell: (line: string) => void
  /** A line for the log. */
  readonly log: (line: string) => void
}

/** Five minutes, as Node has it, would cut off whoever sends a video from a village: 200 MB at half a megabit a second. Assumed. */
const LONGEST_UPLOAD = 3_600_000

async function serve(settings: Settings, { tell, log }: ServeWishes): Promise<Served> {
  let app: FastifyInstance | undefined
  const before = preparing()
  const server = createServer({ requestTimeout: LONGEST_UPLOAD }, (request, response) => {
    if (app === undefined) before.answer(request, response)
    else app.routing(request, response)
  })
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const address = `http://${settings.host}:${String(port)}`
  const closeServer = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      // Whoever is still connected has had time to be answered.
      setTimeout(() => server.closeAllConnections(), 5000).unref()
    })

  await using starting = new AsyncDisposableStack()
  starting.defer(closeServer)
  const database = starting.use(await openDatabase(settings, { log }))
  if (!database.owned)
    throw new Error(`Another zhunsheng runs on ${settings.data}. Stop it, or give --data another folder.`)
  const composed = await composeOffice(settings, database, log)
  const signers = await openSigners(settings, database, composed)
  let told: string | undefined
  const onDay = ({ day, clues }: DayMade) => {
    const month = day.slice(0, 7)
    before.say({ step: 'world', month, share: clues / Math.max(1, settings.demoClues) })
    if (month === told) return
    told = month
    tell(`  演示世界 ${month}:线索 ${String(clues)} 件 · demo world ${month}: ${String(clues)} clues`)
  }
  if (settings.world === 'demo' && (await findDemo(database)) === undefined) {
    await makeDemoApart(settings, onDay)
    await composed.realm.reload()
  }
  const demo = await findDemo(database)
  before.say({ step: 'doors' })
  const installed = await installRulebook(composed.office, composed.realm)
  if (installed > 0) tell(`制度数据 ${String(installed)} 项已安装 · ${String(installed)} rule sets installed`)
  if (composed.outdated.length > 0) {
    const counts = await countRecords(database.ownerPool, composed.outdated)
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const { records, leftAside } = await reprojectTypes(composed.recomputing, composed.outdated, {
      told: (done) => before.say({ step: 'records', share: done / Math.max(1, all) }),
    })
    await composed.realm.reload()
    tell(`按新程序重算 ${String(records)} 个记录 · ${String(records)} records projected anew`)
    for (const id of leftAside)
      log(`projecting anew: record ${id} was left as it is; zhunsheng verify says what is wrong with it`)
    before.say({ step: 'doors' })
  }
  const testimony = keyTestimony(composed.office, database.ownerPool)
  for (const key of composed.keys.centre.all()) await testimony.know(key)
  const doors = await composeDoors(settings, database, composed, demo?.accounts, log)
  starting.defer(() => doors.close())
  await doors.ready()
  app = doors
  const jobs = startJobs(database, composed, signers, log)
  starting.defer(() => jobs.stop())
  const giving = giveBackStart()
  starting.defer(() => giving.stop())

  const running = starting.move()
  let stopped: Promise<void> | undefined
  return { address, stop: () => (stopped ??= running.disposeAsync()) }
}

/** Serves until a signal comes; for the command line. */
export async function serveUntilStopped(wanted: Wanted): Promise<void> {
  const settings = settingsFrom(process.env, wanted)
  const tell = (line: string) => process.stdout.write(`${line}\n`)
  const served = await serve(settings, { tell, log: (line) => process.stderr.write(`${line}\n`) })
  tell(`准绳 · Zhunsheng  ${served.address}`)
  tell(`  举报 report    ${served.address}/report`)
  tell(`  查询 progress  ${served.address}/progress`)
  tell(`  工作台 workbench ${served.address}/workbench/`)
  if (settings.world === 'demo') tell(`  演示账号 demo accounts  ${served.address}/api/demo`)
  await new Promise<void>((resolve) => {
    const stop = () => {
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
  tell('正在停止 · stopping')
  await served.stop()
}
