'use client'

import { Check, Copy } from 'lucide-react'
import { type ReactElement, useEffect, useState } from 'react'
import { copyText } from './copy-text.ts'
import { IconButton } from './icon-button.tsx'

/** Copies `text`; says so for two seconds. */
export function CopyButton({
  text,
  label,
  copiedLabel,
  className,
}: {
  text: string
  label: string
  copiedLabel: string
  className?: string
}): ReactElement {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const Icon = isCopied ? Check : Copy
  return (
    <IconButton
      label={isCopied ? copiedLabel : label}
      className={className}
      onClick={() => void copyText(text).then(setIsCopied)}
    >
      <Icon size={14} aria-hidden="true" className={isCopied ? 'text-ready' : undefined} />
    </IconButton>
  )
}
