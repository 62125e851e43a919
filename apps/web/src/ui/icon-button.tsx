import clsx from 'clsx'
import type { ComponentProps, ReactElement, ReactNode } from 'react'

/** Classes of a square, borderless control; links and buttons share them. */
export const ICON_CONTROL =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-text-2 transition-colors hover:bg-hover hover:text-text-1 aria-expanded:bg-hover aria-expanded:text-text-1 pointer-coarse:size-11'

/** A control that is only an icon: `label` is its name, and what the hint shows on hover and focus. */
export function IconButton({
  label,
  keys,
  className,
  children,
  ...rest
}: { label: string; keys?: string; children: ReactNode } & ComponentProps<'button'>): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      data-hint={label}
      data-hint-keys={keys}
      className={clsx(ICON_CONTROL, className)}
      {...rest}
    >
      {children}
    </button>
  )
}
