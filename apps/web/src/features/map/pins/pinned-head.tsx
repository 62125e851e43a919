'use client'

import { Pin } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useFlow } from '../drawing/flow-context.ts'

/** Heads what is pinned; a copied link brings the pins along, which otherwise stay in this browser. */
export function PinnedHead(): ReactElement {
  const t = useTranslations('map.pins')
  const { pinned } = useFlow()
  const parameters = new URLSearchParams(useSearchParams().toString())
  parameters.delete('pin')
  for (const key of pinned) parameters.append('pin', key)
  return (
    <span className="flex items-center gap-1.5 font-semibold text-13">
      <Pin size={12} aria-hidden="true" className="text-text-3" />
      {t('title')}
      <CopyButton
        text={`${window.location.origin}/map/?${parameters.toString()}`}
        label={t('copy')}
        copiedLabel={t('copied')}
        className="-my-1"
      />
    </span>
  )
}
