/** Accounts of others, for the security administrator: each act with a reason, kept in the audit log. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Select } from 'antd'
import { useDeferredValue, useId, useState, type SubmitEvent, type ReactNode } from 'react'
import { ask, read } from '../doors/ask.ts'
import type { Spoken } from '../doors/shapes.ts'
import { PersonPicker } from '../forms/PersonPicker.tsx'
import { useSpoken } from '../language.ts'
import { notice } from '../shell/Notice.tsx'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { useAccountWords } from './words.ts'
import { modalPlace } from '../shell/modalPlace.ts'

interface AccountRow {
  readonly person: string
  readonly login: string
  readonly name: string
  readonly disabled?: string
  readonly mustChange: boolean
  readonly required: boolean
  readonly totp: boolean
  readonly passkeys: number
  readonly subjects: number
  readonly posts: readonly { readonly postName: Spoken; readonly unitName: Spoken }[]
}

interface Given {
  readonly login?: string
  readonly oneTimePassword?: string
}

const ACTS = ['password', 'reset-factors', 'end-sessions', 'disable', 'enable', 'unbind'] as const
type Act = (typeof ACTS)[number]

export function AccountsPage() {
  const own = useAccountWords()
  const spoken = useSpoken()
  const queries = useQueryClient()
  usePageTitle(own.admin.title)
  const id = useId()
  const [q, setQ] = useState('')
  const sought = useDeferredValue(q.trim())
  const [acting, setActing] = useState<AccountRow | 'new'>()
  const [given, setGiven] = useState<Given>()
  const accounts = useQuery({
    queryKey: ['accounts', sought],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read<{ items: readonly AccountRow[] }>(`/api/admin/accounts?q=${encodeURIComponent(sought)}`, signal),
  })

  const done = (answer: Given) => {
    setActing(undefined)
    if (answer.oneTimePassword === undefined) notice.set(own.admin.done)
    else setGiven(answer)
    void queries.invalidateQueries({ queryKey: ['accounts'] })
  }
  const factorsOf = ({ totp, passkeys, required }: AccountRow): string => {
    const parts = [...(totp ? [own.totp] : []), ...(passkeys > 0 ? [own.admin.passkeys(passkeys)] : [])]
    if (parts.length > 0) return parts.join(' · ')
    return required ? own.admin.missing : own.admin.none
  }

  return (
    <>
      <h1>{own.admin.title}</h1>
      <div className="inline-form">
        <label htmlFor={`${id}q`}>{own.admin.find}</label>
        <Input id={`${id}q`} type="search" value={q} onChange={({ target }) => setQ(target.value)} />
        <Button type="primary" onClick={() => setActing('new')}>
          {own.admin.make}
        </Button>
      </div>
      {accounts.isPending && <Reading />}
      {accounts.isError && <Problem error={accounts.error} again={() => void accounts.refetch()} />}
      {accounts.data !== undefined && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={own.admin.title}>
          <table className="plain-table">
            <thead>
              <tr>
                {[own.admin.login, own.admin.name, own.admin.posts, own.admin.factors, own.admin.state].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
                <th scope="col">{own.admin.act}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.data.items.map((row) => (
                <tr key={row.person}>
                  <td>{row.login}</td>
                  <td>{row.name}</td>
                  <td>
                    {row.posts
                      .map(({ unitName, postName }) => `${spoken(unitName)} ${spoken(postName)}`)
                      .join('；')}
                  </td>
                  <td>{factorsOf(row)}</td>
                  <td>
                    {row.disabled !== undefined
                      ? own.admin.disabled
                      : row.mustChange
                        ? own.admin.mustChange
                        : own.admin.inUse}
                  </td>
                  <td>
                    <Button
                      type="link"
                      aria-label={own.admin.actOn(row.login)}
                      onClick={() => setActing(row)}
                    >
                      {own.admin.act}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {acting === 'new' && <NewAccount done={done} close={() => setActing(undefined)} />}
      {acting !== undefined && acting !== 'new' && (
        <ActOn account={acting} done={done} close={() => setActing(undefined)} />
      )}
      {given?.oneTimePassword !== undefined && (
        <Modal
          getContainer={modalPlace}
          open
          title={own.admin.oneTime}
          onCancel={() => setGiven(undefined)}
          footer={
            <Button type="primary" onClick={() => setGiven(undefined)}>
              {own.codesKept}
            </Button>
          }
        >
          <p>{own.admin.oneTimeSays}</p>
          <p>
            {given.login} <code className="secret">{given.oneTimePassword}</code>
          </p>
        </Modal>
      )}
    </>
  )
}

interface FormProps {
  readonly done: (answer: Given) => void
  readonly close: () => void
}

function ActOn({ account, done, close }: FormProps & { readonly account: AccountRow }) {
  const own = useAccountWords()
  const id = useId()
  const [act, setAct] = useState<Act>('password')
  const offered = ACTS.filter(
    (one) =>
      (one !== 'enable' || account.disabled !== undefined) &&
      (one !== 'disable' || account.disabled === undefined) &&
      (one !== 'unbind' || account.subjects > 0),
  )
  return (
    <ReasonedForm
      title={`${account.login} ${account.name}`}
      path={`/api/admin/accounts/${account.person}/${act}`}
      more={{}}
      label={own.admin.acts[act]}
      done={done}
      close={close}
    >
      <label htmlFor={`${id}act`}>{own.admin.act}</label>
      <Select<Act>
        id={`${id}act`}
        value={act}
        onChange={setAct}
        options={offered.map((value) => ({ value, label: own.admin.acts[value] }))}
      />
    </ReasonedForm>
  )
}

function NewAccount({ done, close }: FormProps) {
  const own = useAccountWords()
  const id = useId()
  const [person, setPerson] = useState<readonly string[]>([])
  const [login, setLogin] = useState('')
  return (
    <ReasonedForm
      title={own.admin.make}
      path="/api/admin/accounts"
      more={{ person: person[0], login }}
      label={own.admin.make}
      done={done}
      close={close}
    >
      <p>{own.admin.making}</p>
      <label htmlFor={`${id}person`}>{own.admin.person}</label>
      <PersonPicker id={`${id}person`} names={{}} value={person} change={setPerson} />
      <label htmlFor={`${id}login`}>{own.admin.login}</label>
      <Input
        id={`${id}login`}
        required
        maxLength={100}
        autoComplete="off"
        value={login}
        onChange={({ target }) => setLogin(target.value)}
      />
    </ReasonedForm>
  )
}

interface ReasonedFormProps extends FormProps {
  readonly title: string
  readonly path: string
  readonly more: object
  readonly label: string
  readonly children: ReactNode
}

function ReasonedForm({ title, path, more, label, done, close, children }: ReasonedFormProps) {
  const words = useWords()
  const own = useAccountWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [says, setSays] = useState<string>()

  async function send(event: SubmitEvent) {
    event.preventDefault()
    const answered = await ask<Given>(path, { method: 'POST', json: { ...more, reason } })
    if ('body' in answered) done(answered.body)
    else setSays(answered.problem.refused[0]?.says ?? words.broken)
  }

  return (
    <Modal getContainer={modalPlace} open title={title} footer={null} onCancel={close}>
      <form className="sign-in-form" onSubmit={(event) => void send(event)}>
        {children}
        <label htmlFor={`${id}reason`}>{own.admin.reason}</label>
        <Input
          id={`${id}reason`}
          required
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div role="alert">
          {says !== undefined && <Alert type="error" showIcon title={says} role="none" />}
        </div>
        <Button type="primary" htmlType="submit">
          {label}
        </Button>
      </form>
    </Modal>
  )
}
