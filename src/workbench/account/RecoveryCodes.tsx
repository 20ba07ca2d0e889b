/** The ten codes, shown this once. */
import { Button, Modal } from 'antd'
import { useAccountWords } from './words.ts'
import { modalPlace } from '../shell/modalPlace.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[] | undefined
  readonly close: () => void
}

export function RecoveryCodes({ codes, close }: RecoveryCodesProps) {
  const own = useAccountWords()
  if (codes === undefined) return null
  return (
    <Modal
      getContainer={modalPlace}
      open
      closable={false}
      keyboard={false}
      title={own.codes}
      footer={
        <Button type="primary" onClick={close}>
          {own.codesKept}
        </Button>
      }
    >
      <p>{own.codesKeep}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
