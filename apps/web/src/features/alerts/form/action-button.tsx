'use client'

import type { ComponentProps, ReactElement } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useCannotChange } from '../cannot-change.ts'

/**
 * A button that changes something. Where nothing can be changed it stays in its place and in reach of the keyboard, and says
 * why.
 */
export function ActionButton({
  onClick,
  isBusy = false,
  ...rest
}: Omit<ComponentProps<typeof Button>, 'disabled'> & { isBusy?: boolean }): ReactElement {
  const reason = useCannotChange()
  const isOff = reason !== undefined || isBusy
  return (
    <Button
      {...rest}
      aria-disabled={isOff || undefined}
      data-hint={reason}
      aria-description={reason}
      onClick={(clicked) => {
        if (isOff) clicked.preventDefault()
        else onClick?.(clicked)
      }}
      className={`aria-disabled:cursor-not-allowed aria-disabled:opacity-55 ${rest.className ?? ''}`}
    />
  )
}
