/** Sends a file as it is chosen and tells how far it is. */
import type { FileRef, Problem } from '../doors/shapes.ts'
import { languageNow } from '../language.ts'
import { sessionIsBack } from '../signIn/sessionLost.ts'

export type Uploaded = { readonly file: FileRef } | { readonly says: string | undefined }

export async function upload(file: File, progress: (percent: number) => void): Promise<Uploaded> {
  const { status, body } = await sendBytes(file, progress)
  if (status === 401) {
    await sessionIsBack()
    return upload(file, progress)
  }
  // The door of files answers these shapes.
  if (status === 201) return { file: body as FileRef }
  return { says: (body as Problem | undefined)?.refused[0]?.says }
}

/** fetch() says nothing of what was sent so far; XMLHttpRequest does. */
function sendBytes(
  file: File,
  progress: (percent: number) => void,
): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', languageNow())
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) =>
      progress(total === 0 ? 100 : Math.round((loaded / total) * 100))
    request.onload = () => resolve({ status: request.status, body: request.response })
    request.onerror = () => resolve({ status: 0, body: undefined })
    request.send(file)
  })
}
