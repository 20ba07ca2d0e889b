/** Whatever people do, in whatever order: what must stay true of a case. Wishes are drawn at random from all there are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { replay } from '#kernel/record/replay.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import {
  addEvidence,
  addPersons,
  append,
  by,
  child,
  decideOn,
  file,
  open,
  pronounce,
  prosecute,
  reasons,
  resubmit,
  review,
  send,
  supplement,
  untilProsecuting,
  viewBy,
  type CaseAct,
} from '#test/support/caseActs.ts'
import { caseRecord } from './case.ts'

const short = review('prosecution', { unmet: ['evidenceSufficient'] })
const grade = { grade: 'sound', opinion: '。', defects: [], correctiveActions: [] }
const everyItem = [
  'filingDecision',
  'nonFilingNotice',
  'evidenceList',
  'custodyPapers',
  'prosecutionProposal',
  'defenceViews',
  'supplementFile',
  'nonProsecutionDecision',
  'indictment',
  'judgment',
  'appealJudgment',
  'propertyReport',
  'labelApproval',
  'consultationMinutes',
  'closureReport',
].map((item) => ({ item, volume: '1' }))

/** Each what somebody may plausibly wish at some point of the way. */
const plausible: readonly CaseAct[] = [
  addEvidence('Z1', 'Z2'),
  addPersons,
  review('filing'),
  file,
  review('investigationEnd'),
  send,
  short,
  short,
  review('prosecution'),
  supplement,
  resubmit,
  prosecute,
  prosecute,
  by('nanguanProcuratorateHead', 'decideNotToProsecute', {
    nonProsecutionGround: 'evidenceShort',
    ...reasons,
  }),
  by('nanguanProcurator', 'excludeEvidence', {
    exclusions: [{ evidence: 'Z1', ground: 'other', why: '。' }],
  }),
  viewBy('nanguanLegal', true),
  viewBy('nanguanProcurator', false),
  review('trial'),
  pronounce('guilty', 'guilty'),
  pronounce('notGuilty', 'notGuilty'),
  by('nanguanPoliceHead', 'withdrawCase', reasons),
  by('nanguanPoliceHead', 'declineToFile', reasons),
  by('nanguanJudge', 'takeEffect', { effectiveOn: '2025-05-20' }, { on: '2025-05-20' }),
  by('nanguanJudge', 'close', reasons, { on: '2025-05-20' }),
  by('provinceExpert', 'reviewClosed', grade, { on: '2025-05-20' }),
  by('provinceExpert2', 'reviewClosed', grade, { on: '2025-05-20' }),
  by('centreArchivist', 'archive', { archiveBox: '1', archiveItems: everyItem }, { on: '2025-05-20' }),
]

/** What is done of a row of wishes: those that are refused leave no entry. */
function lived(start: readonly CaseAct[], wishes: readonly CaseAct[]): readonly JournalEntry[] {
  const begun = start.reduce<readonly JournalEntry[]>(append, [])
  return wishes.reduce<readonly JournalEntry[]>(
    (entries, wish) => ('accepted' in decideOn(entries, wish) ? append(entries, wish) : entries),
    begun,
  )
}

const anyRow = (most: number, of: readonly CaseAct[] = plausible) =>
  fc.array(fc.constantFrom(...of), { minLength: most / 2, maxLength: most })
/** What moves a case back and forth between procuratorate and police. */
const atTheProcuratorate = [
  short,
  supplement,
  supplement,
  resubmit,
  resubmit,
  review('prosecution'),
  prosecute,
]

test('no order of acts gives a third supplement, or a prosecution after two of them once the evidence was found short', () => {
  let reached = 0
  fc.assert(
    fc.property(anyRow(24, atTheProcuratorate), (wishes) => {
      const done = lived(untilProsecuting, wishes)
      const count = (action: string) => done.filter((entry) => entry.action === action).length
      assert.ok(count('returnForSupplement') <= 2)
      const lastResubmission = done.findLastIndex(({ action }) => action === 'resubmit')
      const shortAfter = done.findIndex(
        ({ action, sets }, nth) =>
          nth > lastResubmission &&
          action === 'reviewGate' &&
          (sets['gateReviews'] as readonly { passed: boolean }[]).at(-1)?.passed === false,
      )
      if (count('resubmit') < 2 || shortAfter < 0) return
      reached += 1
      assert.ok(!done.slice(shortAfter).some(({ action }) => action === 'prosecute'))
    }),
    { numRuns: 150, seed: 20250428 },
  )
  assert.ok(reached > 5, `only ${String(reached)} rows came to two supplements and evidence found short`)
})

test('nothing is prosecuted or tried to a conviction that no gate was passed for', () => {
  fc.assert(
    fc.property(anyRow(40), (wishes) => {
      const done = lived([open()], wishes)
      for (const [nth, { action, input }] of done.entries()) {
        const guilty =
          action === 'pronounce' &&
          (input['verdicts'] as readonly { verdict: string }[]).some(({ verdict }) => verdict === 'guilty')
        if (action !== 'prosecute' && !guilty) continue
        const gate = action === 'prosecute' ? 'prosecution' : 'trial'
        const reviews = done
          .slice(0, nth)
          .flatMap(({ action: one, sets }) =>
            one === 'reviewGate'
              ? [(sets['gateReviews'] as readonly { gate: string; passed: boolean }[]).at(-1)]
              : [],
          )
        assert.equal(reviews.findLast((one) => one?.gate === gate)?.passed, true)
      }
    }),
    { numRuns: 100, seed: 20250428 },
  )
})

test('no order of acts archives a case with anything of it open', () => {
  const types = [
    'asset',
    'measure',
    'umbrella',
    'consultation',
    'listing',
    'custody',
    'assetQuery',
    'propertyObjection',
  ]
  let archived = 0
  fc.assert(
    fc.property(anyRow(30), fc.constantFrom(...types), fc.boolean(), (wishes, type, isClosed) => {
      const linked = [child(type, 'somewhere', isClosed)]
      const done = lived(
        [open()],
        [...wishes, ...plausible.slice(-3)].map((wish) => ({ ...wish, linked })),
      )
      const isArchived = replay(caseRecord, done)?.state === 'archived'
      if (isArchived) archived += 1
      assert.ok(!isArchived || isClosed)
    }),
    { numRuns: 120, seed: 20250428 },
  )
  assert.ok(archived > 3, `only ${String(archived)} rows came to the archive`)
})
