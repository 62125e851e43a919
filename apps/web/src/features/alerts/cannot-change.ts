'use client'

import { useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'

/** Why nothing can be changed here, in words; `undefined` where it can. */
export function useCannotChange(): string | undefined {
  const t = useTranslations('alerts')
  const { status, phase } = useStatus()
  if (status?.mode === 'bundle') return t('readOnly.bundle')
  if (phase.phase === 'stale' || phase.phase === 'failed') return t('readOnly.noConnection')
  return undefined
}
