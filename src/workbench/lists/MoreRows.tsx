/** The end of what is shown so far: the next page comes as one nears it, or at a press of the button. */
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useWords } from '../words.ts'
import { useNear } from './near.ts'

interface MoreRowsProps {
  readonly shown: number
  readonly isFetching: boolean
  readonly fetch: () => void
}

export function MoreRows({ shown, isFetching, fetch }: MoreRowsProps) {
  const words = useWords()
  const place = useRef<HTMLParagraphElement>(null)
  const isNear = useNear(place, false)
  useEffect(() => {
    if (isNear && !isFetching) fetch()
    // Again when a page has come and its end is still near.
  }, [isNear, isFetching, shown])
  return (
    <p className="more" ref={place}>
      <Button onClick={fetch} disabled={isFetching}>
        {words.list.more}
      </Button>{' '}
      {words.list.shown(shown)}
    </p>
  )
}
