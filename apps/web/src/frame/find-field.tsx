'use client'

import { Search } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, type ReactElement, useRef } from 'react'
import { useIsWide } from '../ui/media.ts'
import { HeaderSlot } from './header-slot.tsx'
import { useShortcuts } from './shortcuts.ts'

interface FindFieldProperties {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** `37 of 10,000`: what is left, said out loud when it changes. */
  readonly summary: string
  /** A list below the field that says how what was typed can go on. */
  readonly completion?: FieldCompletion
}

/** What a screen that completes adds to the field. */
export interface FieldCompletion {
  readonly input: Omit<ComponentProps<'input'>, 'ref' | 'value' | 'onChange' | 'onKeyDown'>
  /** Whether the key was meant for the list. */
  readonly onKeyDown: (pressed: KeyboardEvent) => boolean
  readonly list: ReactElement
}

/** The screen's one find field: in the header, above the content of a narrow window. `/` goes there. */
export function FindField(properties: FindFieldProperties): ReactElement {
  const isWide = useIsWide()
  if (!isWide) {
    return (
      <div className="flex shrink-0 border-line border-b px-3 py-2">
        <Field {...properties} />
      </div>
    )
  }
  return (
    <HeaderSlot>
      <Field {...properties} />
    </HeaderSlot>
  )
}

function Field({ label, value, onChange, summary, completion }: FindFieldProperties): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  useShortcuts([{ id: 'everywhere.find', run: () => input.current?.select() }])
  return (
    <div className="relative flex h-8 w-full max-w-lg items-center gap-2 rounded-control border border-line bg-surface px-2.5 transition-colors focus-within:border-accent focus-within:bg-page focus-within:outline-2 focus-within:outline-accent">
      <Search size={14} aria-hidden="true" className="shrink-0 text-text-3" />
      <input
        ref={input}
        type={completion ? 'text' : 'search'}
        value={value}
        onChange={(change) => onChange(change.target.value)}
        {...completion?.input}
        onKeyDown={(pressed) => {
          if (completion?.onKeyDown(pressed)) return
          if (pressed.key !== 'Escape' || pressed.nativeEvent.isComposing) return
          pressed.preventDefault()
          if (value) onChange('')
          else input.current?.blur()
        }}
        placeholder={label}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        className="h-full min-w-0 flex-1 text-ellipsis bg-transparent outline-none placeholder:text-text-3"
      />
      <output className="shrink-0 whitespace-nowrap text-12 text-text-3">{summary}</output>
      <kbd className="mono shrink-0 rounded-chip border border-line px-1 text-text-3 max-md:hidden">/</kbd>
      {completion?.list}
    </div>
  )
}
