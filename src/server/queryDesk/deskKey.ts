/** The desk's own key, `<data>/keys/query-desk.pem`: what goes out is signed by it. Made at first use. */
import { join } from 'node:path'
import { KEY_TYPE, type Signer } from '#kernel/journal/note.ts'
import { signerOf } from '#store/log/ed25519.ts'
import { getKeyFile } from '#store/log/keyFile.ts'

export const openDeskSigner = (keysFolder: string): Signer =>
  signerOf('query-desk', KEY_TYPE.ed25519, getKeyFile(join(keysFolder, 'query-desk.pem')))
