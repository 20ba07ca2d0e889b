/** What was just done, said once and read aloud, until it is closed or the next thing is done. */
import { Alert } from 'antd'
import { stored } from '../stored.ts'

export const notice = stored<string | undefined>(undefined)

export function Notice() {
  const says = notice.use()
  return (
    <div role="status" className="notice-place">
      {says !== undefined && (
        <Alert type="success" showIcon title={says} closable={{ onClose: () => notice.set(undefined) }} />
      )}
    </div>
  )
}
