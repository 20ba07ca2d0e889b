/** A crime that belongs outside the province: proposed, sent or declined, received there or returned. */
import { atRegistry, type Sight } from './sight.ts'
import { staff, type Step } from './view.ts'

/** Told by the number, not drawn: nothing else of the world changes by it. */
const numberOf = ({ view }: Sight): number => Number(view.number.slice(-4, -1))

const CAME_BACK = ['declineOutside', 'noteOutsideReturn']

const goesOutside = (sight: Sight): boolean =>
  sight.plan.ending === 'transferred' &&
  !sight.isHead &&
  numberOf(sight) % 7 === 3 &&
  !sight.history.some((action) => CAME_BACK.includes(action))

/** Two ways back among five. */
const way = (sight: Sight): number => Math.floor(numberOf(sight) / 7) % 5

export function stepToOutside(sight: Sight, assessor: Parameters<typeof staff>[0]): Step | undefined {
  return goesOutside(sight)
    ? {
        who: staff(assessor),
        action: 'proposeOutside',
        input: {
          outsideOrgan: '辽宁省公安厅刑事侦查总队',
          outsideReasons: '主要犯罪地和主要嫌疑人居住地均在省外，本省没有管辖权。',
        },
      }
    : undefined
}

export function stepToSendOutside(sight: Sight): Step | undefined {
  const [head] = atRegistry(sight, 'officeHead')
  if (head === undefined) return undefined
  return way(sight) === 0
    ? { who: staff(head), action: 'declineOutside', input: { reasons: '部分事实发生在本省，先行核查。' } }
    : { who: staff(head), action: 'sendOutside', input: {} }
}

export function stepWhenSentOutside(sight: Sight): Step | undefined {
  const [clerk] = atRegistry(sight, 'intakeClerk')
  if (clerk === undefined) return undefined
  return way(sight) === 1
    ? { who: staff(clerk), action: 'noteOutsideReturn', input: { reasons: '收件机关认为主要事实在吉林省。' } }
    : {
        who: staff(clerk),
        action: 'noteOutsideReceipt',
        input: {
          outsideReceipt: `辽公刑受〔${sight.desk.on.slice(0, 4)}〕${String(numberOf(sight))}号`,
          outsideReceivedOn: sight.desk.on,
        },
      }
}
