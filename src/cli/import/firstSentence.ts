/** A title for a text that has none: its first sentence, without greeting, at most `max` characters (never half of one). */
export function firstSentence(text: string, max: number): string {
  const body = text.trim().replace(/^(尊敬的[^，。！：:,!\s]{0,20}|您好|你好|领导好?)[，。！：:,!\s]+/u, '')
  const sentence = /^[^。！？!?；;\n]+/u.exec(body)?.[0].trim() ?? body
  const characters = Array.from(sentence === '' ? body : sentence)
  return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`
}
