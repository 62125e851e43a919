'use client'

import { Check, TriangleAlert } from 'lucide-react'
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { copyText } from '../ui/copy-text.ts'

interface Copied {
  readonly text: string
  readonly isDone: boolean
}

const SHOWN_FOR_MS = 2_500
/** Long enough to copy it by hand. */
const SHOWN_INSTEAD_MS = 30_000
const listeners = new Set<() => void>()
let last: Copied | undefined

/** Copies a text and says so, wherever one looks. */
export function copyAndTell(text: string): void {
  void copyText(text).then((isDone) => {
    last = { text, isDone }
    for (const listener of listeners) listener()
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What was just copied, for a moment; where copying is forbidden, the text itself, to be copied by hand. */
export function CopiedNotice(): ReactElement {
  const t = useTranslations('links')
  const copied = useSyncExternalStore(
    subscribe,
    () => last,
    () => undefined,
  )
  const [over, setOver] = useState<Copied>()
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setOver(copied), copied.isDone ? SHOWN_FOR_MS : SHOWN_INSTEAD_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const isShown = copied !== undefined && copied !== over
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-24 z-40 flex justify-center px-4">
      {isShown && (
        <span className="pointer-events-auto flex max-w-2xl items-center gap-2 rounded-card border border-line bg-raised px-3 py-2 shadow-raised">
          {copied.isDone ? (
            <Check size={15} aria-hidden="true" className="shrink-0 text-ready" />
          ) : (
            <TriangleAlert size={15} aria-hidden="true" className="shrink-0 text-warning" />
          )}
          <span className="shrink-0">{t(copied.isDone ? 'copied' : 'notCopied')}</span>
          <span className={`mono text-text-3 ${copied.isDone ? 'truncate' : 'select-all break-all'}`}>
            {copied.text}
          </span>
        </span>
      )}
    </output>
  )
}
