import type { chinese } from './words.zh.ts'

export const english: typeof chinese = {
  title: 'Search',
  label: 'A number, a name, its pinyin, a telephone or any two characters and more',
  hint: 'A register number, a name (by sound and in variant characters, too), its pinyin or initials, a telephone or identity number, or any two characters and more of a text.',
  go: 'Search',
  found: (count, isMore) => (isMore ? `More than ${String(count)} found` : `${String(count)} found`),
  tooMany: 'Too much was found to put all of it in order: narrow it down.',
  nothing: 'Nothing was found in what you may see.',
  elsewhere:
    'Another unit has a record with this number. What it says is out of your reach; if you need it, ask the clue centre or another unit.',
  ask: 'Ask (inquiry)',
  kept: 'It is kept which protected records a search showed.',
  all: 'All',
  type: 'Type',
  state: 'State',
  year: 'Year',
  more: 'Show more',
  ways: {
    number: 'its number',
    identifier: 'the same number in it',
    name: 'the name',
    sound: 'sounds the same',
    initials: 'the same initials',
    words: 'its words',
  },
}
