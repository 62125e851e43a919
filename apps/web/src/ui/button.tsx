import clsx from 'clsx'
import type { ComponentProps, ReactElement } from 'react'

const KINDS = {
  plain: 'border-control/60 bg-page text-text-1 hover:bg-hover',
  quiet: 'border-transparent text-text-2 hover:bg-hover hover:text-text-1',
  primary: 'border-transparent bg-accent text-on-accent hover:opacity-90',
} as const

/** Classes of a control with words on it; links that look like buttons share them. */
export function buttonClass(kind: keyof typeof KINDS = 'plain'): string {
  return clsx(
    'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border px-3 font-medium text-13 transition-colors disabled:opacity-50 pointer-coarse:h-11',
    KINDS[kind],
  )
}

/** A button with words. */
export function Button({
  kind = 'plain',
  className,
  ...rest
}: { kind?: keyof typeof KINDS } & ComponentProps<'button'>): ReactElement {
  return <button type="button" className={clsx(buttonClass(kind), className)} {...rest} />
}
