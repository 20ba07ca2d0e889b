/** What the two READMEs say of the settings is what `zhunsheng doctor` says. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { settingDescriptions } from '#server/settings.ts'

const root = new URL('../../', import.meta.url)
const settings = settingDescriptions.map(({ env, otherwise }) => [env, otherwise])
/** What stands for a default that is no value, in each language. */
const asWords: Readonly<Record<string, readonly [string, string]>> = {
  none: ['none', '无'],
  'the embedded server': ['the embedded server', '自带服务器'],
  'the login of DATABASE_URL as zs_app': ['the login of `DATABASE_URL`', '`DATABASE_URL` 的账号'],
  'the loopback address as it was typed': ['the loopback address as typed', '所输入的本机地址'],
  'free in a demo, else rule': ['`free` in a demo, else `rule`', '演示为 `free`，否则 `rule`'],
  '<data>/evidence': ['`<data>/evidence`', '`<数据目录>/evidence`'],
  '<data>/exchange': ['`<data>/exchange`', '`<数据目录>/exchange`'],
}

for (const [nth, file] of (['README.md', 'README.zh-CN.md'] as const).entries())
  test(`${file} lists every setting and its default, in the order of doctor`, () => {
    const rows = [
      ...readFileSync(new URL(file, root), 'utf8').matchAll(/^\| `([A-Z][A-Z_\d]+)` *\|.*\| (.+?) *\|$/gm),
    ]
    const told = rows.map(([, name, otherwise]) => [name, otherwise])
    assert.deepEqual(
      told,
      settings.map(([name = '', otherwise = '']) => [name, asWords[otherwise]?.[nth] ?? `\`${otherwise}\``]),
    )
  })
