/**
 * What axe finds wrong with a page. It is brought into a document once, asked for what is wrong only, and stays in the page: the
 * client that axe's makers offer brings its half a megabyte each time and opens a second page besides, ten times as long.
 */
import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** `rule: the beginning of the element`, one for each. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // Evaluated and not loaded, so that the policy of the page has nothing to say.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { readonly axe: typeof axe }
    // Frames hold the files of people and no page of ours.
    const { violations } = await inPage.run(document, { resultTypes: ['violations'], iframes: false })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

/** Nobody is kept out by how a page is built. */
export async function isOpenToEverybody(page: Page, name: string): Promise<void> {
  assert.deepEqual(await violationsOf(page), [], name)
}
