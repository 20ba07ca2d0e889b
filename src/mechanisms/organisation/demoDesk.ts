/**
 * At which desk a post is done in the demo world. In a county several posts share a desk, as they do in
 * life: the secretary of the political-legal committee heads the office, one person answers for two or
 * three regulators. The desk gives the login: `c220102-verifier1`.
 */
import type { PostRow } from '#kernel/org/organ.ts'
import type { Unit } from '#kernel/org/unit.ts'

const prefixes = { nation: 'n', province: 'p', prefecture: 'm', county: 'c', town: 't', village: 'v' }

const sharedInCounties: Readonly<Record<string, string>> = {
  marketRegulation: 'market',
  finance: 'market',
  transport: 'construction',
  housing: 'construction',
  naturalResources: 'construction',
  cultureTourism: 'culture',
  internetInformation: 'culture',
  education: 'culture',
  agriculture: 'rural',
  health: 'rural',
  justice: 'services',
  civilAffairs: 'services',
  organisationDept: 'services',
}

/** The login of the `nth` holder of a post. Two posts with one login are held by one person. */
export const deskOf = (unit: Unit, post: PostRow, nth: number): string =>
  `${prefixes[unit.level]}${unit.place}-${deskName(unit, post, nth)}`

function deskName({ kind, level }: Unit, { post, minimum }: PostRow, nth: number): string {
  const number = minimum > 1 ? String(nth) : ''
  const local = level === 'county' || level === 'prefecture'
  if (local && (kind === 'politicalLegal' || post === 'officeHead')) return 'officeHead'
  if (post === 'liaison' || post === 'regulatorIntake') {
    if (kind === 'discipline') return 'disciplineIntake'
    if (kind === 'procuratorate') return 'procurator'
    if (kind === 'court') return 'judge'
    return (level === 'county' ? sharedInCounties[kind] : undefined) ?? kind
  }
  // Who handles petitions at a court or a procuratorate is one of its judges or procurators.
  if (post === 'petitionHandler' && kind === 'court') return 'judge'
  if (post === 'petitionHandler' && kind === 'procuratorate') return 'procurator'
  if (post === 'complaintIntake') return `${kind}-intake`
  const ownWord = ['police', 'office', 'committee', 'criminalInvestigation'].includes(kind)
  if (kind === 'office' && ['reviewer', 'reviewHead', 'verifier'].includes(post))
    return `office-${post}${number}`
  if (kind === 'police' && post === 'organHead') return 'policeHead'
  return ownWord ||
    ![
      'organHead',
      'leader',
      'officeHead',
      'intakeClerk',
      'assessor',
      'reviewer',
      'reviewHead',
      'sampler',
      'archivist',
      'petitionHandler',
      'petitionHead',
      'complaintHandler',
      'complaintHead',
    ].includes(post)
    ? `${post}${number}`
    : `${kind}-${post}${number}`
}
