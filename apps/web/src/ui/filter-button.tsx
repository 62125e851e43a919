import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

/** A filter that is on or off, in a row of such. */
export function FilterButton({
  isOn,
  onClick,
  children,
}: {
  isOn: boolean
  onClick: () => void
  children: ReactNode
}): ReactElement {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={clsx(
        'inset-focus inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control px-2.5 text-text-2 transition-colors hover:bg-hover pointer-coarse:h-11',
        isOn && 'bg-hover',
      )}
    >
      {children}
    </button>
  )
}
