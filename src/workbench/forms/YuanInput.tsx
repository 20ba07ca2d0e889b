/** Money: typed in yuan, kept in fen. What is typed stays as it was typed while it is no amount. */
import { Input } from 'antd'
import { useState } from 'react'
import { findFen, plainYuan } from '#kernel/money.ts'
import { useLanguage } from '../language.ts'

interface YuanInputProps {
  readonly id: string
  readonly value: unknown
  readonly change: (value: unknown) => void
  readonly aria: Readonly<Record<string, unknown>>
}

export function YuanInput({ id, value, change, aria }: YuanInputProps) {
  const language = useLanguage()
  const [typed, setTyped] = useState(typeof value === 'number' ? plainYuan(value) : '')
  return (
    <Input
      {...aria}
      id={id}
      className="short"
      inputMode="decimal"
      prefix="¥"
      suffix={language === 'zh' ? '元' : 'yuan'}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
        // What is no amount is sent as it is, so that the server says what it takes.
        change(target.value === '' ? undefined : (findFen(target.value) ?? target.value))
      }}
      onBlur={() => {
        const fen = findFen(typed)
        if (fen !== undefined) setTyped(plainYuan(fen))
      }}
    />
  )
}
