/** Messages of the query desk: one spelling, checked signatures, refusals by name. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { formatNote, KEY_TYPE, signText } from '#kernel/journal/note.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { signerOf } from '#store/log/ed25519.ts'
import { digestOf, openReply, signMessage, type QueryReply } from './message.ts'

const signerNamed = (name: string) =>
  signerOf(name, KEY_TYPE.ed25519, generateKeyPairSync('ed25519').privateKey)
const bank = signerNamed('22-bank')
const other = signerNamed('22-bank')
const reply: QueryReply = {
  ...{ v: 1, kind: 'reply', request: '00000000-0000-4000-8000-000000000001' as RecordId },
  ...{ answers: 'ab'.repeat(32), institution: '22:bank', result: 'found' },
  files: [{ name: '流水.csv', digest: 'cd'.repeat(32), size: 3 }],
}
const note = signMessage(reply, bank)
const signed = (text: string) => formatNote({ text, signatures: [signText(text, bank)] })

test('what was signed opens as what it was, and the same again is the same bytes', () => {
  assert.deepEqual(openReply(note, [other.key, bank.key]), { message: reply })
  assert.equal(signMessage(reply, bank), note)
  assert.match(digestOf(note), /^[\da-f]{64}$/)
})

for (const [says, text, refused] of [
  ['another key', signMessage(reply, other), 'unknownKey'],
  ['no note', '{}', 'garbage'],
  ['a changed byte', note.replace('流水', '流木'), 'badSignature'],
  ['no JSON', signed('hello\n'), 'garbage'],
  ['another spelling', signed(`${JSON.stringify(reply)}\n`), 'garbage'],
  ['a member twice', signed('{"a":1,"a":1}\n'), 'garbage'],
  ['an unknown member', signMessage({ ...reply, more: 1 } as QueryReply, bank), 'garbage'],
  ['a digest that is none', signMessage({ ...reply, answers: '../../etc/passwd' }, bank), 'garbage'],
  [
    'a file that would lie elsewhere',
    signMessage({ ...reply, files: [{ name: 'x', digest: '../x', size: 1 }] }, bank),
    'garbage',
  ],
  ['files with nothing found', signMessage({ ...reply, result: 'nothing' }, bank), 'garbage'],
  ['declined without a reason', signMessage({ ...reply, result: 'declined', files: [] }, bank), 'garbage'],
  ['arrays upon arrays', signed(`${'['.repeat(5000)}${']'.repeat(5000)}\n`), 'garbage'],
] as const)
  test(`${says} is refused: ${refused}`, () => {
    assert.deepEqual(openReply(text, [bank.key]), { refused })
  })
