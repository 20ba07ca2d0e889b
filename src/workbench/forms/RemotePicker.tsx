/** Choosing by typing a part of a name; the server finds what there is. */
import { Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../doors/ask.ts'
import type { Names } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface PickerProps {
  readonly id: string
  readonly names: Names
  readonly invalid?: boolean | undefined
  readonly describedBy?: string | undefined
}

interface RemotePickerProps<Item> extends PickerProps {
  readonly address: string
  readonly option: (item: Item) => Option
  readonly many?: boolean
  readonly value: readonly string[]
  readonly change: (value: readonly string[]) => void
}

const PAUSE = 250

export function RemotePicker<Item>(props: RemotePickerProps<Item>) {
  const { id, names, invalid, describedBy, address, option, many = false, value, change } = props
  const words = useWords()
  const language = useLanguage()
  const [found, setFound] = useState<readonly Option[]>([])
  // What was chosen keeps its label when other things are looked for.
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [typed, setTyped] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const asking = useRef<AbortController>(undefined)

  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(() => {
      asking.current?.abort()
      const controller = new AbortController()
      asking.current = controller
      const join = address.includes('?') ? '&' : '?'
      void ask<{ readonly items: readonly Item[] }>(`${address}${join}q=${encodeURIComponent(typed)}`, {
        signal: controller.signal,
      }).then(
        (answered) => {
          if ('body' in answered) setFound(answered.body.items.map(option))
        },
        // Another question came first.
        () => undefined,
      )
    }, PAUSE)
    return () => clearTimeout(timer)
    // `option` is made anew with each rendering and means the same.
  }, [typed, isOpen, address])

  const labelOf = (one: string): string =>
    chosen.get(one) ?? found.find((item) => item.value === one)?.label ?? names[one]?.[language] ?? one
  const kept = value.filter((one) => !found.some((item) => item.value === one))
  const options = [...found, ...kept.map((one) => ({ value: one, label: labelOf(one) }))]
  const keep = (values: readonly string[]) => {
    setChosen(new Map([...chosen, ...values.map((one) => [one, labelOf(one)] as const)]))
    change(values)
  }
  const common = {
    id,
    className: 'picker',
    allowClear: true,
    placeholder: words.form.find,
    notFoundContent: words.form.nothingFound,
    options,
    showSearch: { filterOption: false, onSearch: setTyped },
    onOpenChange: setIsOpen,
    ...(invalid === true ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  }
  return many ? (
    <Select
      {...common}
      mode="multiple"
      value={[...value]}
      onChange={(values: readonly string[]) => keep(values)}
    />
  ) : (
    <Select
      {...common}
      value={value[0] ?? null}
      // Cleared, it is undefined.
      onChange={(one: string | undefined) => keep(one === undefined ? [] : [one])}
    />
  )
}
