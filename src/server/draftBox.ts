/** Forms that were begun, closed under a key of their owner's that follows from the master key. */
import { hkdfSync } from 'node:crypto'
import type { PersonId } from '#kernel/record/field.ts'
import type { DraftPlace } from '#store/desk/drafts.ts'
import { closeSecret, openSecret } from './identity/secretBox.ts'
import type { KeyRing } from './keyRing.ts'

/** A form: what it does, and the record it does it on or follows from. */
export interface DraftForm {
  readonly type: string
  readonly action: string
  /** `<type>/<id>`; none for what opens a record about nothing that is there. */
  readonly of: string | undefined
}

export const placeOf = (keys: Pick<KeyRing, 'mark'>, person: PersonId, form: DraftForm): DraftPlace => ({
  person,
  key: keys.mark('draft', [person, form.type, form.action, form.of ?? ''].join('\n')),
})

/** Drafts are written with every pause of a typist: under one key for all, its nonces would be used up too soon. */
const keyOf = ({ master }: Pick<KeyRing, 'master'>, { person }: DraftPlace): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `draft ${person}`, 32))

const purposeOf = ({ key }: DraftPlace): string => `draft ${key.toString('hex')}`

export const closeDraft = (keys: Pick<KeyRing, 'master'>, place: DraftPlace, values: object): Buffer =>
  closeSecret(Buffer.from(JSON.stringify(values)), keyOf(keys, place), purposeOf(place))

export const openDraft = (keys: Pick<KeyRing, 'master'>, place: DraftPlace, body: Buffer): unknown =>
  JSON.parse(openSecret(body, keyOf(keys, place), purposeOf(place)).toString())
