'use client'

import type { Rollout } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { imageChanges } from './image-change.ts'

const HASH_LENGTH = 10

/** What was rolled out: `web v1 → v2`; a restart, or a template that differs in something that is not kept, in words. */
export function RolloutChange({
  rollout: { trigger, revisions },
  className,
}: {
  rollout: Pick<Rollout, 'trigger' | 'revisions'>
  className?: string
}): ReactElement {
  const t = useTranslations('rolloutWords')
  const [first, ...others] = imageChanges(revisions.from.images, revisions.to.images)
  if (!first) return <span className={className}>{t(`trigger.${trigger === 'update' ? 'template' : trigger}`)}</span>
  return (
    <span className={clsx('mono', className)}>
      {trigger === 'rollback' && `${t('trigger.rollback')} · `}
      <span className="text-text-3">{first.name === '' ? first.container : lastPart(first.name)} </span>
      {first.from ?? t('none')} → <span className="text-text-1">{first.to ?? t('none')}</span>
      {others.length > 0 && <span className="text-text-3"> +{others.length}</span>}
    </span>
  )
}

/** The short name of a revision: its hash. */
export function revisionName({ hash }: { readonly hash?: string | undefined }): string | undefined {
  return hash?.slice(0, HASH_LENGTH)
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
