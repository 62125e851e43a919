'use client'

import { Popover as Base } from '@base-ui/react/popover'
import clsx from 'clsx'
import type { ReactElement, ReactNode, RefObject } from 'react'

/** A small form beside what it is about. Loaded on first use: import it from lazily loaded files only. */
export function Popover({
  label,
  anchor,
  onClose,
  className,
  children,
}: {
  label: string
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  className?: string
  children: ReactNode
}): ReactElement {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="end" sideOffset={6} collisionPadding={8} className="z-40">
          <Base.Popup
            aria-label={label}
            finalFocus={anchor}
            className={clsx(
              'max-h-[min(640px,80vh,var(--available-height))] w-[min(26rem,calc(100vw-1.5rem))] overflow-y-auto rounded-card border border-line bg-raised p-4 shadow-raised outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
