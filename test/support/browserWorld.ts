/** A running office with people in it, and a browser to meet it with. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { furnishWith, type Desk } from './demoPlaces.ts'
import { runningServer, type RunningServer } from './runningServer.ts'

/** The pages of the workbench as their sources are. */
export const buildWorkbench = (): void => {
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'buildWorkbench.mjs')])
}

/** Chromium without a window. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // As root Chromium has no sandbox of its own; it only meets our own server.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })

export interface BrowserWorld extends AsyncDisposable {
  readonly server: RunningServer
  readonly browser: Browser
  readonly desks: readonly Desk[]
}

/** The workbench of the sources as they are, and the people of the demo world whose units stand below the codes of `areas`. */
export async function browserWorld(areas: readonly string[]): Promise<BrowserWorld> {
  buildWorkbench()
  let desks: readonly Desk[] = []
  const server = await runningServer({
    furnish: async (data) => {
      desks = await furnishWith(data, areas)
    },
  })
  const browser = await launchBrowser()
  return {
    server,
    browser,
    desks,
    async [Symbol.asyncDispose]() {
      await browser.close()
      await server[Symbol.asyncDispose]()
    },
  }
}
