/**
 * FollowTheMoney (https://followthemoney.tech): one entity a line, `{"id", "schema", "properties": {name: [text, …]}}`.
 * Names of schemata and properties are those of its model 3.8.4 (followTheMoney.json; MIT, see NOTICE). What says something
 * of faith, ethnicity, opinion or looks is never taken in, whatever the file holds (Rights).
 */
import { identifierFromField } from '#kernel/identifiers/identifiersIn.ts'
import { isPlainDate } from '#kernel/time.ts'
import schemata from './followTheMoney.json' with { type: 'json' }

interface Spoken {
  readonly zh: string
  readonly en: string
}

export interface FtmEntity {
  readonly id: string
  readonly schema: string
  readonly properties: Readonly<Record<string, readonly string[]>>
}

interface Schema {
  readonly extends?: readonly string[]
  readonly abstract?: boolean
  readonly edge?: readonly string[]
  readonly properties: readonly string[]
}

const schemaOf = (name: string): Schema | undefined =>
  Object.hasOwn(schemata, name) ? (schemata as Readonly<Record<string, Schema>>)[name] : undefined

/** A schema and all it extends. */
function lineageOf(name: string): readonly string[] {
  const schema = schemaOf(name)
  return schema === undefined ? [] : [...new Set([name, ...(schema.extends ?? []).flatMap(lineageOf)])]
}

const propertiesOf = (name: string): ReadonlySet<string> =>
  new Set(lineageOf(name).flatMap((one) => schemaOf(one)?.properties ?? []))

/** Source and target of a schema that is a relation. */
const edgeOf = (name: string): readonly [string, string] | undefined => {
  const edge = lineageOf(name).flatMap((one) =>
    schemaOf(one)?.edge === undefined ? [] : [schemaOf(one)?.edge],
  )[0]
  const [source, target] = edge ?? []
  return source === undefined || target === undefined ? undefined : [source, target]
}

const NEVER: ReadonlySet<string> = new Set([
  ...['ethnicity', 'religion', 'political', 'nationality', 'citizenship', 'gender', 'eyeColor', 'hairColor'],
  ...['height', 'weight', 'appearance', 'education', 'spokenLanguage', 'images'],
])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const bad = (zh: string, en: string) => ({ bad: { zh, en } })

/** One line of a file, or what is wrong with it. */
export function readFtmLine(text: string): FtmEntity | { readonly bad: Spoken } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad('不是JSON', 'not JSON')
  }
  if (!isObject(value)) return bad('不是对象', 'not an object')
  const { id, schema, properties = {} } = value
  if (typeof id !== 'string' || id === '' || id.length > 200)
    return bad('id须为1到200字的文字', 'id must be a text of 1 to 200 characters')
  if (typeof schema !== 'string' || schemaOf(schema) === undefined)
    return bad(`没有类型${String(schema)}`, `no schema ${String(schema)}`)
  if (schemaOf(schema)?.abstract === true)
    return bad(`${schema}是抽象类型`, `the schema ${schema} is abstract`)
  if (!isObject(properties)) return bad('properties须为对象', 'properties must be an object')
  const known = propertiesOf(schema)
  const read: Record<string, readonly string[]> = {}
  for (const [name, given] of Object.entries(properties)) {
    if (!known.has(name)) return bad(`${schema}没有属性${name}`, `${schema} has no property ${name}`)
    const values: readonly unknown[] = Array.isArray(given) ? given : [given]
    const texts = values.filter((one) => typeof one === 'string')
    if (texts.length !== values.length)
      return bad(`属性${name}的值须为文字`, `the values of ${name} must be texts`)
    if (!NEVER.has(name)) read[name] = texts.map((one) => one.trim()).filter((one) => one !== '')
  }
  return { id, schema, properties: read }
}

/** The places of a file, each an entity of its own in FollowTheMoney, and those at which somebody is by property or by link. */
export function addressesIn(lines: readonly string[]) {
  const places = new Map<string, string>()
  const at = new Map<string, string[]>()
  const read = lines.map(readFtmLine).flatMap((one) => ('bad' in one ? [] : [one]))
  for (const { id, schema, properties } of read)
    if (schema === 'Address') {
      const { full = [], name = [], street = [] } = properties
      places.set(id, full[0] ?? name[0] ?? street.join(' '))
    }
  const isAt = (who: string | undefined, place: string | undefined) => {
    const written = place === undefined ? undefined : places.get(place)
    if (who !== undefined && written !== undefined && written !== '')
      at.set(who, [...(at.get(who) ?? []), written])
  }
  for (const one of read) {
    const { addressEntity = [] } = one.properties
    for (const place of addressEntity) isAt(one.id, place)
    const relation = relationOf(one)
    isAt(relation?.source, relation?.target)
    isAt(relation?.target, relation?.source)
  }
  return { places, of: ({ id }: FtmEntity): readonly string[] => at.get(id) ?? [] }
}

