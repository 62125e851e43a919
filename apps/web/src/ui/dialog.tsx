'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

/** A modal over the screen. Loaded on first use: import it from lazily loaded files only. */
export function Dialog({
  label,
  onClose,
  className,
  children,
}: {
  label: string
  onClose: () => void
  className?: string
  children: ReactNode
}): ReactElement {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-(--scrim)" />
        <Base.Popup
          aria-label={label}
          className={clsx(
            '-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(640px,calc(100vw-24px))] flex-col overflow-hidden rounded-card border border-line bg-raised shadow-raised outline-none',
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
