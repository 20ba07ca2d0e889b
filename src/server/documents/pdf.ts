/**
 * A paper as PDF/A-2a. The compiler and its fonts load with the first paper and leave with the idle thread.
 */
import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfOrder } from './pdf.worker.ts'
import type { Paper } from './paper.ts'
import { typstInput } from './typstInput.ts'

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (problem: Error) => void
}

interface Typesetter {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

const IDLE_MILLISECONDS = 60_000

let typesetter: Typesetter | undefined
let leaving: NodeJS.Timeout | undefined
let lastOrder = 0

/** Throws when the page cannot be set at all: that is a bug of the template. */
export function pdfOfPaper(paper: Paper): Promise<Uint8Array> {
  const { worker, waiting } = (typesetter ??= startTypesetter())
  clearTimeout(leaving)
  worker.ref()
  return new Promise((resolve, reject) => {
    const order: PdfOrder = { id: ++lastOrder, paper: typstInput(paper) }
    waiting.set(order.id, { resolve, reject })
    worker.postMessage(order)
  })
}

function startTypesetter(): Typesetter {
  const started: Typesetter = {
    worker: new Worker(new URL('./pdf.worker.ts', import.meta.url)),
    waiting: new Map(),
  }
  const { worker, waiting } = started
  worker.on('message', (answer: PdfAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) {
      // Neither an idle thread nor its timer keeps the process alive.
      worker.unref()
      leaving = setTimeout(() => void dismiss(started), IDLE_MILLISECONDS).unref()
    }
    if ('bytes' in answer) one?.resolve(answer.bytes)
    else one?.reject(new Error(answer.error))
  })
  const gone = (problem: Error): void => {
    if (typesetter === started) typesetter = undefined
    for (const one of waiting.values()) one.reject(problem)
    waiting.clear()
  }
  worker.on('error', gone)
  worker.on('exit', (code) => gone(new Error(`the typesetting thread ended with ${code}`)))
  return started
}

async function dismiss(one: Typesetter): Promise<void> {
  if (one.waiting.size > 0 || typesetter !== one) return
  typesetter = undefined
  await one.worker.terminate()
}
