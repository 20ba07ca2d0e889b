/** The doors of boards: what runs out, and what is counted. */
import { answer, inPath, inQuery, read, type Json } from './pieces.ts'

/** By what the records of one number of the board are chosen; `-` is what is not stated or not seen. */
const boardSliceSays: Json = {
  county: 'The six digits of the county, the four of the prefecture, or -.',
  source: 'A code of clue.sources, or -.',
  outcome: 'An outcome, or -.',
  unit: 'The verifying unit, or -.',
  state: 'A state of the type.',
  month: 'The month of entry, such as 2026-04.',
  closed: '1 or 0.',
  verified: '1 or 0.',
  rechecked: '1 or 0: looked at a second time.',
  upheld: '1 or 0: the second look came to the same conclusion.',
  overdue: '1 or 0; not of a past day.',
  age: 'Which bucket of age, from 0, of what is open.',
  rung: 'Which rung of the ladder, from 1; not of a past day.',
  earlier: 'What a clerk judged an earlier report to be, such as sameEvent; not of a past day.',
  satisfaction: 'What the reporter said on the last return visit; not of a past day.',
  verifier: 'The id of a person of the team; not of a past day.',
}
const boardSliceParameters = Object.entries(boardSliceSays).map(([name, says]) =>
  inQuery(name, { type: 'string' }, String(says)),
)
const periodTo: Json = inQuery(
  'to',
  { type: 'string', format: 'date' },
  'The last day of a period; the last one that is over without it.',
)
const onDay: Json = inQuery('on', { type: 'string', format: 'date' }, 'As of this day; today without it.')

export const boardPaths: Json = {
  '/api/ending/{type}/{deadline}': read(
    'Records whose clock runs out in the days to come, counted by unit and one by one',
    { 200: answer('Counts for 3, 7, 15 and 30 days, and a page of records.') },
    { parameters: [inPath('type', { type: 'string' }), inPath('deadline', { type: 'string' })] },
  ),
  '/api/board': read(
    'Clues counted for a board, under your reach and sight',
    {
      200: answer(
        'Counts by county, source, age, rung, state, outcome, unit, month and day, of what was reported before and of return visits.',
      ),
    },
    { parameters: [onDay] },
  ),
  '/api/board/records': read(
    'The records that one number of the board counts, under your reach and sight',
    { 200: answer('A page of records, newest first, with the number of all of them.') },
    {
      parameters: [
        inQuery('type', { type: 'string' }, 'Of this type; clues without it.'),
        onDay,
        ...boardSliceParameters,
        inQuery('cursor', { type: 'string' }, 'The next of the page before.'),
      ],
    },
  ),
  '/api/board/verifiers': read(
    'How many of a unit’s clues lie with each of its verifiers today, as far as you see the team',
    { 200: answer('Open, overdue and closed ones of each person.') },
    { parameters: [inQuery('unit', { type: 'string' }, 'The verifying unit.')] },
  ),
  '/api/board/file': read(
    'The same counts as a workbook',
    { 200: { description: 'XLSX.' } },
    { parameters: [onDay] },
  ),
  '/api/returns': read(
    'The statistics returns of a period side by side, as far as you reach them',
    { 200: answer('Who has filed, who has not, and counts by result.') },
    { parameters: [periodTo] },
  ),
  '/api/returns/file': read(
    'The same with every line, as a workbook',
    { 200: { description: 'XLSX.' } },
    { parameters: [periodTo] },
  ),
}
