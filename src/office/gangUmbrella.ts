/** An official who covered for the gang: found, passed to discipline inspection, answered; two task forces beside each other. */
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import type { Filed, Input, Scene, Waiting } from './gangScene.ts'

export interface UmbrellaStory {
  /** Sanctioned and told, and the task forces closed. */
  concluded(): Waiting<void>
}

export async function* gangUmbrella(scene: Scene, theCase: Filed): Waiting<UmbrellaStory> {
  const { hands, places, unit, seat, on } = scene
  const { home } = places
  const finder = seat('investigator', home, 'police')
  const head = seat('organHead', home, 'police')
  const umbrella = await hands.act(finder, 'umbrella', undefined, 'record', {
    ...{
      case: theCase.id,
      caseNumber: theCase.number,
      foundOn: on(),
      stage: 'investigation',
      kind: 'harbours',
    },
    officials: [{ name: '丁某', unitName: '某镇', post: '副镇长', managedBy: 'county' }],
    facts: '多次向沙场通报检查消息。',
  })
  const act = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'umbrella', umbrella, action, input)
  await act(finder, 'writeStatements', {
    ...{ growth: '借砂石运输起家，逐步垄断。', network: '有公职人员通风报信。' },
  })
  await act(finder, 'writeLists', {
    crimes: [{ what: '强迫交易', on: on(-300) }],
    members: [{ name: '甲某', relation: '与丁某来往密切' }],
    trades: [{ trade: '砂石运输', matter: '河湾一带' }],
  })
  await act(finder, 'listEvidence', { evidence: [{ what: '通话记录', where: '案卷第3卷' }] })
  await act(finder, 'submit')
  await act(head, 'send', { to: unit(home, 'discipline') })
  yield 1
  const intake = seat('disciplineIntake', home, 'discipline')
  await act(intake, 'receive', { registeredAs: '纪线〔2025〕1号' })

  const disciplineHead = seat('organHead', home, 'discipline')
  const [disposition] = await hands.linkedTo(umbrella, 'disposition')
  if (disposition === undefined) throw new Error('Discipline inspection has no file of the umbrella clue')
  const inTheFile = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'disposition', disposition, action, input)
  const investigators = [
    seat('disciplineInvestigator', home, 'discipline'),
    seat('complaintHandler', home, 'discipline'),
  ]
  const [first = disciplineHead] = investigators
  await inTheFile(disciplineHead, 'assign', { team: investigators })
  await inTheFile(first, 'propose', { proposedWay: 'verify', proposal: '初步核实。' })
  await inTheFile(disciplineHead, 'decide', { way: 'verify', wayReasons: '线索具体，可查性强。' })
  await inTheFile(first, 'logStep', { steps: [{ on: on(), what: '调取通话记录。' }] })
  await inTheFile(disciplineHead, 'fileCase', { filedOn: on(), findings: '涉嫌包庇、通风报信。' })
  await inTheFile(intake, 'feedBack', { toldOutcome: 'filed', toldOn: on() })
  yield* measuresOfTheCommission(scene, disposition, investigators)

  const force = await hands.act(head, 'taskForce', undefined, 'propose', {
    ...{ case: theCase.id, disciplineUnit: unit(home, 'discipline') },
    ...{ plan: '同立案、同侦办、同公告。', policeTeam: [finder], policeLiaison: finder },
  })
  const together = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'taskForce', force, action, input)
  await together(disciplineHead, 'join', { disciplineTeam: investigators, disciplineLiaison: first })
  await together(head, 'policeFile', { policeFiledOn: on() })
  await together(disciplineHead, 'disciplineFiles', { disciplineFiledOn: on() })
  await together(head, 'policeHandle', { policeHandlingOn: on() })
  await together(disciplineHead, 'disciplineHandles', { disciplineHandlingOn: on() })

  return {
    async *concluded() {
      await inTheFile(first, 'hearDefence', { defences: [{ on: on(), what: '本人承认通风报信。' }] })
      await inTheFile(disciplineHead, 'sanction', {
        ...{ sanction: 'dismissal', sanctionedOn: on(), findings: '事实清楚，予以开除。' },
      })
      await inTheFile(intake, 'feedBack', { toldOutcome: 'sanctioned', toldOn: on() })
      await inTheFile(intake, 'tellSanction', { sanctionToldOn: on() })
      yield 1
      await together(head, 'policeAnnounce', { policeAnnouncedOn: on() })
      await together(disciplineHead, 'disciplineAnnounces', { disciplineAnnouncedOn: on() })
      await together(head, 'tellPoliceOutcome', { policeOutcome: 'judged' })
      await together(disciplineHead, 'tellDisciplineOutcome', { disciplineOutcome: 'sanctioned' })
      await together(head, 'close')
      await together(disciplineHead, 'close')
    },
  }
}

/** The official's accounts are queried; he is detained, his family told, and free again once he has confessed. */
async function* measuresOfTheCommission(
  { hands, places, seat, on }: Scene,
  disposition: RecordId,
  officers: readonly PersonId[],
): Waiting<void> {
  const { home, above } = places
  const leaders = [seat('organHead', home, 'discipline'), seat('complaintHead', home, 'discipline')]
  const [leader] = leaders
  const [officer] = officers
  if (leader === undefined || officer === undefined) throw new Error('Nobody can apply for a measure')
  const apply = (input: Input) =>
    hands.act(officer, 'commissionMeasure', undefined, 'apply', {
      ...{ disposition, applicants: officers },
      ...input,
    })
  const query = await apply({
    ...{ kind: 'query', propertyConcerned: '丁某名下账户', necessity: '查明有无收受财物。' },
  })
  await hands.act(leader, 'commissionMeasure', query, 'decide', { decisionReasons: '符合条件。' })
  await hands.act(officer, 'commissionMeasure', query, 'execute', { officers })

  const detention = await apply({
    ...{ kind: 'detention', personConcerned: '丁某', necessity: '可能串供、毁灭证据。' },
  })
  const act = (person: PersonId, action: string, input: Input) =>
    hands.act(person, 'commissionMeasure', detention, action, input)
  for (const one of leaders) await act(one, 'decideTogether', { decisionReasons: '经集体研究，决定留置。' })
  await act(seat('complaintHead', above, 'discipline'), 'approveAbove', { reasons: '同意。' })
  await act(officer, 'execute', { officers, place: '留置场所' })
  await act(officer, 'tellFamily', { familyNotice: { on: on(), way: 'letter', whom: '其妻' } })
  yield 1
  await act(leader, 'lift', { liftReason: 'notNeeded', reasons: '已如实供述，无继续留置必要。' })
  await act(officer, 'release', { releasedOn: on() })
}
