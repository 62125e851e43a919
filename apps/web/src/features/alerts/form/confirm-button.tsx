'use client'

import { type ReactElement, useEffect, useState } from 'react'
import { ActionButton } from './action-button.tsx'

const ASKED_FOR_MS = 5_000

/** A button for what cannot be taken back: the first press asks, the second within five seconds does it. */
export function ConfirmButton({
  label,
  question,
  isBusy,
  onConfirm,
}: {
  label: string
  question: string
  isBusy: boolean
  onConfirm: () => void
}): ReactElement {
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    if (!isAsking) return
    const timer = setTimeout(() => setIsAsking(false), ASKED_FOR_MS)
    return () => clearTimeout(timer)
  }, [isAsking])
  return (
    <ActionButton
      kind={isAsking ? 'plain' : 'quiet'}
      isBusy={isBusy}
      aria-live="polite"
      className={isAsking ? 'text-unready' : undefined}
      onBlur={() => setIsAsking(false)}
      onClick={() => {
        setIsAsking(!isAsking)
        if (isAsking) onConfirm()
      }}
    >
      {isAsking ? question : label}
    </ActionButton>
  )
}
