/** What a citizen is told of a state is said in both languages, for every type they can open. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from '#portal/words.en.ts'
import { zh } from '#portal/words.zh.ts'
import { publicTypes } from '#server/publicTypes.ts'

for (const { declaration } of Object.values(publicTypes))
  test(`${declaration.name}: every state has a public word and what it means, and no figure that the rulebook sets`, () => {
    for (const [state, { publicly }] of Object.entries(declaration.states)) {
      assert.ok(publicly !== undefined, state)
      for (const words of [zh, en])
        for (const said of [words.statuses, words.statusHints]) {
          const text: string | undefined = Object.entries(said).find(([name]) => name === publicly)?.[1]
          assert.ok(text !== undefined, `${state}: ${publicly}`)
          assert.doesNotMatch(text, /\d/u)
        }
    }
  })
