'use client'

import type { RecordedChange } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph, type Shape } from '../ui/glyph.tsx'
import { differenceLine } from './difference-line.ts'

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

/** What a change did, on one line: path, before → after; or a word for a whole object. */
export function ChangeLine({ change }: { change: RecordedChange }): ReactElement {
  const t = useTranslations('change')
  const line = differenceLine(change)
  if (!line) return <span className="text-text-3">{wholeObject(change, t)}</span>
  return (
    <span className="mono">
      <span className="text-text-3">{line.path} </span>
      {line.before !== undefined && <span className="text-text-2">{line.before} </span>}
      <span role="img" aria-label={t('to')} className="text-text-3">
        →
      </span>{' '}
      {line.after === undefined ? (
        <span className="text-text-3">{t('absent')}</span>
      ) : (
        <span className="text-text-1">{line.after}</span>
      )}
      {line.more > 0 && <span className="text-text-3"> {t('more', { count: line.more })}</span>}
    </span>
  )
}

function wholeObject({ change, evidence }: RecordedChange, t: ReturnType<typeof useTranslations<'change'>>): string {
  if (change === 'added' && evidence === 'initial') return t('wasThere')
  return t(change)
}
