/**
 * Pages are written as tagged templates and rendered by preact, which escapes everything that is put in
 * (docs/decisions/0005-portal-html.md). Nothing here ever uses `dangerouslySetInnerHTML`.
 */
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A piece of a page; several, in order; or nothing. */
export type Html = VNode | readonly VNode[] | undefined

export { html }

export const documentOf = (root: VNode): string => `<!doctype html>${renderToString(root)}`
