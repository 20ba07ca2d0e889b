/** The tour under way: a small panel that says what there is to see and leads there. It covers nothing that is needed. */
import { Button } from 'antd'
import { useEffect } from 'react'
import { useGo } from '../palette/useGo.ts'
import { tourNow } from './tourNow.ts'
import { tours, useTourWords } from './tours.ts'

export function Tour() {
  const now = tourNow.use()
  const words = useTourWords()
  const go = useGo()
  const target = now === undefined ? undefined : tours[now.role].steps[now.step]
  useEffect(() => {
    if (target !== undefined) go(target)
    // Each step leads there once.
  }, [target])
  if (now === undefined) return null
  const { role, step } = now
  const { name, steps } = words.roles[role]
  return (
    <section className="tour" aria-label={words.title}>
      <p className="faint">
        {name} · {words.step(step + 1, steps.length)}
      </p>
      <p role="status">{steps[step]}</p>
      <div className="buttons">
        {step > 0 && <Button onClick={() => tourNow.set({ role, step: step - 1 })}>{words.back}</Button>}
        {step < steps.length - 1 && (
          <Button type="primary" onClick={() => tourNow.set({ role, step: step + 1 })}>
            {words.next}
          </Button>
        )}
        <Button onClick={() => tourNow.set(undefined)}>{words.end}</Button>
      </div>
    </section>
  )
}
