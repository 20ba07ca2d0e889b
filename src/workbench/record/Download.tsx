/** Fetches a file and has the browser save it; what is refused is said here, not in a page of its own. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { Problem } from '../doors/shapes.ts'
import { languageNow } from '../language.ts'
import { saveFile } from '../saveFile.ts'
import { sessionIsBack } from '../signIn/sessionLost.ts'
import { useWords } from '../words.ts'

interface DownloadProps {
  readonly path: string
  readonly label: string
  /** What a screen reader calls it. */
  readonly about: string
  /** Something is missing before it may be fetched. */
  readonly isOff?: boolean
}

export function Download({ path, label, about, isOff = false }: DownloadProps) {
  const words = useWords()
  const [isBusy, setIsBusy] = useState(false)
  const [says, setSays] = useState<string>()

  async function fetchFile(): Promise<void> {
    const response = await fetch(path, {
      headers: { 'accept-language': languageNow() },
      cache: 'no-store',
    }).catch(() => undefined)
    if (response?.status === 401) {
      await sessionIsBack()
      return fetchFile()
    }
    if (response?.ok !== true) {
      // Whatever is refused is a problem (RFC 9457).
      const problem = (await response?.json().catch(() => undefined)) as Problem | undefined
      setSays(problem?.refused[0]?.says ?? words.unreachable)
      return
    }
    setSays(undefined)
    saveFile(await response.blob(), nameIn(response.headers.get('content-disposition')))
  }

  return (
    <>
      <Button
        size="small"
        aria-label={about}
        disabled={isBusy || isOff}
        onClick={() => {
          setIsBusy(true)
          void fetchFile().finally(() => setIsBusy(false))
        }}
      >
        {label}
      </Button>
      {says !== undefined && <Alert type="warning" showIcon role="alert" title={says} />}
    </>
  )
}

function nameIn(header: string | null): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(header ?? '') ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/.exec(header ?? '')?.[1] ?? 'file'
}
