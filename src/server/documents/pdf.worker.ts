/**
 * Sets papers in Typst, in a thread of its own: the compiler is native code that answers no one while it works.
 * It gets one message per paper, `{ id, paper }`, and answers `{ id, bytes }` or `{ id, error }`.
 *
 * Text stays text: the template is fixed, a paper arrives as JSON, and the compiler's folder does not exist, so that
 * even a template gone wrong could read no file.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'

export interface PdfOrder {
  readonly id: number
  readonly paper: string
}
export type PdfAnswer =
  { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly error: string }

const require = createRequire(import.meta.url)
const fontFolders = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'].map((file) =>
  dirname(require.resolve(`@expo-google-fonts/noto-serif-sc/${file}`)),
)
const template = readFileSync(new URL('./official.typ', import.meta.url), 'utf8')
const compiler = NodeCompiler.create({
  workspace: '/nonexistent-workspace-of-documents',
  fontArgs: [{ fontPaths: fontFolders }],
})

// PDF/A-2a is for the archive: it demands that every character is embedded with its meaning and its place in the structure.
const STANDARD = 'a-2a'
const MOST_ROUNDS = 4

function pdfOf(paper: string): Uint8Array {
  let input = paper
  for (let round = 1; ; round++) {
    const result = compiler.compile({ mainFileContent: template, inputs: { paper: input } })
    const document = result.result
    if (document === null) {
      const problems = result.takeDiagnostics()
      throw new Error(
        `official.typ does not compile: ${JSON.stringify(problems && compiler.fetchDiagnostics(problems))}`,
      )
    }
    try {
      return compiler.pdf(document, { pdfStandard: STANDARD })
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem)
      const missing = undisplayable(message)
      // Refused for something else: a document outside the archive standard is better than none.
      if (missing.size === 0 || round === MOST_ROUNDS) return compiler.pdf(document, {})
      input = namedInstead(input, missing)
    } finally {
      compiler.evictCache(0)
    }
  }
}

/**
 * The characters that no font here has or that mean nothing by themselves (private use), taken from the compiler's
 * refusals: the text `"𠮷"` could not be displayed, contains the codepoint `"\u{e123}"`.
 */
function undisplayable(message: string): ReadonlySet<string> {
  const texts = [...message.matchAll(/(?:the text|the codepoint) `\\*"(.*?)\\*"`/gu)].map(
    (match) => match[1] ?? '',
  )
  const spelt = texts.map((text) =>
    text.replaceAll(/\\+u\{([\da-f]{1,6})\}/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
  )
  return new Set(spelt.flatMap((text) => [...text]))
}

/** A character that cannot be drawn is named, so that nobody's name loses a part unseen: 〔U+20BB7〕. */
const namedInstead = (input: string, missing: ReadonlySet<string>): string =>
  [...input]
    .map((character) =>
      missing.has(character)
        ? `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`
        : character,
    )
    .join('')

parentPort?.on('message', ({ id, paper }: PdfOrder) => {
  let answer: PdfAnswer
  try {
    answer = { id, bytes: pdfOf(paper) }
  } catch (problem) {
    answer = { id, error: problem instanceof Error ? problem.message : String(problem) }
  }
  parentPort?.postMessage(answer)
})