/** What `entity.state` is given for it, with addresses that stand `elsewhere` in its file; undefined for a relation or what is no entity here. */
export function entityInput(
  ftm: FtmEntity,
  elsewhere: readonly string[] = [],
): Readonly<Record<string, unknown>> | undefined {
  const kind = kindOf(ftm.schema)
  if (kind === undefined) return undefined
  const all = (...names: readonly string[]) => [
    ...new Set(names.flatMap((name) => ftm.properties[name] ?? [])),
  ]
  const [name = ftm.id, ...more] = all('name')
  const other = [...more, ...all('alias', 'weakAlias', 'previousName')].map((one) => one.slice(0, 100))
  const identifiers = [
    ...all('phone').map((value) => ({ kind: isPhone(value) ? 'phone' : 'other', value })),
    ...all('idNumber', 'passportNumber', 'socialSecurityNumber').map((value) => ({
      kind: identifierFromField('residentId', value) === undefined ? 'other' : 'identity',
      value,
    })),
    ...all('registrationNumber').map((value) => ({
      kind:
        identifierFromField('plate', value) !== undefined
          ? 'plate'
          : identifierFromField('uscc', value) !== undefined
            ? 'creditCode'
            : 'other',
      value,
    })),
    ...all('accountNumber', 'iban').map((value) => ({ kind: 'account', value })),
  ].filter(({ value }) => value.length <= 64)
  const addresses = [...new Set([...all('address'), ...elsewhere].map((one) => one.slice(0, 200)))]
  const notes = all('notes', 'description', 'summary').join('\n').slice(0, 2000)
  const since = all('incorporationDate', 'createDate', 'openingDate', 'registrationDate').find(isPlainDate)
  return {
    kind,
    name: name.slice(0, 100),
    ...(other.length === 0 ? {} : { otherNames: other.slice(0, 50) }),
    ...(identifiers.length === 0 ? {} : { identifiers: identifiers.slice(0, 100) }),
    ...(addresses.length === 0 ? {} : { addresses: addresses.slice(0, 50) }),
    ...(notes === '' ? {} : { notes }),
    ...(since === undefined ? {} : { knownSince: since }),
    importKey: ftm.id,
  }
}

const isPhone = (value: string): boolean =>
  identifierFromField('mobile', value) !== undefined || identifierFromField('landline', value) !== undefined

function kindOf(schema: string): string | undefined {
  const lineage = lineageOf(schema)
  const kinds = [
    ['Person', 'person'],
    ['Company', 'company'],
    ['Organization', 'organisation'],
    ['Vehicle', 'vehicle'],
    ['BankAccount', 'account'],
    ['RealEstate', 'property'],
    ['LegalEntity', 'other'],
    ['Asset', 'property'],
  ] as const
  return kinds.find(([name]) => lineage.includes(name))?.[1]
}

export interface FtmRelation {
  readonly source: string
  readonly target: string
  readonly as: string
  readonly from?: string
  readonly until?: string
  readonly basis: string
}

/** What the target is to the source, by the schema of the relation. */
const asOf: Readonly<Record<string, string>> = {
  Family: 'family',
  Associate: 'associate',
  Employment: 'employer',
  Ownership: 'owned',
  Directorship: 'other',
  Payment: 'payee',
}

export function relationOf(ftm: FtmEntity): FtmRelation | undefined {
  const edge = edgeOf(ftm.schema)
  if (edge === undefined) return undefined
  const first = (name: string) => ftm.properties[name]?.[0]
  const [source, target] = [first(edge[0]), first(edge[1])]
  if (source === undefined || target === undefined) return undefined
  const isDirected = ftm.schema === 'Employment'
  const [from, until] = [first('startDate') ?? first('date'), first('endDate')]
  const says = [first('relationship'), first('role'), first('description'), first('purpose')].filter(
    (one) => one !== undefined,
  )
  return {
    // An employment goes from the employer to the employee.
    source: isDirected ? target : source,
    target: isDirected ? source : target,
    as: asOf[ftm.schema] ?? 'other',
    ...(from !== undefined && isPlainDate(from) ? { from } : {}),
    ...(until !== undefined && isPlainDate(until) ? { until } : {}),
    basis: (says.join('; ') || `FollowTheMoney ${ftm.schema} ${ftm.id}`).slice(0, 500),
  }
}
