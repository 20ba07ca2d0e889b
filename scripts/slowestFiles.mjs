// A reporter for `node --test`: at the end, the files that took longest. What is slow here is slow for everybody.
import { relative } from 'node:path'
import { root } from './bootstrap.mjs'

const MOST = 15

export default async function* slowestFiles(events) {
  const files = []
  for await (const { type, data } of events)
    if (type === 'test:summary' && data.file !== undefined)
      files.push({ name: relative(root, data.file), seconds: data.duration_ms / 1000 })
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST)
  if (slowest.length < 2) return
  yield 'slowest files:\n'
  for (const { name, seconds } of slowest) yield `${seconds.toFixed(1).padStart(7)} s  ${name}\n`
}
