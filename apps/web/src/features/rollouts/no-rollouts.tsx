'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

/** Replaces the Pods of a Deployment, and nothing else: the smallest rollout one can watch. */
const TRY = 'kubectl rollout restart deployment/NAME -n NAMESPACE'

/** Without these no rollout can be seen. */
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ControllerRevision']

/**
 * No row: because the filter leaves none, because workloads may not be read, or because no template changed while Portolan
 * watched; what counts as one, and how to see one.
 */
export function NoRollouts({
  readAt,
  isFiltered,
  onClear,
}: {
  /** Epoch ms. */
  readAt: number
  isFiltered: boolean
  onClear: () => void
}): ReactElement {
  const t = useTranslations('rollouts')
  const denied = useDeniedKinds(WORKLOADS)
  if (isFiltered) return <NoMatch title={t('noMatch')} hint={t('noMatchHint')} clear={t('clear')} onClear={onClear} />
  if (denied.length > 0) return <DeniedNotice kinds={denied} />
  return (
    <Notice heading="h2" glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />} title={t('none')}>
      <p>{t.rich('noneHint', { at: () => <Time at={readAt} form="auto-second" className="mono" /> })}</p>
      <p className="mt-3 mb-2">{t('tryOne')}</p>
      <CodeBlock text={TRY} label="kubectl" copyLabel={t('copy')} copiedLabel={t('copied')} />
    </Notice>
  )
}
