/** A text cut to this room in a picture; a Chinese character is as wide as two letters. */
export function shortened(text: string, room: number): string {
  let used = 0
  for (const [nth, sign] of [...text].entries()) {
    used += /\p{Script=Han}/u.test(sign) ? 2 : 1
    if (used > room) return `${[...text].slice(0, nth).join('')}…`
  }
  return text
}
