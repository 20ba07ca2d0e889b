/** An address that leads nowhere, and the way back. */
import { Link } from '@tanstack/react-router'
import { useWords } from '../words.ts'

export function NoPage() {
  const words = useWords()
  return (
    <p className="empty" role="alert">
      {words.noPage} <Link to="/">{words.home}</Link>
    </p>
  )
}
