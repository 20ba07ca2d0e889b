import type { Identifier } from './identifier.ts'
import { plainText } from './plainText.ts'

const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'
const serial = 'A-HJ-NP-Z0-9'

/** Where a plate may stand in a text; what stands there is judged by isSerial(). */
const plateInText = new RegExp(
  `([${provinces}])([A-HJ-NP-Z])[ ·・.*-]?([${serial}]{4,6})([学警挂港澳]?)(?![${serial}IO*])`,
  'gi',
)

/**
 * The part after province and city letter (GA 36-2018): five characters with at most two letters; four before
 * 学 警 挂 港 澳; six for new-energy vehicles, the first (small) or the last (large) being A–H, J or K.
 */
function isSerial(characters: string, suffix: string): boolean {
  const letters = characters.replace(/\d/g, '').length
  if (suffix !== '') return characters.length === 4 && letters <= 2
  if (characters.length === 5) return letters <= 2
  return /^[A-HJK][A-HJ-NP-Z0-9]\d{4}$/.test(characters) || /^\d{5}[A-HJK]$/.test(characters)
}

/** Every vehicle plate of a text, as `吉A12345`. Linear: each attempt reads at most ten characters. */
export function* platesIn(text: string): Generator<Identifier> {
  for (const [, province = '', city = '', characters = '', suffix = ''] of text.matchAll(plateInText)) {
    const upper = characters.toUpperCase()
    // 吉A12345警察: the serial is complete, what follows is the next word.
    const ending = upper.length === 4 ? suffix : ''
    if (isSerial(upper, ending))
      yield { kind: 'plate', value: province + city.toUpperCase() + upper + ending }
  }
}

export function normalisePlate(text: string): Identifier | undefined {
  const plain = plainText(text).trim()
  const [first] = platesIn(plain)
  return first?.value.length === plain.replace(/[ ·・.*-]/g, '').length ? first : undefined
}
