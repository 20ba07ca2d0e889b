/**
 * Files of a form that came back: those that came now and those of an earlier try, each under our seal, so that what was
 * chosen stays chosen (formSeal.ts).
 */
import { tick, type Filling } from './controls.ts'
import type { FormBody } from './formBody.ts'
import { html } from './html.ts'
import type { PortalDesk } from './portalDesk.ts'
import type { PortalRefusal } from './portalOffice.ts'
import { isRaw } from './reportReader.ts'
import type { UploadedFile } from './uploads.ts'
import { inBoth } from './words.ts'

export interface KeptFile {
  readonly file: UploadedFile
  readonly sealed: string
}

/** Files that came now, and those of an earlier try that are still ticked. */
export function filesOf(
  desk: Pick<PortalDesk, 'seal' | 'limits'>,
  form: FormBody,
  retryToken: string,
  field = 'attachments',
): { readonly files: readonly UploadedFile[]; readonly problems: PortalRefusal[] } {
  const opened = form.all('kept').map((sealed) => desk.seal.open('file', retryToken, sealed))
  // Our seal says that it is what `sealedFiles` sealed.
  const kept = opened.filter(isRaw) as unknown as UploadedFile[]
  const all = [...new Map([...kept, ...form.files].map((file) => [file.digest, file])).values()]
  const most = desk.limits.files
  const says = [
    ...form.fileProblems,
    ...(kept.length < opened.length ? [inBoth((w) => w.errors.fileNotKept)] : []),
    ...(all.length > most ? [inBoth((w) => w.errors.tooManyFiles(most))] : []),
  ]
  return {
    files: all.slice(0, most),
    problems: says.map((one) => ({ because: 'file not accepted', field, says: one })),
  }
}

export const sealedFiles = (
  desk: Pick<PortalDesk, 'seal'>,
  files: readonly UploadedFile[],
  retryToken: string,
): readonly KeptFile[] => files.map((file) => ({ file, sealed: desk.seal.seal('file', retryToken, file) }))

/** What is here already, to be unticked. */
export function keptList(filling: Filling, kept: readonly KeptFile[]) {
  const { words } = filling
  return kept.length === 0
    ? undefined
    : html`<fieldset class="field">
        <legend>${words.reportPage.kept}</legend>
        <div class="options">
          ${kept.map(({ file, sealed }) =>
            tick(filling, 'kept', `${file.name} (${words.bytes(file.size)})`, sealed, true),
          )}
        </div>
      </fieldset>`
}
