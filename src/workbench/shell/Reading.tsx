/** While something is read, and when it could not be. */
import { Alert, Button, Spin } from 'antd'
import { Refused } from '../doors/ask.ts'
import { useWords } from '../words.ts'

export function Reading() {
  const words = useWords()
  return (
    <div className="reading" role="status">
      <Spin /> <span>{words.loading}</span>
    </div>
  )
}

export function Problem({ error, again }: { readonly error: Error; readonly again?: () => void }) {
  const words = useWords()
  const problem = error instanceof Refused ? error.problem : undefined
  const says =
    problem?.status === 0 ? words.unreachable : (problem?.refused[0]?.says ?? problem?.detail ?? words.broken)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="problem"
      title={says}
      description={
        problem?.requestId !== undefined && problem.status >= 500
          ? `${words.requestId} ${problem.requestId}`
          : undefined
      }
      action={again === undefined ? undefined : <Button onClick={again}>{words.again}</Button>}
    />
  )
}
