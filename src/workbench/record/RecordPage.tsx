/** One record as its reader may see it, and what they can do with it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { Refused } from '../doors/ask.ts'
import { recordQuery, typesQuery } from '../doors/queries.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { findJudgedParts } from '../forms/judgedParts.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { notice } from '../shell/Notice.tsx'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { ActionList } from './ActionList.tsx'
import { Deadlines } from './Deadlines.tsx'
import { ToHandOver } from './ToHandOver.tsx'
import { Documents } from './Documents.tsx'
import { Fields } from './Fields.tsx'
import { FromHere } from './FromHere.tsx'
import { Standing } from './Standing.tsx'
import { Signatures } from './Signatures.tsx'
import { Way } from './Way.tsx'

const ActionForm = lazy(async () => ({ default: (await import('../forms/ActionForm.tsx')).ActionForm }))
const HistoryTab = lazy(async () => ({ default: (await import('./HistoryTab.tsx')).HistoryTab }))
const LinksTab = lazy(async () => ({ default: (await import('./LinksTab.tsx')).LinksTab }))
const EarlierTab = lazy(async () => ({ default: (await import('./EarlierTab.tsx')).EarlierTab }))
const AccessTab = lazy(async () => ({ default: (await import('./AccessTab.tsx')).AccessTab }))

export function RecordPage() {
  const spoken = useSpoken()
  useLanguage()
  const words = useWords()
  const at = useParams({ from: '/records/$type/$id' })
  const types = useQuery(typesQuery)
  const record = useQuery(recordQuery(at))
  const type = types.data?.find(({ name }) => name === at.type)
  usePageTitle(type && [spoken(type.label), record.data?.number].join(' ').trim())
  if (record.isError) {
    const isGone = record.error instanceof Refused && record.error.problem.status === 404
    return isGone ? (
      <p className="empty" role="alert">
        {words.record.notReached}
      </p>
    ) : (
      <Problem error={record.error} again={() => void record.refetch()} />
    )
  }
  if (types.isError) return <Problem error={types.error} again={() => void types.refetch()} />
  if (record.isPending || type === undefined) return <Reading />
  return <Shown record={record.data} type={type} />
}

function Shown({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const at = { type: record.type, id: record.id }
  const { tab = 'content', act } = useSearch({ from: '/records/$type/$id' })
  const go = (search: { readonly tab?: string; readonly act?: string }) =>
    navigate({ to: '/records/$type/$id', params: at, search })
  const kept = tab === 'content' ? {} : { tab }
  const offered = record.actions.find(({ name }) => name === act)
  const action = type.actions.find(({ name }) => name === offered?.name)
  const isJudgedAgainstEarlier = type.fields.some((field) => findJudgedParts(field, type.name) !== undefined)
  const seesContent = record.fields[type.title] !== undefined

  const sides = [
    { key: 'content', label: words.record.content, children: <Fields record={record} type={type} /> },
    {
      key: 'history',
      label: words.record.history,
      children: <HistoryTab at={at} type={type} record={record} />,
    },
    { key: 'links', label: words.record.links, children: <LinksTab record={record} type={type} /> },
    ...(seesContent && isJudgedAgainstEarlier
      ? [
          {
            key: 'earlier',
            label: words.record.earlier,
            children: <EarlierTab record={record} type={type} />,
          },
        ]
      : []),
    {
      key: 'access',
      label: words.record.access,
      children: <AccessTab at={at} type={type} record={record} />,
    },
  ]
  const shown = sides.find(({ key }) => key === tab) ?? sides[0]
  return (
    <article className="record">
      <header className="record-head">
        <p className="record-number">
          {spoken(type.label)} {record.number}
          <span className="faint"> · {words.record.version(record.version)}</span>
        </p>
        <h1>{record.title}</h1>
        <Way record={record} />
        <div className="record-bar">
          <Standing record={record} type={type} />
          <Button className="print" size="small" onClick={() => window.print()}>
            {words.record.print}
          </Button>
        </div>
      </header>
      <div className={offered === undefined ? 'record-sides' : 'record-sides acting'}>
        <div className="record-main">
          <nav className="views" aria-label={words.record.sides}>
            {sides.map(({ key, label }) => (
              <Link
                key={key}
                to="/records/$type/$id"
                params={at}
                search={{ ...(key === 'content' ? {} : { tab: key }), ...(act === undefined ? {} : { act }) }}
                aria-current={key === shown?.key ? 'page' : undefined}
                className={key === shown?.key ? 'active' : ''}
                activeProps={{}}
                replace
              >
                {label}
              </Link>
            ))}
          </nav>
          <Suspense fallback={<Reading />}>{shown?.children}</Suspense>
        </div>
        <aside aria-label={words.record.actions}>
          {offered !== undefined && action !== undefined ? (
            <Suspense fallback={<Reading />}>
              <ActionForm
                key={`${record.id} ${action.name}`}
                type={type}
                action={action}
                input={offered.input}
                record={record}
                cancel={() => void go(kept)}
                done={({ inReach }) => {
                  const isLost = inReach === false
                  // Said once the form is gone.
                  void (isLost ? navigate({ to: '/' }) : go(kept)).then(() => {
                    const says = words.form.done(offered.label)
                    notice.set(isLost ? `${says} ${words.record.leftReach(record.number)}` : says)
                  })
                  void queries.invalidateQueries({
                    predicate: ({ queryKey: [kind, , id] }) =>
                      !['types', 'session', 'demo'].includes(String(kind)) && !(isLost && id === record.id),
                  })
                }}
              />
            </Suspense>
          ) : (
            <>
              <ActionList record={record} type={type} choose={(name) => void go({ ...kept, act: name })} />
              <FromHere record={record} type={type} />
              <ToHandOver record={record} />
              <Deadlines record={record} />
              <Signatures record={record} type={type} />
              <Documents record={record} type={type} />
            </>
          )}
        </aside>
      </div>
    </article>
  )
}
