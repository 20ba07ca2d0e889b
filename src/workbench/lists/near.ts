/** Whether something is near what is seen of the page. */
import { useEffect, useState, type RefObject } from 'react'

/** About two screens: what comes into sight is there before. */
const MARGIN = '1600px 0px'

export function useNear(place: RefObject<HTMLElement | null>, first: boolean): boolean {
  const [isNear, setIsNear] = useState(first)
  useEffect(() => {
    if (place.current === null) return undefined
    const observer = new IntersectionObserver(
      (entries) => setIsNear(entries.at(-1)?.isIntersecting === true),
      { rootMargin: MARGIN },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return isNear
}
