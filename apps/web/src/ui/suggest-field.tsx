'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { type KeyboardEvent, type ReactElement, type Ref, useEffect, useId, useRef, useState } from 'react'

const ROW = 32

interface SuggestFieldProperties {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** A suggestion was taken: what it says is the new value. */
  readonly onPick: (value: string) => void
  readonly suggestions: readonly string[]
  readonly placeholder?: string
  readonly className?: string
  readonly input?: Ref<HTMLInputElement>
}

/**
 * A text field that suggests values below it (WAI-ARIA combobox with a listbox): arrows move along them, `Enter` takes one,
 * `Esc` closes them. However many there are, only those in sight exist.
 */
export function SuggestField(properties: SuggestFieldProperties): ReactElement {
  const { label, value, onChange, onPick, suggestions, placeholder, className, input } = properties
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const isShown = isOpen && suggestions.length > 0
  const at = isShown ? Math.min(active, suggestions.length - 1) : -1
  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const pick = (suggestion: string) => {
    close()
    onPick(suggestion)
  }
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key]
    const chosen = suggestions[at]
    if (step !== undefined && suggestions.length > 0) {
      setIsOpen(true)
      setActive(isShown ? (at + step + suggestions.length) % suggestions.length : 0)
    } else if (pressed.key === 'Escape' && isShown) close()
    else if (pressed.key === 'Enter' && chosen !== undefined) pick(chosen)
    else {
      if (pressed.key === 'Enter') close()
      return
    }
    pressed.preventDefault()
    pressed.stopPropagation()
  }
  return (
    <div className={clsx('relative', className)}>
      <input
        ref={input}
        type="text"
        inputMode="url"
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        value={value}
        onChange={(change) => {
          onChange(change.target.value)
          setIsOpen(true)
          setActive(-1)
        }}
        onClick={() => setIsOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
        placeholder={placeholder}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        className="mono h-9 w-full pointer-coarse:h-11 min-w-0 rounded-control border border-control/60 bg-page px-3 text-13 placeholder:text-text-3"
      />
      <div
        // The list is in the page only while it shows something; its place is, for the field controls it.
        id={`${id}-list`}
        hidden={!isShown}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="absolute inset-x-0 top-full z-30 mt-1 overflow-hidden rounded-card border border-line bg-raised shadow-raised"
      >
        {isShown && <Options id={id} at={at} suggestions={suggestions} onPick={pick} />}
      </div>
    </div>
  )
}

function Options({
  id,
  at,
  suggestions,
  onPick,
}: {
  id: string
  at: number
  suggestions: readonly string[]
  onPick: (suggestion: string) => void
}): ReactElement {
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: suggestions.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW,
    overscan: 6,
    // What the arrows reached is in sight, and in the page even before it is.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
      return at < 0 || (at >= first && at <= last) ? range : [...range, at].sort((a, b) => a - b)
    },
  })
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [virtual, at])
  return (
    <div ref={viewport} role="presentation" className="max-h-72 overflow-y-auto p-1">
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-setsize={suggestions.length}
            aria-posinset={index + 1}
            onPointerDown={(pressed) => {
              pressed.preventDefault()
              onPick(suggestions[index] ?? '')
            }}
            style={{ height: ROW, transform: `translateY(${start}px)` }}
            className={clsx(
              'mono absolute inset-x-0 top-0 flex cursor-pointer items-center truncate rounded-chip px-2 hover:bg-hover',
              index === at && 'bg-hover',
            )}
          >
            <span className="truncate">{suggestions[index]}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
