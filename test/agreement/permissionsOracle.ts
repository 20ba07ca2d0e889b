/**
 * Who may see and do what, written down a second time: from the units, tenures and ties as they are stored and from a
 * table in the words of the domain, without the kernel's reach, conflicts and lines. The matrix test compares every door
 * with this.
 */
import type { World } from '#kernel/org/directory.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import type { Unit } from '#kernel/org/unit.ts'

export interface StoredRecord {
  readonly id: string
  readonly type: string
  readonly number: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
}

interface Way {
  readonly posts: readonly string[] | 'anybody'
  /** Whether a holder of such a post in this unit reaches this record; `self`: who they are or stand in for. */
  readonly reaches: (record: StoredRecord, unit: string, self: readonly string[]) => boolean
}

export interface Oracle {
  /** The roles of this person on the record; none when they may not know that it exists. */
  rolesOf(person: string, record: StoredRecord): readonly string[]
  /** Why the person is kept out of a record that names this key; undefined when they are not. */
  findReason(person: string, key: string): string | undefined
  /** The keys of whom a record names, whatever its type. */
  namedBy(record: StoredRecord): readonly string[]
  /** Whether the record names the person, somebody tied to them, or what is above or around them. */
  isKeptOut(person: string, record: StoredRecord): boolean
  /** The posts the person holds today, as `post@level`. */
  seatsOf(person: string): readonly string[]
  postsOf(person: string, type: string): readonly string[]
}

