/** What a list is asked: the query of the address, checked. */
import type { FastifyRequest } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import { isRecordId, unit as unitField, type PersonId } from '#kernel/record/field.ts'
import { dayOf, endOfDay, instantAt, isPlainDate, type Instant } from '#kernel/time.ts'
import type { ListQuestion } from '#store/search/list.ts'
import { bad, isBad, isSearchable, queryOf, type BadParameter } from './parameters.ts'

export interface AskedList {
  readonly question: ListQuestion
  readonly limit: number
  /** `work` puts what has no running clock behind what has one. */
  readonly isWork: boolean
  /** A declared view whose columns are wanted. */
  readonly view: string | undefined
  readonly stage: 'due' | 'rest'
  readonly cursor: string | undefined
  readonly withTotal: boolean
}

const MOST_ITEMS = 200

export function listQuestionOf(
  request: FastifyRequest,
  declaration: Declaration,
  me: PersonId,
  now: Instant,
): AskedList | BadParameter {
  const query = queryOf(request)
  const one = (name: string): string | undefined => query[name]?.[0]
  const place = placeIn(one('cursor'))
  if (isBad(place)) return place
  const view = one('view')
  const spec = view === undefined || view === 'work' ? undefined : ownOf(declaration.views, view)
  if (view !== undefined && view !== 'work' && spec === undefined)
    return bad('view', {
      zh: `work或者${namesIn(declaration.views)}之一`,
      en: `work or one of ${namesIn(declaration.views)}`,
    })
  const states = (query['state'] ?? []).flatMap((some) => some.split(',')).filter((state) => state !== '')
  if (states.some((state) => !Object.hasOwn(declaration.states, state)))
    return bad('state', {
      zh: `${namesIn(declaration.states)}中的若干项`,
      en: `some of ${namesIn(declaration.states)}`,
    })
  const words = one('q')
  if (words !== undefined && !isSearchable(words))
    return bad('q', { zh: '不超过200字的文字', en: 'text of at most 200 characters' })
  const unit = one('unit')
  if (unit !== undefined && !unitField.accepts(unit))
    return bad('unit', { zh: '单位的编号，如220102:police', en: 'the id of a unit, such as 220102:police' })
  const handler = one('handler') === 'me' ? me : one('handler')
  if (handler !== undefined && !isRecordId(handler))
    return bad('handler', { zh: 'me或者人员编号', en: 'me or the id of a person' })
  const dueBefore = place.dueBefore ?? dueIn(one('due'), now)
  if (isBad(dueBefore)) return dueBefore
  const sorted = one('sort')
  if (sorted !== undefined && sorted !== 'due' && sorted !== 'changed' && sorted !== 'opened')
    return bad('sort', { zh: 'due、changed、opened之一', en: 'one of due, changed, opened' })
  const limit = Number(one('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ITEMS)
    return bad('limit', { zh: `1到${MOST_ITEMS}的整数`, en: `a whole number from 1 to ${MOST_ITEMS}` })
  const isWork = view === 'work' && (sorted === undefined || sorted === 'due')
  const wanted = states.length > 0 ? states : spec?.shows
  return {
    question: {
      type: declaration.name,
      onlyWork: view === 'work',
      ...(wanted === undefined ? {} : { states: wanted }),
      ...(words === undefined ? {} : { words }),
      ...(unit === undefined ? {} : { unit }),
      ...(handler === undefined ? {} : { handler }),
      ...(dueBefore === undefined ? {} : { dueBefore }),
      ...(isWork ? {} : sorted === undefined ? {} : { sorted }),
    },
    limit,
    isWork,
    view: view === 'work' ? undefined : view,
    stage: place.stage,
    cursor: place.cursor,
    withTotal: one('total') === '1',
  }
}

const namesIn = (parts: object): string => Object.keys(parts).join(', ')

const ownOf = <Value>(parts: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(parts, name) ? parts[name] : undefined

function dueIn(due: string | undefined, now: Instant): Instant | undefined | BadParameter {
  if (due === undefined) return undefined
  if (due === 'overdue') return now
  if (due === 'today') return endOfDay(dayOf(now))
  return isPlainDate(due)
    ? endOfDay(due)
    : bad('due', { zh: 'overdue、today或者日期', en: 'overdue, today or a day such as 2026-04-28' })
}

interface ListPlace {
  readonly stage: 'due' | 'rest'
  readonly dueBefore?: Instant
  readonly cursor: string | undefined
}

/** `<stage>.<millis of due or nothing>.<cursor of the store>`: "overdue" means the same moment on every page. */
function placeIn(text: string | undefined): ListPlace | BadParameter {
  if (text === undefined) return { stage: 'due', cursor: undefined }
  const [, stage, millis, cursor] = /^([dr])\.(\d{0,15})\.([\w-]{0,400})$/.exec(text) ?? []
  if (stage === undefined || cursor === undefined || Number(millis) > 8e14) return badCursor
  return {
    stage: stage === 'd' ? 'due' : 'rest',
    ...(millis === undefined || millis === '' ? {} : { dueBefore: instantAt(Number(millis)) }),
    cursor: cursor === '' ? undefined : cursor,
  }
}

export const badCursor: BadParameter = bad('cursor', {
  zh: '上一页给出的next，且查询条件不变',
  en: 'the next of the page before, with the same question',
})

export const cursorText = (stage: 'due' | 'rest', dueBefore: Instant | undefined, cursor: string): string =>
  `${stage === 'due' ? 'd' : 'r'}.${dueBefore === undefined ? '' : Date.parse(dueBefore)}.${cursor}`
