'use client'

import type { RecordedChange } from '@portolan/contract'
import clsx from 'clsx'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph, type Shape } from '../ui/glyph.tsx'
import { changePhrases } from './change-words/change-phrases.ts'
import { ChangeWords } from './change-words/change-words.tsx'
import type { PodNames } from './change-words/pod-names.ts'

const SIGN = { added: '+', modified: '~', deleted: '−' } as const
const SIGN_CLASS = { added: 'text-added', modified: 'text-changed', deleted: 'text-removed' } as const

/** `+ ~ −`, named. */
export function ChangeSign({ change }: { change: RecordedChange['change'] }): ReactElement {
  const t = useTranslations('change')
  return (
    <span
      role="img"
      aria-label={t(change)}
      className={clsx('mono inline-block w-3 shrink-0 text-center font-semibold', SIGN_CLASS[change])}
    >
      {SIGN[change]}
    </span>
  )
}

const EVIDENCE_SHAPE: Record<RecordedChange['evidence'], Shape> = {
  watched: 'disc',
  listed: 'half-disc',
  initial: 'ring',
}

/** How a change is known: told when it happened ●, found by comparison ◐, there when Portolan first looked ○. */
export function EvidenceGlyph({ evidence }: { evidence: RecordedChange['evidence'] }): ReactElement {
  const t = useTranslations('evidence')
  return <Glyph shape={EVIDENCE_SHAPE[evidence]} tone="quiet" size={9} label={t(evidence)} />
}

/** What a change did, in words, on one line. */
export function ChangeLine({ change, names }: { change: RecordedChange; names?: PodNames }): ReactElement {
  return <ChangeWords phrases={useMemo(() => changePhrases([change], names), [change, names])} />
}
