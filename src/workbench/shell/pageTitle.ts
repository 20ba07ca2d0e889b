/**
 * What stands on the tab and is read aloud first when a page opens (WCAG 2.4.2): the page, or the record by its number, and the
 * system. It is kept in histories and shown by other programs: nothing that somebody reported may stand there.
 */
import { useEffect } from 'react'
import { useWords } from '../words.ts'

export function usePageTitle(page?: string): void {
  const { title } = useWords()
  useEffect(() => {
    document.title = page === undefined ? title : `${page} · ${title}`
  }, [page, title])
}
