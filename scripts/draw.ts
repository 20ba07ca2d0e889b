// npm run draw: writes docs/mechanisms/<type>.md from every declaration. With --check it writes nothing and
// fails when a page is not what would be drawn.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { pageOf, type BothWords } from '#kernel/record/draw.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { declarations, words } from '#mechanisms/index.ts'

const folder = join(import.meta.dirname, '../docs/mechanisms')

/** Every declaration with its words. */
const spokenOf = new Map<string, BothWords>(Object.entries(words))
const declared = [...declarations.values()].flatMap((declaration) => {
  const spoken = spokenOf.get(declaration.name)
  return spoken === undefined ? [] : [{ declaration, spoken }]
})

const pathOf = ({ name }: Declaration): string => join(folder, `${name}.md`)

/** The page as it stands in the folder, formatted like every other file. */
const drawn = async (declaration: Declaration, spoken: BothWords): Promise<string> =>
  format(pageOf(declaration, spoken), { ...(await resolveConfig(pathOf(declaration))), parser: 'markdown' })

/** The types whose page in the folder is not the one that would be drawn. */
export async function outdatedPages(): Promise<readonly string[]> {
  const outdated: string[] = []
  for (const { declaration, spoken } of declared) {
    const path = pathOf(declaration)
    const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    if (found !== (await drawn(declaration, spoken))) outdated.push(declaration.name)
  }
  return outdated
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const outdated = await outdatedPages()
    for (const name of outdated) console.error(`docs/mechanisms/${name}.md is not current: npm run draw`)
    process.exitCode = outdated.length === 0 ? 0 : 1
  } else {
    mkdirSync(folder, { recursive: true })
    for (const { declaration, spoken } of declared)
      writeFileSync(pathOf(declaration), await drawn(declaration, spoken))
  }
}
