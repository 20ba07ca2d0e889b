/**
 * One's own notices: which, when, and where to beside the bell.
 *
 *   GET    /api/me/notices                      wishes, and the addresses as far as they are set
 *   POST   /api/me/notices                      wishes
 *   POST   /api/me/notices/:channel {address}   sends a code there; a webhook's secret is answered this once
 *   POST   /api/me/notices/:channel/confirm {code}
 *   DELETE /api/me/notices/:channel
 */
import type { FastifyInstance } from 'fastify'
import { dayOf } from '#kernel/time.ts'
import {
  addressesOf,
  beginAddress,
  channels,
  confirmAddress,
  removeAddress,
  type Channel,
} from '../notices/addresses.ts'
import { codeLetter } from '../notices/digest.ts'
import { setWishes, wishesIn, wishesOf } from '../notices/wishes.ts'
import { partOf, personAt, type Door } from './door.ts'
import { freshSession } from './freshSession.ts'
import { isObject } from './jsonObject.ts'
import { bad } from './parameters.ts'

const notSent = bad('address', {
  zh: '可以送达的地址；验证码未能发出，请核对后重试',
  en: 'an address that can be reached: the code could not be sent there, check it and try again',
})
const tooSoon = bad('address', {
  zh: '一分钟后再试；刚刚已发出一个验证码',
  en: 'to wait a minute: a code was sent just now',
})
const wrongCode = bad('code', {
  zh: '最近一次发出的验证码；已过期或多次输错的须重新获取',
  en: 'the code that was sent last: one that is over, or was mistyped too often, has to be sent anew',
})

export function addNoticeSettingRoutes(app: FastifyInstance, door: Door): void {
  const findChannel = (name: string): Channel | undefined => channels.find((channel) => channel === name)
  const isOffered = (channel: Channel): boolean =>
    channel === 'mail' ? door.messengers.mail !== undefined : door.settings.notices.webhooks.length > 0

  app.get('/api/me/notices', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const known = await addressesOf(door, person)
    return {
      wishes: await wishesOf(door, person),
      channels: channels.map((channel) => {
        const found = known.find((one) => one.channel === channel)
        return {
          ...{ channel, offered: isOffered(channel) },
          ...(found === undefined ? {} : { address: found.address, confirmed: found.confirmed !== null }),
        }
      }),
      webhooks: door.settings.notices.webhooks,
    }
  })

  app.post('/api/me/notices', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const wishes = isObject(request.body) ? wishesIn(request.body) : undefined
    if (wishes === undefined) return door.refuse(request, reply, [{ because: 'malformed' }])
    await setWishes(door, person, wishes)
    return { wishes }
  })

  app.post('/api/me/notices/:channel', async (request, reply) => {
    const session = freshSession(door, request, reply)
    const person = session === undefined ? undefined : personAt(door, request, reply)
    if (person === undefined) return reply
    const channel = findChannel(partOf(request, 'channel'))
    if (channel === undefined || !isOffered(channel))
      return door.refuse(request, reply, [{ because: 'not found' }])
    const { address } = isObject(request.body) ? request.body : {}
    if (typeof address !== 'string' || !isAddress(door, channel, address))
      return door.refuse(
        request,
        reply,
        (channel === 'mail' ? badMail : badWebhook(door.settings.notices.webhooks)).refused,
      )
    const now = door.now()
    const begun = await beginAddress(door, person, { channel, address }, now)
    if (begun === undefined) return door.refuse(request, reply, tooSoon.refused)
    const minutes = door.realm.rulebookOn(dayOf(now)).number('notices.codeMinutes')
    const { language } = await wishesOf(door, person)
    const message = {
      id: door.newId(),
      ...codeLetter(begun.code, minutes, language),
      data: { about: 'code', code: begun.code },
    }
    try {
      await (channel === 'mail'
        ? door.messengers.mail?.(address, message)
        : door.messengers.webhook(address, message, begun.secret, now))
    } catch {
      return door.refuse(request, reply, notSent.refused)
    }
    return channel === 'webhook' ? { sent: true, secret: begun.secret } : { sent: true }
  })

  app.post('/api/me/notices/:channel/confirm', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const channel = findChannel(partOf(request, 'channel'))
    const { code } = isObject(request.body) ? request.body : {}
    if (channel === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    if (typeof code !== 'string' || !/^\d{6}$/.test(code))
      return door.refuse(request, reply, wrongCode.refused)
    const now = door.now()
    const rulebook = door.realm.rulebookOn(dayOf(now))
    const limits = {
      minutes: rulebook.number('notices.codeMinutes'),
      tries: rulebook.number('notices.codeTries'),
    }
    return (await confirmAddress(door, person, { channel, code }, { now, ...limits }))
      ? { confirmed: true }
      : door.refuse(request, reply, wrongCode.refused)
  })

  app.delete('/api/me/notices/:channel', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const channel = findChannel(partOf(request, 'channel'))
    if (channel === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    await removeAddress(door, person, channel)
    return reply.code(204).send()
  })
}

const badMail = bad('address', { zh: '一个电子邮箱地址', en: 'one mail address' })
const badWebhook = (origins: readonly string[]) =>
  bad('address', {
    zh: `以下来源之一的网址：${origins.join('、')}`,
    en: `an address under one of ${origins.join(', ')}`,
  })

/** One address without a name beside it: a comma or an angle would make it several. */
const isAddress = ({ messengers }: Door, channel: Channel, address: string): boolean =>
  address.length <= 300 &&
  (channel === 'mail' ? /^[^\s<>,;:"()@]+@[^\s<>,;:"()@]+$/.test(address) : messengers.mayCall(address))
