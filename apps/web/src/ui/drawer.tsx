'use client'

import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from './icon-button.tsx'
import { keepInertBehind } from './keep-inert-behind.ts'

/** Where it covers the whole window: below Tailwind's `sm`. */
const COVERS = '(width < 40rem)'

/** A panel at the right that leaves the screen usable; the whole screen of a narrow window. Takes focus, gives it back. */
export function Drawer({
  label,
  title,
  closeLabel,
  onClose,
  children,
}: {
  label: string
  title: ReactNode
  closeLabel: string
  onClose: () => void
  children: ReactNode
}): ReactElement {
  const panel = useRef<HTMLElement>(null)
  useFocusWhileOpen(panel)
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      className="fixed inset-0 z-30 flex flex-col border-line bg-page outline-none sm:static sm:w-(--drawer) sm:max-w-[50vw] sm:shrink-0 sm:border-l"
    >
      <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
        <div className="min-w-0 flex-1 truncate font-medium">{title}</div>
        <IconButton label={closeLabel} keys="everywhere.close" onClick={onClose}>
          <X size={17} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </aside>
  )
}

function useFocusWhileOpen(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    const free = panel.current && keepInertBehind(panel.current, COVERS)
    return () => {
      free?.()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [panel])
}
