'use client'

import type { WatchedObject } from '@portolan/domain'
import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeBlock } from '../../../ui/code-block.tsx'

/** Everything that is kept of an object, as the API spells it; written out only when it is asked for. */
export function KeptObject({ object }: { object: WatchedObject }): ReactElement {
  const t = useTranslations('object')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="group px-4 py-5 sm:px-6" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="-ml-1 flex min-h-[24px] w-fit cursor-pointer list-none items-center gap-1 rounded-chip pr-2 text-text-2 hover:text-accent pointer-coarse:min-h-11">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        {t('kept')}
      </summary>
      {isOpen && (
        <div className="mt-2">
          <p className="mb-2 text-text-3">{t('keptHint')}</p>
          <CodeBlock
            text={JSON.stringify(object, null, 2)}
            label="JSON"
            copyLabel={t('copyKept')}
            copiedLabel={t('copied')}
          />
        </div>
      )}
    </details>
  )
}
