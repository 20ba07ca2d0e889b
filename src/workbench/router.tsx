/** The addresses of the workbench. Heavy screens come when they are opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ListSearch } from './lists/listSearch.ts'
import { NoPage } from './shell/NoPage.tsx'
import { Shell } from './shell/Shell.tsx'
import type { SearchAsked } from './search/searched.ts'
import { isPart, type Part } from './work/deskParts.ts'
import { MyWorkPage } from './work/MyWorkPage.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage })

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const work = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: ({ part }: Record<string, unknown>): { readonly part?: Part } =>
    isPart(part) && part !== 'owed' ? { part } : {},
  component: MyWorkPage,
})

const list = createRoute({
  getParentRoute: () => root,
  path: '/records/$type',
  validateSearch: (search: Record<string, unknown>): ListSearch =>
    Object.fromEntries(
      ['view', 'state', 'q', 'unit', 'handler', 'due', 'sort'].flatMap((name) => {
        const value = search[name]
        const given = typeof value === 'number' ? String(value) : text(value)
        return given === undefined ? [] : [[name, given]]
      }),
    ),
  component: lazyRouteComponent(() => import('./lists/ListPage.tsx'), 'ListPage'),
})

/** `tab`: which side of the record; `act`: which action is being filled in. */
export interface RecordSearch {
  readonly tab?: string
  readonly act?: string
}
const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$type/$id',
  validateSearch: (search: Record<string, unknown>): RecordSearch => {
    const [tab, act] = [text(search['tab']), text(search['act'])]
    return { ...(tab === undefined ? {} : { tab }), ...(act === undefined ? {} : { act }) }
  },
  component: lazyRouteComponent(() => import('./record/RecordPage.tsx'), 'RecordPage'),
})

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (given: Record<string, unknown>): SearchAsked =>
    Object.fromEntries(
      ['q', 'type', 'state', 'year'].flatMap((name) => {
        const value = given[name]
        const asked = typeof value === 'number' ? String(value) : text(value)
        return asked === undefined ? [] : [[name, asked]]
      }),
    ),
  component: lazyRouteComponent(() => import('./search/SearchPage.tsx'), 'SearchPage'),
})

/** `about`: the record it is opened from, as `<type>/<id>`. */
export interface OpeningSearch {
  readonly about?: string
}
const opening = createRoute({
  getParentRoute: () => root,
  path: '/new/$type/$action',
  validateSearch: (search: Record<string, unknown>): OpeningSearch => {
    const about = text(search['about'])
    return about === undefined ? {} : { about }
  },
  component: lazyRouteComponent(() => import('./forms/OpeningPage.tsx'), 'OpeningPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/AccountPage.tsx'), 'AccountPage'),
})

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./account/AccountsPage.tsx'), 'AccountsPage'),
})

const special = createRoute({
  getParentRoute: () => root,
  path: '/pages/$page',
  validateSearch: (search: Record<string, unknown>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(search).flatMap(([name, value]) => {
        const given = typeof value === 'number' ? String(value) : text(value)
        return given === undefined ? [] : [[name, given]]
      }),
    ),
  component: lazyRouteComponent(() => import('./shell/SpecialPage.tsx'), 'SpecialPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([work, list, search, record, opening, special, account, accounts]),
  basepath: '/workbench',
  defaultPreload: false,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
