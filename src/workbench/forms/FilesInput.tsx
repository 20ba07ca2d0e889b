/** Choosing files, seeing them go, and taking one back. */
import { Alert, Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import type { FileRef } from '../doors/shapes.ts'
import { useWords } from '../words.ts'
import { upload } from './upload.ts'

interface FilesInputProps {
  readonly id: string
  readonly many: boolean
  readonly describedBy?: string | undefined
  readonly value: readonly FileRef[]
  readonly change: (files: readonly FileRef[]) => void
  /** Told while files are on their way: the form waits. */
  readonly busy: (isBusy: boolean) => void
}

export function FilesInput({ id, many, describedBy, value, change, busy }: FilesInputProps) {
  const words = useWords()
  const [going, setGoing] = useState<ReadonlyMap<string, number>>(new Map())
  const [says, setSays] = useState<readonly string[]>([])
  // Files that arrive while others are on their way are added to what is there by then.
  const arrived = useRef(value)
  arrived.current = value
  // By then something else in the form may have been typed: it is put into the form as it stands then.
  const changeNow = useRef(change)
  changeNow.current = change

  async function take(chosen: readonly File[]) {
    setSays([])
    busy(true)
    for (const file of chosen) {
      const progress = (percent: number) => setGoing((before) => new Map(before).set(file.name, percent))
      progress(0)
      const done = await upload(file, progress)
      setGoing((before) => new Map([...before].filter(([name]) => name !== file.name)))
      if ('file' in done) {
        arrived.current = many ? [...arrived.current, done.file] : [done.file]
        changeNow.current(arrived.current)
      } else
        setSays((before) => [...before, `${file.name}: ${done.says ?? words.form.uploadFailed(file.name)}`])
    }
    busy(false)
  }

  return (
    <div className="files-input">
      <input
        id={id}
        type="file"
        multiple={many}
        aria-describedby={[describedBy, `${id}says`].filter((one) => one !== undefined).join(' ')}
        onChange={({ target }) => {
          void take([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <p id={`${id}says`} className="faint">
        {words.form.filesSays}
      </p>
      <ul>
        {value.map((file) => (
          <li key={file.digest}>
            {file.name}{' '}
            <Button
              size="small"
              aria-label={words.form.removeFile(file.name)}
              onClick={() => change(value.filter(({ digest }) => digest !== file.digest))}
            >
              ×
            </Button>
          </li>
        ))}
        {[...going].map(([name, percent]) => (
          <li key={name} role="status">
            {words.form.uploading(name, percent)}
            <Progress percent={percent} showInfo={false} size="small" aria-hidden />
          </li>
        ))}
      </ul>
      {says.map((one) => (
        <Alert key={one} type="error" showIcon role="alert" title={one} />
      ))}
    </div>
  )
}
