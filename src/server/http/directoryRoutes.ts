/**
 * Finding a person, a unit, a post of a unit or a place by name, for forms. Open to all staff, as the records they are made of are
 * (person, tenure, the table of units); what is nearest to the asker comes first.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Directory } from '#kernel/org/directory.ts'
import { inForce } from '#kernel/org/period.ts'
import type { Unit } from '#kernel/org/unit.ts'
import { unit as unitField, type PersonId } from '#kernel/record/field.ts'
import { dayOf } from '#kernel/time.ts'
import { personAt, type Door } from './door.ts'
import { placeName } from './namesIn.ts'
import { bad, isBad, isSearchable, queryOf, type BadParameter } from './parameters.ts'

const MOST_FOUND = 20

interface Sought {
  /** In small letters, without blanks around. */
  readonly words: string
  readonly unit: string | undefined
  /** Also people without a post today: whoever was just entered has none yet. */
  readonly any: boolean
}

export function addDirectoryRoutes(app: FastifyInstance, door: Door): void {
  const add = (address: string, find: (sought: Sought, me: PersonId) => readonly object[]) =>
    app.get(address, (request, reply) => {
      const me = personAt(door, request, reply)
      if (me === undefined) return reply
      const sought = soughtIn(request)
      if (isBad(sought)) return door.refuse(request, reply, sought.refused)
      return { items: find(sought, me) }
    })
  add('/api/people', (sought, me) => peopleFound(door, sought, me))
  add('/api/units', (sought, me) => unitsFound(door, sought, me))
  add('/api/posts', (sought) => postsFound(door.realm.org(), sought))
  add('/api/places', (sought) => placesFound(door.realm.org(), sought))
}

function soughtIn(request: FastifyRequest): Sought | BadParameter {
  const query = queryOf(request)
  const words = query['q']?.[0] ?? ''
  if (!isSearchable(words)) return bad('q', { zh: '不超过200字的文字', en: 'text of at most 200 characters' })
  const unit = query['unit']?.[0]
  if (unit !== undefined && !unitField.accepts(unit))
    return bad('unit', { zh: '单位的编号，如220102:police', en: 'the id of a unit, such as 220102:police' })
  return { words: words.trim().toLowerCase(), unit, any: query['any']?.[0] === '1' }
}

/** Whoever holds a post today: each post once, those of the asker's units first; then, if wanted, those without a post. */
function peopleFound({ realm, now }: Door, { words, unit, any }: Sought, me: PersonId) {
  const org = realm.org()
  const today = dayOf(now())
  const mine = new Set<string>(org.tenuresOn(me, today).map((tenure) => tenure.unit))
  const found = org.tenures.filter((tenure) => {
    if (!inForce(tenure, today) || (unit !== undefined && tenure.unit !== unit)) return false
    if (words === '') return unit !== undefined || mine.has(tenure.unit)
    const where = org.findUnit(tenure.unit)
    return [org.findPerson(tenure.person)?.name, where?.name.zh, where?.name.en]
      .filter((name) => name !== undefined)
      .some((name) => name.toLowerCase().includes(words))
  })
  const withPost = found
    .toSorted((one, other) => Number(mine.has(other.unit)) - Number(mine.has(one.unit)))
    .slice(0, MOST_FOUND)
    .map((tenure) => {
      const where = org.findUnit(tenure.unit)
      const post = where?.posts.find((one) => one.post === tenure.post)
      return {
        id: tenure.person,
        name: org.findPerson(tenure.person)?.name ?? '',
        post: { zh: post?.zh ?? tenure.post, en: post?.en ?? tenure.post },
        unit: { id: tenure.unit, ...(where?.name ?? { zh: tenure.unit, en: tenure.unit }) },
      }
    })
  if (!any || words === '') return withPost
  const free = org.persons.filter(
    ({ id, name }) => name.toLowerCase().includes(words) && org.tenuresOn(id, today).length === 0,
  )
  return [...withPost, ...free.slice(0, MOST_FOUND).map(({ id, name }) => ({ id, name }))]
}

/** The posts of the unit, in the order of the table of organs. */
function postsFound(org: Directory, { words, unit }: Sought) {
  const posts = unit === undefined ? [] : (org.findUnit(unit)?.posts ?? [])
  return posts
    .filter(({ post, zh, en }) => [post, zh, en].some((text) => text.toLowerCase().includes(words)))
    .map(({ post, zh, en }) => ({ post, zh, en }))
}

/** The higher a unit the earlier it comes; without words those below and above the asker's own. */
function unitsFound({ realm, now }: Door, { words }: Sought, me: PersonId) {
  const org = realm.org()
  const mine = org.tenuresOn(me, dayOf(now())).map(({ unit }) => unit)
  const near = (): readonly Unit[] => [
    ...new Set(
      mine.flatMap((own) => [
        ...org.placeLineOf(own).flatMap((id) => org.findUnit(id) ?? []),
        ...org.unitsBelow(own).slice(0, MOST_FOUND),
      ]),
    ),
  ]
  const found =
    words === ''
      ? near()
      : org.units
          .filter(({ id, name, also }) =>
            [id, name.zh, name.en, ...also].some((text) => text.toLowerCase().includes(words)),
          )
          .toSorted((one, other) => one.place.length - other.place.length)
  return found.slice(0, MOST_FOUND).map(({ id, name, level }) => ({ id, ...name, level }))
}

function placesFound(org: Directory, { words }: Sought) {
  const places = placesOf(org)
  return places
    .filter(({ code, zh, en }) => [code, zh, en.toLowerCase()].some((text) => text.includes(words)))
    .slice(0, MOST_FOUND)
}

const known = new WeakMap<
  object,
  readonly { readonly code: string; readonly zh: string; readonly en: string }[]
>()

/** All places that have a unit, the larger ones first, each called by its whole way. */
function placesOf(org: Directory) {
  const before = known.get(org.units)
  if (before !== undefined) return before
  const codes = [...new Set<string>(org.units.map(({ place }) => place))].filter((code) => code !== '00')
  const made = codes
    .toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1))
    .map((code) => ({ code, ...(placeName(org, code) ?? { zh: code, en: code }) }))
  known.set(org.units, made)
  return made
}
