/** What another organ does with a part that was split off to it (type `transfer`). */
import { takenBy } from '#mechanisms/clue/transfer.receivers.ts'
import type { Named } from '#kernel/record/field.ts'
import { freeHolders, type Desk } from './desk.ts'
import { chance, pick, type Random } from './random.ts'
import { staff, type Step, type View } from './view.ts'
import { officials } from './wordsOfOfficials.ts'

export interface PartSight {
  readonly view: View
  readonly desk: Desk
  readonly random: Random
  readonly history: readonly string[]
}

const kinds = ['umbrella', 'industry', 'petition'] as const
type Kind = (typeof kinds)[number]

export function nextStepOfPart({ view, desk, random, history }: PartSight): Step | undefined {
  const { to, kind: said, named } = view.fields
  const kind = kinds.find((one) => one === said)
  if (typeof to !== 'string' || kind === undefined) return undefined
  // The declaration holds `named` as what was named in the clue.
  const keys = ((named ?? []) as readonly Named[]).map(({ key }) => key)
  const [receiver] = freeHolders(desk, [takenBy[kind]], to, keys)
  switch (view.state) {
    case 'sent':
      if (receiver === undefined) return undefined
      return !history.includes('returnIt') && chance(random, 0.4)
        ? {
            who: staff(receiver),
            action: 'returnIt',
            input: { reasons: pick(random, officials.transfer.returned) },
          }
        : {
            who: staff(receiver),
            action: 'register',
            input: { registeredAs: `转${view.number.slice(-6)}` },
          }
    case 'returned':
      return elsewhere(view, desk, random, kind, keys)
    case 'registered':
      return receiver === undefined
        ? undefined
        : {
            who: staff(receiver),
            action: 'answer',
            input: {
              result: pick(random, ['filed', 'sanctioned', 'rectified', 'explained', 'nothingFound']),
              answer: pick(random, officials.transfer.answer),
              decidedOn: desk.on,
            },
          }
    default:
      return undefined
  }
}

function elsewhere(
  view: View,
  desk: Desk,
  random: Random,
  kind: Kind,
  keys: readonly string[],
): Step | undefined {
  const place = String(view.fields['to']).split(':')[0] ?? ''
  const [director] = freeHolders(desk, ['officeHead'], `${place.slice(0, 4)}:office`, keys, 'transfer')
  const [centre] = freeHolders(desk, ['officeHead'], '22:clueCentre', keys, 'transfer')
  const head = director ?? centre
  if (head === undefined) return undefined
  const organ = { umbrella: 'discipline', industry: 'marketRegulation', petition: 'petition' }[kind]
  const to = `${place.slice(0, 4)}:${organ}`
  const isFree =
    desk.org.findUnitConflict(to, keys, desk.on) === undefined &&
    freeHolders(desk, [takenBy[kind]], to, keys).length > 0
  return isFree && chance(random, 0.75)
    ? {
        who: staff(head),
        action: 'sendElsewhere',
        input: { to, reasons: pick(random, officials.transfer.elsewhere) },
      }
    : { who: staff(head), action: 'withdraw', input: { reasons: pick(random, officials.transfer.withdrawn) } }
}
