/**
 * A file of the record: pictures, PDFs, sound, film and texts are shown, everything else is saved. Nothing stays in a cache;
 * that it was looked at is kept.
 */
import { Alert, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { FileRef } from '../doors/shapes.ts'
import { Download } from '../record/Download.tsx'
import { Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { Watermark } from './Watermark.tsx'
import { modalPlace } from '../shell/modalPlace.ts'

const PICTURES: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/avif',
]
type Way = 'picture' | 'pdf' | 'sound' | 'film' | 'text' | 'none'

function wayOf({ type }: FileRef): Way {
  if (PICTURES.includes(type)) return 'picture'
  if (type === 'application/pdf') return 'pdf'
  if (type.startsWith('audio/')) return 'sound'
  if (type.startsWith('video/')) return 'film'
  return type === 'text/plain' ? 'text' : 'none'
}

const spokenSize = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${String(Math.ceil(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

export function EvidenceViewer({ file, close }: { readonly file: FileRef; readonly close: () => void }) {
  const words = useWords()
  const way = wayOf(file)
  return (
    <Modal
      getContainer={modalPlace}
      open
      width={960}
      footer={null}
      onCancel={close}
      title={file.name}
      destroyOnHidden
    >
      <p>
        {words.evidence.bytes(spokenSize(file.size))}{' '}
        <Download
          path={`/api/files/${file.digest}`}
          label={words.record.download}
          about={`${words.record.download} ${file.name}`}
        />
      </p>
      {way === 'none' ? <p>{words.evidence.none}</p> : <Shown file={file} way={way} />}
    </Modal>
  )
}

function Shown({ file, way }: { readonly file: FileRef; readonly way: Way }) {
  const words = useWords()
  const [bytes, setBytes] = useState<Blob>()
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    const controller = new AbortController()
    fetch(`/api/files/${file.digest}`, { signal: controller.signal, cache: 'no-store' })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        // The type that was found in the content at upload, never one that the name suggests.
        setBytes(new Blob([await response.arrayBuffer()], { type: file.type }))
      })
      .catch(() => {
        if (!controller.signal.aborted) setHasFailed(true)
      })
    return () => controller.abort()
  }, [file])
  if (hasFailed) return <Alert type="error" showIcon role="alert" title={words.evidence.failed} />
  if (bytes === undefined) return <Reading />
  return (
    <Watermark>
      {way === 'text' ? <Text bytes={bytes} /> : <Framed bytes={bytes} way={way} name={file.name} />}
    </Watermark>
  )
}

function Framed({ bytes, way, name }: { readonly bytes: Blob; readonly way: Way; readonly name: string }) {
  const words = useWords()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(bytes)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  if (address === undefined) return null
  switch (way) {
    case 'picture':
      return <img className="evidence-picture" src={address} alt={words.evidence.picture(name)} />
    case 'sound':
      return <audio className="evidence-sound" src={address} controls aria-label={name} />
    case 'film':
      return <video className="evidence-picture" src={address} controls aria-label={name} />
    case 'pdf':
    case 'text':
    case 'none':
      return <iframe className="evidence-pdf" src={address} title={name} />
  }
}

function Text({ bytes }: { readonly bytes: Blob }) {
  const [text, setText] = useState('')
  useEffect(() => {
    void bytes.arrayBuffer().then((buffer) => setText(decoded(buffer)))
  }, [bytes])
  return (
    <pre className="evidence-text" tabIndex={0}>
      {text}
    </pre>
  )
}

/** UTF-8 where it is that, else the Chinese national encoding, which old programs still write. */
function decoded(buffer: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    return new TextDecoder('gb18030').decode(buffer)
  }
}
