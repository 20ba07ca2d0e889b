/** Which notices somebody wants, when, and where to beside the bell. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Radio, Select } from 'antd'
import { useId, useState, type SubmitEvent } from 'react'
import { ask } from '../doors/ask.ts'
import { notice } from '../shell/Notice.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import {
  noticeKinds,
  noticeSettingsQuery,
  type ChannelShape,
  type NoticeSettingsShape,
  type Wishes,
} from './notices.ts'
import './notices.css'
import { useNoticeWords } from './words.ts'

export function NoticeSettings() {
  const words = useNoticeWords()
  const settings = useQuery(noticeSettingsQuery)
  return (
    <section className="panel">
      <h2>{words.settings.title}</h2>
      {settings.isPending && <Reading />}
      {settings.isError && <Problem error={settings.error} again={() => void settings.refetch()} />}
      {settings.isSuccess && (
        <>
          <WishesForm settings={settings.data} />
          {settings.data.channels.map((channel) => (
            <ChannelForm key={channel.channel} channel={channel} origins={settings.data.webhooks} />
          ))}
        </>
      )}
    </section>
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: `${String(hour).padStart(2, '0')}:00`,
}))

function WishesForm({ settings }: { readonly settings: NoticeSettingsShape }) {
  const words = useNoticeWords()
  const own = words.settings
  const id = useId()
  const all = useWords()
  const queries = useQueryClient()
  const [wishes, setWishes] = useState(settings.wishes)
  const [says, setSays] = useState<string>()
  const change = (some: Partial<Wishes>) => setWishes({ ...wishes, ...some })

  async function save(event: SubmitEvent) {
    event.preventDefault()
    const answered = await ask('/api/me/notices', { method: 'POST', json: wishes })
    if ('problem' in answered) {
      setSays(answered.problem.refused[0]?.says ?? all.broken)
      return
    }
    setSays(undefined)
    await queries.invalidateQueries({ queryKey: ['notices'] })
    notice.set(own.saved)
  }

  const hour = (name: 'hour' | 'quietFrom' | 'quietTo') => (
    <>
      <label htmlFor={`${id}${name}`}>{own[name]}</label>
      <Select
        id={`${id}${name}`}
        value={wishes[name]}
        options={hours}
        onChange={(value: number) => change({ [name]: value })}
      />
    </>
  )
  return (
    <form className="notice-wishes" onSubmit={(event) => void save(event)}>
      <fieldset>
        <legend>{own.kinds}</legend>
        <Checkbox.Group
          value={[...wishes.kinds]}
          options={noticeKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={(chosen) => change({ kinds: noticeKinds.filter((kind) => chosen.includes(kind)) })}
        />
      </fieldset>
      <fieldset>
        <legend>{own.digest}</legend>
        <p>{own.digestSays}</p>
        <Checkbox checked={wishes.digest} onChange={({ target }) => change({ digest: target.checked })}>
          {own.digestWanted}
        </Checkbox>
        <div className="inline-form">
          {hour('hour')}
          {hour('quietFrom')}
          {hour('quietTo')}
        </div>
        <Checkbox checked={wishes.onDuty} onChange={({ target }) => change({ onDuty: target.checked })}>
          {own.onDuty}
        </Checkbox>
        <p id={`${id}language`} className="label">
          {own.language}
        </p>
        <Radio.Group
          aria-labelledby={`${id}language`}
          value={wishes.language}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={({ target }) => change({ language: target.value === 'en' ? 'en' : 'zh' })}
        />
      </fieldset>
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      <Button htmlType="submit">{own.save}</Button>
    </form>
  )
}

function ChannelForm({
  channel: { channel, offered, address, confirmed },
  origins,
}: {
  readonly channel: ChannelShape
  readonly origins: readonly string[]
}) {
  const own = useNoticeWords().settings
  const all = useWords()
  const id = useId()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState<string>()
  const [says, setSays] = useState<string>()
  if (!offered)
    return (
      <>
        <h3>{own.channels[channel]}</h3>
        <p className="faint">{own.notOffered[channel]}</p>
      </>
    )

  async function send(path: string, json: object | undefined) {
    const answered = await ask<{ readonly secret?: string } | undefined>(
      `/api/me/notices/${channel}${path}`,
      {
        ...(json === undefined ? { method: 'DELETE' } : { method: 'POST', json }),
      },
    )
    setSays('problem' in answered ? (answered.problem.refused[0]?.says ?? all.broken) : undefined)
    if ('body' in answered) {
      setTyped('')
      setCode('')
      setSecret(path === '' ? answered.body?.secret : undefined)
    }
    await queries.invalidateQueries({ queryKey: noticeSettingsQuery.queryKey })
  }
  const submits = (path: string, json: object) => (event: SubmitEvent) => {
    event.preventDefault()
    void send(path, json)
  }
  return (
    <>
      <h3>{own.channels[channel]}</h3>
      {address !== undefined && (
        <p className="notice-address">
          {address} · <strong>{confirmed === true ? own.confirmed : own.toConfirm}</strong>{' '}
          <Button size="small" onClick={() => void send('', undefined)}>
            {own.remove}
          </Button>
        </p>
      )}
      {secret !== undefined && (
        <p>
          {own.secret} <code className="secret">{secret}</code>
        </p>
      )}
      {address !== undefined && confirmed !== true && (
        <form className="inline-form" onSubmit={submits('/confirm', { code })}>
          <label htmlFor={`${id}code`}>{own.code}</label>
          <Input
            id={`${id}code`}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={6}
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
          <Button htmlType="submit">{own.confirm}</Button>
        </form>
      )}
      <form className="inline-form" onSubmit={submits('', { address: typed })}>
        <label htmlFor={`${id}address`}>{own.address[channel]}</label>
        <Input
          id={`${id}address`}
          type={channel === 'mail' ? 'email' : 'url'}
          required
          placeholder={channel === 'webhook' ? origins[0] : undefined}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit">{own.sendCode}</Button>
      </form>
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
    </>
  )
}
