/** The keys, and the switch for those of one character. */
import { Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import { useWords } from '../words.ts'
import { singleKeys } from './keys.ts'

export function KeysHelp({ close }: { readonly close: () => void }) {
  const words = useWords()
  const single = singleKeys.use()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys-help" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">{words.keys.title}</h2>
      <table className="plain-table">
        <tbody>
          {words.keys.list.map(([keys, says]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Checkbox
          checked={single === 'on'}
          onChange={({ target }) => singleKeys.set(target.checked ? 'on' : 'off')}
        >
          {words.keys.single}
        </Checkbox>
      </p>
      <form method="dialog">
        <button type="submit" className="button-link">
          {words.close}
        </button>
      </form>
    </dialog>
  )
}
