import type { Page } from 'playwright-core'

/**
 * What is wrong with a page of the workbench from now on, as it comes: errors and warnings of the console, errors of scripts,
 * requests to anywhere but `address`. `meets`: statuses of refusals that the test means to meet; browsers report each as an error.
 */
export function watchPage(page: Page, address: string, meets: readonly number[] = []): string[] {
  const wrong: string[] = []
  page.on('console', (message) => {
    const isMeant = meets.some((status) => message.text().includes(`status of ${String(status)}`))
    if (['error', 'warning'].includes(message.type()) && !isMeant) wrong.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => wrong.push(`page: ${error.message}`))
  page.on('request', (request) => {
    if (![`${address}/`, 'blob:', 'data:'].some((start) => request.url().startsWith(start)))
      wrong.push(`asks ${request.url()}`)
  })
  return wrong
}
