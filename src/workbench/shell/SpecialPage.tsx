/** The page that `pages` has under the name in the address. */
import { useParams } from '@tanstack/react-router'
import { lazy, type ComponentType } from 'react'
import { useSpoken } from '../language.ts'
import { NoPage } from './NoPage.tsx'
import { pages } from './pages.ts'
import { usePageTitle } from './pageTitle.ts'

const components: ReadonlyMap<string, ComponentType> = new Map(
  pages.map(({ name, load }) => [name, lazy(load)]),
)

export function SpecialPage() {
  const spoken = useSpoken()
  const { page } = useParams({ from: '/pages/$page' })
  const found = pages.find(({ name }) => name === page)
  usePageTitle(found && spoken(found.label))
  const Component = components.get(page)
  return Component === undefined ? <NoPage /> : <Component key={page} />
}
