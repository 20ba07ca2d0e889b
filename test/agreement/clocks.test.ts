/**
 * Every clock of chapters 3 to 5, row by row, with the article beside each row ([ASM]: assumed, configurable; [W…]: local
 * practice). What it measures from and to is tested beside each declaration; that no row is missing here, and none changed
 * unseen, is tested here. Both matrices of measures have tables of their own (src/mechanisms/asset/measure.test.ts,
 * src/mechanisms/umbrella/commissionMeasure.test.ts).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { declarations } from '#mechanisms/index.ts'
import { ruleSets } from '#test/support/specify.ts'
import { today } from '#test/support/smallWorld.ts'

/** type, clock, row, length, article */
const rows: readonly (readonly [string, string, string, string, string])[] = [
  ['listing', 'approve', 'always', '10w', '[ASM]'],
  ['listing', 'proposeAnew', 'always', '10w', '[ASM]'],
  ['listing', 'report', 'weekly', '7d', '[ASM]'],
  ['listing', 'report', 'halfMonthly', '15d', '[ASM]'],
  ['listing', 'report', 'quarterly', '3m', '[ASM]'],
  ['listing', 'report', 'always', '1m', '[ASM]'],
  ['listing', 'sign', 'always', '2w', '[ASM]'],
  ['listing', 'reply', 'always', '5w', '[ASM]'],
  ['listing', 'finish', 'm6m', '6m', '[ASM]'],
  ['listing', 'finish', 'm18m', '18m', '[ASM]'],
  ['listing', 'finish', 'm24m', '24m', '[ASM]'],
  ['listing', 'finish', 'always', '12m', '[ASM]'],
  ['listing', 'check', 'always', '10w', '[ASM]'],
  ['listing', 'decide', 'always', '5w', '[ASM]'],
  ['listing', 'archive', 'always', '60d', '[ASM]'],
  ['leaderCharge', 'accept', 'always', '7d', '[W18]'],
  ['leaderCharge', 'offerAnew', 'always', '7d', '[W18]'],
  ['leaderCharge', 'coordinate', 'always', '30d', '[ASM]'],
  ['leaderCharge', 'takeOver', 'always', '10w', '[ASM]'],
  ['designation', 'approve', 'always', '3w', '[ASM]'],
  ['designation', 'applyAnew', 'always', '5w', '[ASM]'],
  ['designation', 'passUp', 'always', '3w', '[ASM]'],
  ['designation', 'decide', 'always', '10w', '[ASM]'],
  ['designation', 'serve', 'always', '3w', '[ASM]'],
  ['designation', 'receive', 'always', '2w', '[ASM]'],
  ['designation', 'handOver', 'always', '5w', '第二十三条 第一百八十五条 [ASM]'],
  ['cooperation', 'approve', 'always', '2w', '[ASM]'],
  ['cooperation', 'supplement', 'always', '5w', '[ASM]'],
  ['cooperation', 'signFor', 'always', '1w', '[ASM]'],
  ['cooperation', 'answer', 'identityRemote', '15d', '第三百五十三条'],
  ['cooperation', 'answer', 'identity', '7d', '第三百五十三条'],
  ['cooperation', 'answer', 'always', '15d', '第三百四十八条 第三百五十三条 [ASM]'],
  ['cooperation', 'interrogate', 'always', '24h', '第三百五十一条'],
  ['cooperation', 'accept', 'always', '5w', '[ASM]'],
  ['bulletin', 'submit', 'always', '2w', '[ASM]'],
  ['bulletin', 'issue', 'always', '1w', '[ASM]'],
  ['measure', 'approve', 'emergency', '4h', '[ASM]'],
  ['measure', 'approve', 'otherwise', '3w', '[ASM]'],
  ['measure', 'execute', 'emergency', '4h', '[ASM]'],
  ['measure', 'execute', 'otherwise', '15d', '[ASM]'],
  ['measure', 'report', 'always', '24h', '第十二条'],
  ['measure', 'copy', 'always', '24h', '第十三条'],
  [
    'asset',
    'release',
    'always',
    '3d',
    '第四十一条 第一百四十五条 第二百三十三条 第二百四十七条 第二十六条 第二十八条',
  ],
  ['asset', 'decide', 'always', '10d', '第二百三十四条 [ASM]'],
  ['asset', 'handOver', 'measureEnded', '3d', '第二百三十三条 [ASM]'],
  ['asset', 'handOver', 'otherwise', '10d', '[ASM]'],
  ['asset', 'claim', 'victim', '12m', '第四百四十五条'],
  ['asset', 'claim', 'owner', '6m', '第二百三十三条'],
  ['asset', 'withoutMeasure', 'always', '3d', '第二百四十条 第二百三十三条 [ASM]'],
  ['asset', 'proceeds', 'always', '6m', '[ASM]'],
  ['asset', 'sell', 'perishable', '5d', '[ASM]'],
  ['asset', 'sell', 'otherwise', '30d', '[ASM]'],
  ['asset', 'rule', 'always', '12m', '[ASM]'],
  ['asset', 'confiscate', 'always', '6m', '第三条'],
  ['propertyObjection', 'hear', 'always', '7d', '[ASM]'],
  ['propertyObjection', 'decide', 'always', '15d', '第四十九条 [ASM]'],
  ['propertyObjection', 'answerComplaint', 'always', '30d', '第一百九十六条'],
  ['enforcement', 'send', 'always', '10d', '第四百四十七条'],
  ['enforcement', 'returnReceipt', 'always', '1m', '第四百四十七条'],
  ['enforcement', 'file', 'always', '7d', '第七条'],
  ['enforcement', 'finish', 'always', '6m', '第三条'],
  ['enforcement', 'remit', 'always', '15d', '第四百四十八条'],
  ['umbrella', 'send', 'toPolice', '3w', '[W08] [W09]'],
  ['umbrella', 'send', 'toDiscipline', '5w', '[W08]'],
  ['umbrella', 'receive', 'always', '3w', '[ASM]'],
  ['umbrella', 'complete', 'always', '5w', '[ASM]'],
  ['umbrella', 'sendAgain', 'always', '2w', '[ASM]'],
  ['umbrella', 'arbitrate', 'always', '5w', '[ASM]'],
  ['umbrella', 'feedBack', 'toPolice', '30d', '[ASM]'],
  ['umbrella', 'feedBack', 'toDiscipline', '3m', '[ASM]'],
  ['disposition', 'decide', 'always', '1m', '[W73]'],
  ['disposition', 'review', 'always', '1m', '第五十六条'],
  ['disposition', 'secondReview', 'always', '2m', '第五十六条'],
  ['commissionMeasure', 'decide', 'forcedAppearance', '4h', '[ASM]'],
  ['commissionMeasure', 'decide', 'always', '3w', '[ASM]'],
  ['commissionMeasure', 'approveAbove', 'always', '3w', '[ASM]'],
  ['commissionMeasure', 'execute', 'always', '7d', '[ASM]'],
  ['commissionMeasure', 'tellFamily', 'always', '24h', '第五十条'],
  ['commissionMeasure', 'tellNation', 'always', '3w', '第四十七条 [ASM]'],
  ['commissionMeasure', 'release', 'forcedAppearance', '1h', '[ASM]'],
  ['commissionMeasure', 'release', 'property', '3d', '第二十六条 第二十八条 [ASM]'],
  ['commissionMeasure', 'release', 'always', '24h', '第四十八条 [ASM]'],
  ['taskForce', 'join', 'always', '5w', '[ASM]'],
  ['taskForce', 'disciplineFilingGap', 'always', '30d', '[ASM]'],
  ['taskForce', 'disciplineHandlingGap', 'always', '30d', '[ASM]'],
  ['taskForce', 'disciplineAnnouncingGap', 'always', '30d', '[ASM]'],
  ['taskForce', 'policeFilingGap', 'always', '30d', '[ASM]'],
  ['taskForce', 'policeHandlingGap', 'always', '30d', '[ASM]'],
  ['taskForce', 'policeAnnouncingGap', 'always', '30d', '[ASM]'],
  ['assetQuery', 'approve', 'always', '2w', '[ASM]'],
  ['assetQuery', 'reply', 'finance', '3w', '[ASM]'],
  ['assetQuery', 'reply', 'moneyLaundering', '10w', '[ASM]'],
  ['assetQuery', 'reply', 'registers', '5w', '[ASM]'],
  ['assetQuery', 'use', 'always', '30d', '[ASM]'],
  ['case', 'filing', 'major', '30d', '[ASM]'],
  ['case', 'filing', 'clue', '7d', '[ASM]'],
  ['case', 'reviewForProsecution', 'always', '1m', '第一百七十二条 第一百七十五条'],
  ['case', 'supplement', 'always', '1m', '第一百七十五条'],
  ['case', 'trial', 'always', '2m', '[L2]'],
  ['case', 'secondInstance', 'always', '2m', '第二百四十三条'],
  ['case', 'closureReview', 'always', '3m', '[ASM]'],
  ['consultation', 'call', 'always', '10w', '[ASM]'],
  ['consultation', 'minutes', 'always', '5w', '[ASM]'],
  ['consultation', 'decide', 'always', '10w', '[ASM]'],
  ['custody', 'tellFamily', 'always', '24h', '第八十五条'],
  ['custody', 'firstInterrogation', 'always', '24h', '第八十六条'],
  ['custody', 'askForArrest', 'always', '3d', '第九十一条'],
  ['custody', 'decideArrest', 'always', '7d', '第九十一条'],
  ['custody', 'custody', 'always', '2m', '第一百五十六条 第一百六十条'],
  ['custody', 'review', 'always', '1m', '第九十八条 第一百七十二条'],
  ['custody', 'supplement', 'always', '1m', '第九十八条 第一百七十五条'],
  ['custody', 'trial', 'always', '2m', '第九十八条'],
  ['custody', 'secondInstance', 'always', '2m', '第九十八条 第二百四十三条'],
  ['custody', 'surveillance', 'always', '6m', '第七十九条'],
  ['custody', 'bail', 'always', '12m', '第七十九条'],
  ['custody', 'release', 'always', '24h', '第九十一条 第九十九条 [ASM]'],
]

