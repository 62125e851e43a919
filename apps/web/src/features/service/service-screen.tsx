'use client'

import type { ServiceDetail } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { serviceQuery } from '../../api/queries.ts'
import { segment } from '../../api/request.ts'
import { useRefresh } from '../../api/use-refresh.ts'
import { useRolloutsBehind } from '../../cluster/use-rollouts-behind.ts'
import { codeAndDetail } from '../../errors.ts'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { Failed } from '../../frame/failed.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useRow, useServices } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useAtOnce } from '../../ui/use-at-once.ts'
import { LatestRollout } from './latest-rollout.tsx'
import { LedgerView } from './ledger/ledger-view.tsx'
import { useLedger } from './ledger/use-ledger.ts'
import { NoServiceNamed } from './no-service-named.tsx'
import { ServiceHeading } from './service-heading.tsx'
import { ServiceSkeleton } from './service-skeleton.tsx'
import { ServiceTabs } from './service-tabs.tsx'
import { useServiceUrl } from './service-url.ts'

const NEEDED = ['Service']
/** What is answered for a Service that is not there, or may not be seen. */
const UNSEEN: readonly string[] = ['not-found', 'not-observed']

/** Its row tells of most changes; what is found wrong with it comes later, when it has lasted. */
const READ_AGAIN_MS = 10_000

/** One Service, now or at the instant in the link: is it answering, how is it reached, and who was behind it when. */
export function ServiceScreen(): ReactElement {
  const { namespace, name } = useServiceUrl()
  useTimedTitle(name && `${namespace}/${name}`)
  if (!namespace || !name) return <NoServiceNamed />
  return <KnownService key={`${namespace}/${name}`} namespace={namespace} name={name} />
}

function KnownService({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const { text: at } = useAt()
  const isLive = at === undefined
  const { store } = useServices([namespace], { isFollowed: isLive })
  const liveRow = useRow(store, `Service/${namespace}/${name}`)
  const row = isLive ? liveRow : undefined
  const denied = useDeniedKinds(NEEDED)
  useRefresh(`/services/${segment(namespace)}/${segment(name)}`, row)
  const { data, error, refetch } = useQuery({
    ...serviceQuery(namespace, name, isLive ? {} : { at }),
    refetchInterval: isLive ? READ_AGAIN_MS : false,
  })
  if (!data && error) {
    const failure = codeAndDetail(error)
    if (UNSEEN.includes(failure.code) && denied.length > 0) return <DeniedNotice kinds={denied} heading="h1" />
    if (!isLive && failure.code === 'not-found') return <NotThere namespace={namespace} name={name} />
    return <Failed {...failure} onRetry={() => void refetch()} also={<LogLink namespace={namespace} name={name} />} />
  }
  if (!data) return <ServiceSkeleton />
  return <ServicePicture service={row ? { ...data.body, ...row } : data.body} />
}

/** It may have been there before or after, but not at the instant shown. */
function NotThere({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const t = useTranslations('service')
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('notThere', { name: `${namespace}/${name}` })}
      actions={<LogLink namespace={namespace} name={name} />}
    >
      {t('notThereHint')}
    </Notice>
  )
}

function LogLink({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const t = useTranslations('service')
  return (
    <AppLink href={hrefWith('/log/', { namespace, kind: 'Service', name })} className={buttonClass()}>
      {t('allChanges')}
    </AppLink>
  )
}

function ServicePicture({ service }: { service: ServiceDetail }): ReactElement {
  const shown = useLedger(service.namespace, service.name)
  const { rollouts, isSettled } = useRolloutsBehind(service)
  if (!useAtOnce(isSettled && shown.isSettled)) return <ServiceSkeleton />
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <ServiceHeading service={service} shown={shown} />
      <LatestRollout latest={rollouts[0]} />
      <LedgerView shown={shown} />
      {(shown.ledger ?? shown.error) && <ServiceTabs service={service} />}
    </div>
  )
}
