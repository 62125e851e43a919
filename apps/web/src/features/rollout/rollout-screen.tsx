'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'
import { rolloutPicture } from './model/rollout-picture.ts'
import { NotAskedForYet } from './not-asked-for-yet.tsx'
import { RolloutSkeleton } from './rollout-skeleton.tsx'
import { useRolloutUrl } from './rollout-url.ts'
import { RolloutView } from './rollout-view.tsx'
import { useRollout } from './use-rollout.ts'

/** One rollout: was it hitless, and if not, for how long and why. */
export function RolloutScreen(): ReactElement {
  const t = useTranslations('rollout')
  const { id, service } = useRolloutUrl()
  const { instant } = useAt()
  const { rollout, error, retry } = useRollout(id)
  const picture = useMemo(() => rollout && rolloutPicture(rollout, service), [rollout, service])
  useTimedTitle(rollout ? t('title', { workload: `${rollout.workload.namespace}/${rollout.workload.name}` }) : '')
  if (id === undefined) return <NoRolloutNamed />
  if (!picture && error) {
    const failure = codeAndDetail(error)
    const failed = <Failed {...failure} onRetry={retry} also={<AllRollouts />} />
    const mayComeLater = instant !== undefined && failure.code === 'not-found'
    return mayComeLater ? <NotAskedForYet id={id} otherwise={failed} /> : failed
  }
  if (!picture) return <RolloutSkeleton />
  return <RolloutView key={id} picture={picture} />
}

function NoRolloutNamed(): ReactElement {
  const t = useTranslations('rollout')
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('unnamed')}
      actions={<AllRollouts />}
    >
      {t('unnamedHint')}
    </Notice>
  )
}

function AllRollouts(): ReactElement {
  const t = useTranslations('rollout')
  return (
    <AppLink href="/rollouts/" className={buttonClass()}>
      {t('all')}
    </AppLink>
  )
}
