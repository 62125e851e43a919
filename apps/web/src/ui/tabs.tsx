'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef } from 'react'

export interface Tab<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly count?: number
}

/** Several views of one thing, one at a time. Arrow keys move between them (WAI-ARIA tabs). */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
  children: ReactNode
}): ReactElement {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (pressed: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[pressed.key]
    const at = tabs.findIndex((tab) => tab.value === value)
    const next = step && tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    pressed.preventDefault()
    onChange(next.value)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus()
  }
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex flex-wrap gap-x-5 border-line border-b px-4 sm:px-6"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            data-tab={tab.value}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            className={clsx(
              '-mb-px inset-focus flex h-10 shrink-0 items-center gap-1.5 border-b-2 transition-colors',
              tab.value === value
                ? 'border-accent font-medium text-text-1'
                : 'border-transparent text-text-2 hover:text-text-1',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="font-normal text-text-3">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </div>
  )
}