export function oracleOf({ units, tenures, ties }: World, today: string): Oracle {
  const unitById = new Map<string, Unit>(units.map((unit) => [unit.id, unit]))
  const now = tenures.filter(({ from, to }) => from <= today && (to === undefined || today <= to))
  const tenuresById = new Map(tenures.map((tenure) => [tenure.id, tenure]))
  const byPerson = Map.groupBy(now, ({ person }): string => person)
  const byUnit = Map.groupBy(now, ({ unit }): string => unit)
  const tiesNow = ties.filter(({ from, to }) => from <= today && (to === undefined || today <= to))
  const tiesByPerson = new Map<string, (typeof ties)[number][]>()
  for (const tie of tiesNow)
    for (const one of new Set([tie.person, tie.other.person]))
      if (one !== undefined) tiesByPerson.set(one, [...(tiesByPerson.get(one) ?? []), tie])

  /** Everything a unit hangs below, by either line and any mixture of them. */
  function above(unit: string): ReadonlySet<string> {
    const found = new Set<string>()
    const climb = (id: string) => {
      const at = unitById.get(id)
      for (const next of [at?.parent, at?.lineParent])
        if (next !== undefined && !found.has(next)) {
          found.add(next)
          climb(next)
        }
    }
    climb(unit)
    found.delete(unit)
    return found
  }
  const lineUp = (unit: string): readonly string[] => {
    const next = unitById.get(unit)?.lineParent
    return next === undefined ? [unit] : [unit, ...lineUp(next)]
  }
  const leads = ({ unit, post }: Tenure): boolean =>
    unitById.get(unit)?.posts.some((one) => one.post === post && one.leading) === true

  const reasons = new Map<string, ReadonlyMap<string, string>>()
  function reasonsOf(person: string): ReadonlyMap<string, string> {
    const known = reasons.get(person)
    if (known !== undefined) return known
    const found = new Map<string, string>()
    for (const { unit } of byPerson.get(person) ?? []) {
      for (const higher of above(unit)) {
        for (const tenure of byUnit.get(higher) ?? [])
          if (leads(tenure)) found.set(`p:${tenure.person}`, 'leads a unit above theirs')
        found.set(`u:${higher}`, 'a unit above theirs')
      }
      for (const colleague of byUnit.get(unit) ?? []) found.set(`p:${colleague.person}`, 'of their unit')
      found.set(`u:${unit}`, 'their unit')
    }
    for (const tie of tiesByPerson.get(person) ?? []) {
      const { other } = tie
      if (other.name !== undefined) found.set(`n:${other.name}`, 'tied')
      else if (other.unit !== undefined) found.set(`u:${other.unit}`, 'tied')
      else found.set(`p:${other.person === person ? tie.person : other.person}`, 'tied')
    }
    found.set(`p:${person}`, 'themselves')
    reasons.set(person, found)
    return found
  }

  // The domain in one table (domain 2.5, 2.8), to be read beside clue.ts, petition.ts, complaint.ts and protection.ts.
  const is = (record: StoredRecord, field: string, unit: string) => record.fields[field] === unit
  const among = (record: StoredRecord, field: string, self: readonly string[]) =>
    [record.fields[field]].flat().some((one) => typeof one === 'string' && self.includes(one))
  const text = (record: StoredRecord, field: string): string => {
    const value = record.fields[field]
    return typeof value === 'string' ? value : ''
  }
  const placeOf = (unit: string) => unit.split(':')[0] ?? ''
  const over = (record: StoredRecord, field: string, unit: string) => {
    const place = placeOf(text(record, field))
    const own = placeOf(unit)
    return record.fields[field] !== undefined && own.length >= 2 && place.startsWith(own)
  }
  const belongsTo = (record: StoredRecord, field: string, unit: string) => {
    const whole = record.fields[field]
    let at = unitById.get(unit)
    while (at?.place === placeOf(unit)) {
      if (at.id === whole) return true
      at = at.parent === undefined ? undefined : unitById.get(at.parent)
    }
    return false
  }
  const state = (record: StoredRecord, ...states: readonly string[]) => states.includes(record.state)
  const isOpen = (record: StoredRecord) => record.fields['restricted'] !== true
  const afterwards = ['toReview', 'closed', 'answered', 'archived']
  // Where an encrypted clue is theirs to handle (domain 2.4).
  const directorsMove = [
    ...['toRegister', 'toApprove', 'objected', 'toExtend', 'toReview', 'reexamining'],
    ...['merged', 'told', 'archived'],
  ]
  const chiefsMove = ['passedOn', 'objected', 'verifying', 'toExtend', 'toSign', 'toDispose']

  const clue: Readonly<Record<string, Way>> = {
    intake: {
      posts: ['intakeClerk'],
      reaches: (record, unit, self) =>
        (is(record, 'registry', unit) && isOpen(record)) ||
        among(record, 'registrar', self) ||
        among(record, 'enteredBy', self),
    },
    assessor: {
      posts: ['assessor'],
      reaches: (record, unit, self) =>
        (is(record, 'registry', unit) &&
          (isOpen(record) || state(record, 'toAssess', 'toSupplement', 'toConfirmGrade'))) ||
        among(record, 'assessor', self),
    },
    director: {
      posts: ['officeHead'],
      reaches: (record, unit, self) =>
        (is(record, 'registry', unit) && (isOpen(record) || state(record, ...directorsMove))) ||
        among(record, 'approver', self) ||
        among(record, 'signers', self),
    },
    localOffice: {
      posts: ['officeHead'],
      reaches: (record, unit) => over(record, 'verifyingUnit', unit) && isOpen(record),
    },
    receiver: {
      posts: ['liaison', 'intakeClerk', 'verifier'],
      reaches: (record, unit) => is(record, 'verifyingUnit', unit) && state(record, 'passedOn', 'objected'),
    },
    verifier: { posts: ['verifier'], reaches: (record, _, self) => among(record, 'team', self) },
    investigationChief: {
      posts: ['investigationChief'],
      reaches: (record, unit, self) =>
        (belongsTo(record, 'verifyingUnit', unit) && (isOpen(record) || state(record, ...chiefsMove))) ||
        among(record, 'signers', self),
    },
    deputyHead: {
      posts: ['deputyHead'],
      reaches: (record, unit, self) =>
        (is(record, 'verifyingUnit', unit) && (isOpen(record) || state(record, 'toSign'))) ||
        among(record, 'signers', self),
    },
    organHead: {
      posts: ['organHead'],
      reaches: (record, unit, self) =>
        (is(record, 'verifyingUnit', unit) &&
          (isOpen(record) || state(record, 'verifying', 'toExtend', 'toSign', 'toDispose'))) ||
        among(record, 'signers', self),
    },
    reviewer: {
      posts: ['reviewer'],
      reaches: (record, unit, self) =>
        ((isOpen(record) ? state(record, ...afterwards) : state(record, 'toReview')) &&
          (is(record, 'registry', unit) || lineUp(text(record, 'verifyingUnit')).includes(unit))) ||
        among(record, 'signers', self),
    },
    rechecker: {
      posts: ['verifier', 'reviewer'],
      reaches: (record, unit) => is(record, 'recheckUnit', unit) && state(record, 'rechecking'),
    },
    sampler: {
      posts: ['sampler'],
      reaches: (record, unit) =>
        is(record, 'registry', unit) &&
        (state(record, 'answered', 'rechecking') || (isOpen(record) && state(record, 'closed', 'archived'))),
    },
    archivist: {
      posts: ['archivist'],
      reaches: (record, unit) => is(record, 'registry', unit) && state(record, 'answered', 'archived'),
    },
    leader: {
      posts: ['leader'],
      reaches: (record, unit) => over(record, 'verifyingUnit', unit) && isOpen(record),
    },
    auditor: { posts: ['auditor'], reaches: () => true },
  }
  const settledPetition = ['told', 'answered', 'reviewed', 'ended', 'archived']
  const petition: Readonly<Record<string, Way>> = {
    intake: {
      posts: ['intakeClerk'],
      reaches: (record, unit, self) =>
        is(record, 'registry', unit) || among(record, 'registrar', self) || among(record, 'enteredBy', self),
    },
    petitionOffice: { posts: ['petitionIntake'], reaches: (record, unit) => is(record, 'enteredAt', unit) },
    sorter: { posts: ['assessor'], reaches: (record, unit) => is(record, 'registry', unit) },
    director: { posts: ['officeHead'], reaches: (record, unit) => is(record, 'registry', unit) },
    receiver: {
      posts: ['petitionHandler'],
      reaches: (record, unit) => is(record, 'handlingUnit', unit) && state(record, 'passedOn', 'objected'),
    },
    handler: { posts: ['petitionHandler'], reaches: (record, _, self) => among(record, 'handler', self) },
    unitHead: {
      posts: ['petitionHead', 'organHead'],
      reaches: (record, unit) => is(record, 'handlingUnit', unit),
    },
    reviewer: {
      posts: ['petitionHead', 'organHead', 'officeHead'],
      reaches: (record, unit) =>
        is(record, 'reviewUnit', unit) && state(record, 'toReview', 'reviewed', 'toReviewAgain', 'ended'),
    },
    secondReviewer: {
      posts: ['petitionHead', 'organHead', 'officeHead'],
      reaches: (record, unit) =>
        is(record, 'secondReviewUnit', unit) && state(record, 'toReviewAgain', 'ended'),
    },
    archivist: {
      posts: ['archivist'],
      reaches: (record, unit) => is(record, 'registry', unit) && state(record, ...settledPetition),
    },
    leader: { posts: ['leader'], reaches: (record, unit) => over(record, 'handlingUnit', unit) },
    auditor: { posts: ['auditor'], reaches: () => true },
  }
  const complaint: Readonly<Record<string, Way>> = {
    intake: {
      posts: ['intakeClerk'],
      reaches: (record, unit, self) =>
        (is(record, 'registry', unit) && isOpen(record)) ||
        among(record, 'registrar', self) ||
        among(record, 'enteredBy', self),
    },
    sorter: {
      posts: ['assessor'],
      reaches: (record, unit, self) =>
        (is(record, 'registry', unit) && (isOpen(record) || state(record, 'toSort', 'toSupplement'))) ||
        among(record, 'sorter', self),
    },
    director: { posts: ['officeHead'], reaches: (record, unit) => is(record, 'registry', unit) },
    desk: {
      posts: ['disciplineIntake', 'complaintIntake'],
      reaches: (record, unit) => is(record, 'handlingUnit', unit),
    },
    handler: { posts: ['complaintHandler'], reaches: (record, _, self) => among(record, 'team', self) },
    decider: { posts: ['complaintHead'], reaches: (record, unit) => is(record, 'handlingUnit', unit) },
    upperDecider: {
      posts: ['complaintHead'],
      reaches: (record, unit) =>
        lineUp(text(record, 'handlingUnit')).includes(unit) &&
        state(record, 'toConfirmFraming', 'decided', 'answered'),
    },
    archivist: {
      posts: ['archivist'],
      reaches: (record, unit) =>
        is(record, 'registry', unit) && state(record, 'answered', 'told', 'archived'),
    },
    auditor: { posts: ['auditor'], reaches: () => true },
  }
  const protection: Readonly<Record<string, Way>> = {
    intake: { posts: ['intakeClerk'], reaches: (record, unit) => is(record, 'to', unit) },
    director: { posts: ['officeHead'], reaches: (record, unit) => is(record, 'to', unit) },
  }
  const table: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
    clue,
    petition,
    complaint,
    protection,
    transfer: {
      director: { posts: ['officeHead'], reaches: (record, unit) => over(record, 'to', unit) },
      receiver: {
        posts: ['disciplineIntake', 'regulatorIntake', 'petitionIntake'],
        reaches: (record, unit) => is(record, 'to', unit),
      },
    },
    person: {
      administrator: { posts: ['systemAdministrator'], reaches: () => true },
      colleague: { posts: 'anybody', reaches: () => true },
    },
    tenure: {
      administrator: { posts: ['systemAdministrator'], reaches: () => true },
      holder: { posts: 'anybody', reaches: (record, _, self) => among(record, 'person', self) },
      principal: { posts: 'anybody', reaches: (record, _, self) => among(record, 'principal', self) },
      colleague: { posts: 'anybody', reaches: () => true },
    },
    tie: {
      declarer: { posts: 'anybody', reaches: (record, _, self) => among(record, 'person', self) },
      security: { posts: ['securityAdministrator'], reaches: () => true },
    },
    ruleSet: {
      director: { posts: ['officeHead'], reaches: (record, unit) => is(record, 'keeper', unit) },
      proposer: {
        posts: ['officeHead', 'assessor', 'systemAdministrator'],
        reaches: (record, unit) => is(record, 'keeper', unit),
      },
      reader: { posts: 'anybody', reaches: (record) => state(record, 'inForce') },
    },
  }

  const usable = (person: string, type: string): readonly Tenure[] =>
    (byPerson.get(person) ?? []).filter(
      ({ onlyTypes }) => onlyTypes === undefined || onlyTypes.includes(type),
    )

  const namedBy = ({ fields }: StoredRecord): readonly string[] =>
    ['named', 'stillNamed']
      // The fields of these names are lists of such, or not there.
      .flatMap((field) => (fields[field] ?? []) as readonly { readonly key: string }[])
      .map(({ key }) => key)
  const isKeptOut = (person: string, record: StoredRecord): boolean =>
    namedBy(record).some((key) => reasonsOf(person).has(key))

  return {
    rolesOf(person, record) {
      if (isKeptOut(person, record)) return []
      const ways = Object.entries(table[record.type] ?? {})
      const roles = usable(person, record.type).flatMap(({ unit, post, standsInFor }) => {
        const principal = standsInFor === undefined ? undefined : tenuresById.get(standsInFor)?.person
        const self = [person, ...(principal === undefined ? [] : [principal])]
        return ways
          .filter(
            ([, { posts, reaches }]) =>
              (posts === 'anybody' || posts.includes(post)) && reaches(record, unit, self),
          )
          .map(([role]) => role)
      })
      return [...new Set(roles)]
    },
    namedBy,
    isKeptOut,
    findReason: (person, key) => reasonsOf(person).get(key),
    seatsOf: (person) =>
      (byPerson.get(person) ?? []).map(
        ({ unit, post }) => `${post}@${unitById.get(unit)?.level ?? ''}:${unitById.get(unit)?.kind ?? ''}`,
      ),
    postsOf: (person, type) => usable(person, type).map(({ post }) => post),
  }
}
