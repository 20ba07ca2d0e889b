/**
 * From a mention to an entity, and from an entity to those it may be the same as. The machine shows what speaks for it;
 * whoever answers gives a reason, and both answers are records that can be taken up again.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask, read } from '../doors/ask.ts'
import type { Done } from '../doors/shapes.ts'
import { useSending } from '../forms/sending.ts'
import { languageNow, useSpoken } from '../language.ts'
import { Reading } from '../shell/Reading.tsx'
import type { GraphActs } from './graphActs.ts'
import type { Picture } from './picture.ts'
import type { GraphNode, ProposalsAnswer } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface EntityActsProps {
  readonly node: GraphNode
  readonly picture: Picture
  readonly acts: GraphActs
}

export function EntityActs({ node, picture, acts }: EntityActsProps) {
  if (node.kind === 'entity') return <Proposals key={node.key} node={node} acts={acts} />
  return node.kind === 'person' || node.kind === 'company' ? (
    <StateEntity key={node.key} node={node} picture={picture} acts={acts} />
  ) : null
}

/** The kinds of number an entity has, by the kind of node. */
const numberKinds: Readonly<Record<string, string>> = {
  phone: 'phone',
  account: 'account',
  idNumber: 'identity',
  creditCode: 'creditCode',
  plate: 'plate',
  number: 'other',
}

function StateEntity({ node, picture, acts }: EntityActsProps) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const { send, isSending } = useSending()
  const [says, setSays] = useState('')
  const around = [...picture.lines.values()]
    .filter(({ a, b }) => a === node.key || b === node.key)
    .flatMap(({ a, b }) => picture.nodes.get(a === node.key ? b : a) ?? [])
  const holder = around.find(({ record }) => record?.type === 'clue' || record?.type === 'case')?.record
  if (holder === undefined) return <p className="faint">{words.needsRecord}</p>

  async function state(on: NonNullable<GraphNode['record']>) {
    const identifiers = around.flatMap(({ kind, label }) => {
      const number = numberKinds[kind]
      return number === undefined ? [] : [{ kind: number, value: spoken(label) }]
    })
    const addresses = around.filter(({ kind }) => kind === 'address').map(({ label }) => spoken(label))
    const answer = await send({
      path: '/api/records/entity/actions/state',
      input: {
        ...{ kind: node.kind, name: spoken(node.label), [on.type]: on.id, mention: node.key },
        ...(identifiers.length === 0 ? {} : { identifiers }),
        ...(addresses.length === 0 ? {} : { addresses }),
      },
    })
    if (answer === undefined) return
    if ('problem' in answer) {
      setSays(answer.problem.refused.map((one) => one.says).join(' '))
      return
    }
    setSays(words.stated)
    await acts.expand(node.key)
  }
  return (
    <p>
      <Button
        loading={isSending}
        onClick={() => {
          void state(holder)
        }}
      >
        {words.state}
      </Button>{' '}
      <span role="status">{says}</span>
    </p>
  )
}

function Proposals({ node, acts }: Pick<EntityActsProps, 'node' | 'acts'>) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const id = node.record?.id ?? ''
  const proposals = useQuery({
    queryKey: ['graph', 'proposals', id, languageNow()],
    enabled: id !== '',
    retry: false,
    queryFn: ({ signal }) => read<ProposalsAnswer>(`/api/graph/proposals/${id}`, signal),
  })
  if (proposals.isPending) return <Reading />
  const items = proposals.data?.items ?? []
  return (
    <section>
      <h3>{words.proposals}</h3>
      {items.length === 0 && <p className="faint">{words.noProposals}</p>}
      <ul className="graph-proposals">
        {items.map((item) => (
          <li key={item.node.key}>
            <Button
              type="link"
              onClick={() => {
                void acts.add(item.node)
              }}
            >
              {spoken(item.node.label)}
            </Button>{' '}
            <span className="faint">{item.node.record?.number}</span>
            <ul>
              {item.signs.map(({ kind, says }) => (
                <li key={`${kind} ${says}`}>
                  {(words.signs as Readonly<Record<string, string>>)[kind] ?? kind} {says}
                </li>
              ))}
            </ul>
            {item.stated ? (
              <Verdict one={node} item={item} acts={acts} />
            ) : (
              <span className="faint">{words.statedFirst}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Verdict({
  one,
  item,
  acts,
}: {
  readonly one: GraphNode
  readonly item: ProposalsAnswer['items'][number]
  readonly acts: GraphActs
}) {
  const words = useGraphWords()
  const queries = useQueryClient()
  const [reasons, setReasons] = useState('')
  const [says, setSays] = useState('')
  const [isBusy, setIsBusy] = useState(false)

  async function answer(action: 'merge' | 'refuse') {
    setIsBusy(true)
    const post = (path: string, json: unknown) =>
      ask<Done>(path, { method: 'POST', json, headers: { 'idempotency-key': crypto.randomUUID() } })
    const proposed = await post('/api/records/entityMatch/actions/propose', {
      about: `${one.record?.number ?? ''} · ${item.node.record?.number ?? ''}`,
      one: one.record?.id,
      other: item.node.record?.id,
      signs: item.signs.map(({ kind, says: said }) => ({ kind, ...(said === '' ? {} : { says: said }) })),
    })
    const done =
      'problem' in proposed
        ? proposed
        : await post(`/api/records/entityMatch/${proposed.body.id}/actions/${action}`, { reasons })
    setIsBusy(false)
    if ('problem' in done) {
      setSays(done.problem.refused.map((refused) => refused.says).join(' '))
      return
    }
    setSays(words.decided)
    await acts.expand(one.key)
    await queries.invalidateQueries({ queryKey: ['graph', 'proposals'] })
  }
  return (
    <div className="graph-verdict">
      <Input
        value={reasons}
        aria-label={words.reasons}
        placeholder={words.reasons}
        maxLength={1000}
        onChange={(event) => {
          setReasons(event.target.value)
        }}
      />
      <Button
        disabled={reasons.trim() === '' || isBusy}
        onClick={() => {
          void answer('merge')
        }}
      >
        {words.same}
      </Button>
      <Button
        disabled={reasons.trim() === '' || isBusy}
        onClick={() => {
          void answer('refuse')
        }}
      >
        {words.notSame}
      </Button>
      <span role="status">{says}</span>
    </div>
  )
}