const matrices = ['measure.length', 'commissionMeasure.length']
const rulebook = rulebookOn(ruleSets, today)

for (const [type, deadline, row, length, article] of rows)
  test(`${type}.${deadline}, ${row}: ${length} (${article})`, () => {
    const found = rulebook.table(`${type}.${deadline}.term`).rows.find(({ id }) => id === row)
    assert.equal(found?.then['term'], length)
    for (const part of article.split(' '))
      assert.ok(
        found.source.includes(part) || (part === '[ASM]' && found.source.includes('assumed')),
        `${part} is not in "${found.source}"`,
      )
  })

test('no row of a clock of chapters 3 to 5 is missing above', () => {
  const chapters = [...declarations.values()].filter(
    ({ name, mechanism }) => [3, 4, 5].includes(mechanism) || name === 'assetQuery',
  )
  const there = chapters.flatMap(({ name, deadlines }) =>
    Object.keys(deadlines)
      .filter((deadline) => !matrices.includes(`${name}.${deadline}`))
      .flatMap((deadline) =>
        rulebook.table(`${name}.${deadline}.term`).rows.map(({ id }) => `${name}.${deadline}/${id}`),
      ),
  )
  const known = rows.map(([type, deadline, row]) => `${type}.${deadline}/${row}`)
  assert.deepEqual(known.toSorted(), there.toSorted())
})

/** What is taken from whoever is held, or from whoever is owed an hour, never moves past a day off (CPL art 105; AOCL art 27). */
test('no clock of custody moves over a holiday, nor the length of a measure', () => {
  const custody = declarations.get('custody')
  assert.ok(custody !== undefined)
  for (const [name, { neverMoves }] of Object.entries(custody.deadlines)) assert.ok(neverMoves, name)
  assert.ok(declarations.get('measure')?.deadlines['length']?.neverMoves)
  const commission = declarations.get('commissionMeasure')?.deadlines
  for (const name of ['length', 'tellFamily', 'release']) assert.ok(commission?.[name]?.neverMoves, name)
})
