/** The paper that a text would make of an invented record, as PDF to look at and as DOCX to save. */
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Problem } from '../doors/shapes.ts'
import { languageNow } from '../language.ts'
import { Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import type { PaperKind } from './paperText.ts'
import { usePaperWords } from './words.ts'

interface ExampleProps {
  readonly kind: PaperKind
  readonly content: Readonly<Record<string, unknown>>
}

async function exampleOf(
  { type, document }: PaperKind,
  content: ExampleProps['content'],
  format: 'pdf' | 'docx',
): Promise<{ readonly bytes: Blob } | { readonly says: string | undefined }> {
  const response = await fetch(`/api/paper-texts/${type}/${document}/example`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': languageNow() },
    body: JSON.stringify({ content, format }),
    cache: 'no-store',
  }).catch(() => undefined)
  if (response?.ok === true) return { bytes: await response.blob() }
  // Whatever is refused is a problem (RFC 9457).
  const problem = (await response?.json().catch(() => undefined)) as Problem | undefined
  return { says: problem?.refused[0]?.says }
}

export function Example({ kind, content }: ExampleProps) {
  const words = usePaperWords()
  const others = useWords()
  const [address, setAddress] = useState<string>()
  const [says, setSays] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let isGone = false
    setAddress(undefined)
    void exampleOf(kind, content, 'pdf').then((got) => {
      if (isGone) return
      if ('bytes' in got) made = URL.createObjectURL(got.bytes)
      setAddress(made)
      setSays('bytes' in got ? undefined : (got.says ?? others.unreachable))
    })
    return () => {
      isGone = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [kind, content, others])

  async function save(): Promise<void> {
    const got = await exampleOf(kind, content, 'docx')
    if (!('bytes' in got)) {
      setSays(got.says ?? others.unreachable)
      return
    }
    const file = URL.createObjectURL(got.bytes)
    const link = document.createElement('a')
    link.href = file
    link.download = `${kind.document}.docx`
    link.click()
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(file), 10_000)
  }

  if (says !== undefined) return <Alert type="warning" showIcon role="alert" title={says} />
  if (address === undefined) return <Reading />
  return (
    <section aria-label={words.previewOf}>
      <p className="faint">
        {words.previewSays}{' '}
        <Button size="small" onClick={() => void save()}>
          {words.save}
        </Button>
      </p>
      <iframe className="evidence-pdf" src={address} title={words.previewOf} />
    </section>
  )
}
