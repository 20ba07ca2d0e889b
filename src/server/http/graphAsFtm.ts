/** What one reaches in the graph as FollowTheMoney: nodes as entities, lines as links between them or properties of one. */
import type { FtmEntity } from '#mechanisms/entity/followTheMoney.ts'
import type { GraphView, LineView, NodeView } from './graphView.ts'
import type { Language } from './language.ts'

const schemaOfNode = ({ kind, is }: NodeView): string => {
  const ofEntity: Readonly<Record<string, string>> = {
    person: 'Person',
    company: 'Company',
    organisation: 'Organization',
    vehicle: 'Vehicle',
    account: 'BankAccount',
    property: 'RealEstate',
  }
  const ofAsset: Readonly<Record<string, string>> = {
    deposit: 'BankAccount',
    security: 'Security',
    fund: 'Security',
    listedEquity: 'Security',
    realEstate: 'RealEstate',
    landUseRight: 'RealEstate',
    vehicle: 'Vehicle',
    vessel: 'Vessel',
    aircraft: 'Airplane',
    business: 'Company',
  }
  const ofKind: Readonly<Record<string, string>> = {
    person: 'Person',
    official: 'Person',
    company: 'Company',
    unit: 'PublicBody',
    place: 'Address',
    address: 'Address',
    account: 'BankAccount',
    plate: 'Vehicle',
    case: 'CourtCase',
    entity: ofEntity[is ?? ''] ?? 'LegalEntity',
    asset: ofAsset[is ?? ''] ?? 'Asset',
  }
  return ofKind[kind] ?? 'Document'
}

/** Numbers that are a property of their holder and no entity of their own. */
const asProperty: Readonly<Record<string, string>> = {
  phone: 'phone',
  idNumber: 'idNumber',
  creditCode: 'registrationNumber',
  number: 'idNumber',
}
const MAY_HOLD = new Set(['Person', 'Company', 'Organization', 'LegalEntity', 'PublicBody'])

const mayHaveAddress = (node: NodeView): boolean =>
  MAY_HOLD.has(schemaOfNode(node)) || node.kind === 'asset' || node.kind === 'entity'

/** Under which property somebody or something holds a number; what has none of its own keeps it as a note. */
function propertyFor(holder: NodeView, number: NodeView): string {
  const schema = schemaOfNode(holder)
  if (MAY_HOLD.has(schema)) return asProperty[number.kind] ?? 'notes'
  if (schema === 'BankAccount') return 'accountNumber'
  return ['RealEstate', 'Security', 'Vehicle', 'Vessel', 'Airplane'].includes(schema)
    ? 'registrationNumber'
    : 'notes'
}

/** What is shown as FollowTheMoney: nodes as entities, lines as links between them or properties of one. */
export function ftmOf({ nodes, lines }: GraphView, language: Language): readonly FtmEntity[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const held = new Map<string, Record<string, string[]>>()
  const links: FtmEntity[] = []
  const hold = ({ key }: NodeView, name: string, value: string) => {
    const own = held.get(key) ?? {}
    own[name] = [...new Set([...(own[name] ?? []), value])]
    held.set(key, own)
  }
  const isProperty = (node: NodeView | undefined): boolean =>
    node !== undefined && asProperty[node.kind] !== undefined
  for (const line of lines) {
    const [a, b] = [byKey.get(line.a), byKey.get(line.b)]
    const [holder, number] = isProperty(b) ? [a, b] : isProperty(a) ? [b, a] : [undefined, undefined]
    if (holder === undefined || number === undefined) {
      links.push(linkOf(line))
      const address = a?.kind === 'address' ? a : b?.kind === 'address' ? b : undefined
      const resident = address === a ? b : a
      // Said twice: as a link with its days and its record, and where tools look for it.
      if (address !== undefined && resident !== undefined && mayHaveAddress(resident))
        hold(resident, 'address', address.label[language])
    } else hold(holder, propertyFor(holder, number), number.label[language])
  }
  const entities = nodes.flatMap((node): FtmEntity[] => {
    if (isProperty(node)) return []
    const schema = schemaOfNode(node)
    const label = node.label[language]
    const own: Record<string, readonly string[]> =
      node.kind === 'asset'
        ? { name: [label] }
        : schema === 'Address'
          ? { full: [label] }
          : schema === 'BankAccount'
            ? { accountNumber: [label], name: [label] }
            : schema === 'Vehicle'
              ? { registrationNumber: [label], name: [label] }
              : schema === 'Document'
                ? { title: [label] }
                : { name: [label] }
    const aliases = (node.same ?? []).map((one) => one.label[language]).filter((one) => one !== label)
    return [
      {
        id: node.key,
        schema,
        properties: {
          ...own,
          ...(aliases.length === 0 || !MAY_HOLD.has(schema) ? {} : { alias: [...new Set(aliases)] }),
          ...held.get(node.key),
        },
      },
    ]
  })
  return [...entities, ...links]
}

const linkOf = ({ id, a, b, relation, as, since, until, record }: LineView): FtmEntity => ({
  id: `line:${id}`,
  schema: 'UnknownLink',
  properties: {
    subject: [a],
    object: [b],
    role: [as ?? relation],
    startDate: [since],
    ...(until === undefined ? {} : { endDate: [until] }),
    recordId: [record.number],
  },
})
