/** Takes the whole file of a record along as one ZIP, for a reason that is written down. */
import { Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../words.ts'
import { Download } from './Download.tsx'

export function WholeFile({ path }: { readonly path: string }) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const isGiven = reason.trim() !== ''
  return (
    <>
      <p className="wholeFile">
        <Input
          size="small"
          aria-label={words.record.wholeFileReason}
          placeholder={words.record.wholeFileReason}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Download
          path={`${path}/file?reason=${encodeURIComponent(reason)}`}
          label={words.record.wholeFile}
          about={words.record.wholeFile}
          isOff={!isGiven}
        />
      </p>
      <p className="faint">{words.record.wholeFileSays}</p>
    </>
  )
}
