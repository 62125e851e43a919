'use client'

import type { AlertDetail } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { alertQuery } from '../../../api/alert-queries.ts'
import { longValue } from '../../../cluster/difference-line.ts'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { SeveritySign } from '../../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { useEscape } from '../../../frame/escape-stack.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DrawerSection } from '../../../ui/drawer-section.tsx'
import { TableBones } from '../../../ui/skeleton.tsx'
import { Time } from '../../../ui/time.tsx'
import { AlertCauseLine } from '../alert-cause.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertStateSign } from '../alert-state-sign.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { useRuleNames } from '../use-rule-name.ts'
import { AlertActions } from './alert-actions.tsx'
import { AlertTimeline } from './alert-timeline.tsx'
import { episodesOf } from './episodes.ts'
import { IncidentLink, Marks } from './incident-card.tsx'

/** One alert: what holds, since when, why, what proves it, and what became of it so far. */
export function AlertDrawer({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const t = useTranslations('alerts')
  const shell = useTranslations('shell')
  const { data, error, refetch } = useQuery(alertQuery(id))
  useEscape(true, onClose)
  return (
    <Drawer
      label={t('alert')}
      title={data ? t(`detectors.${data.body.detector}`) : t('alert')}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {data && <Details alert={data.body} />}
      {!data && error === null && <TableBones rows={6} />}
      {!data && error !== null && <AlertsFailed error={error} onRetry={() => void refetch()} />}
    </Drawer>
  )
}

function Details({ alert }: { alert: AlertDetail }): ReactElement {
  const t = useTranslations('alerts')
  const ruleName = useRuleNames()
  const episodes = episodesOf(alert.timeline)
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <div className="flex flex-col gap-1.5">
        <h2 className="font-medium text-14">
          <ToldSentence sentence={alert.sentence} />
        </h2>
        <p className="flex flex-wrap items-center gap-2">
          <SeveritySign severity={alert.severity} isNamed />
          <AlertStateSign state={alert.state} />
          {alert.resolvedBecause !== undefined && alert.resolvedBecause !== 'cleared' && (
            <span className="text-text-2">{t(`because.${alert.resolvedBecause}`)}</span>
          )}
        </p>
        <p>
          <ObjectLink of={alert.subject} />
          {alert.identity !== undefined && <span className="mono break-all text-text-3"> {alert.identity}</span>}
        </p>
        <p>
          <AlertSince since={alert.since} until={alert.resolvedAt} />
          {episodes !== undefined && (
            <span className="block text-text-2">
              {t.rich('episodes', {
                count: episodes.count,
                at: () => <Time at={episodes.firstAt} form="auto-ms" className="mono" />,
              })}
            </span>
          )}
        </p>
        {alert.cause !== undefined && (
          <p>
            <AlertCauseLine cause={alert.cause} />
          </p>
        )}
        <p className="text-text-2">
          {t('byRule')}{' '}
          <AppLink
            href={hrefWith('/alerts/', { tab: 'rules', rule: alert.ruleId })}
            className="inline-block min-h-[24px] break-words py-0.5 text-text-1 hover:text-accent"
          >
            {ruleName(alert.ruleId)}
          </AppLink>
        </p>
        <p>
          <IncidentLink id={alert.incident} />
        </p>
        <Marks alert={alert} />
      </div>
      <AlertActions alerts={[alert]} rollout={undefined} />
      <DrawerSection title={t('timeline.title')}>
        <AlertTimeline moments={alert.timeline} />
      </DrawerSection>
      {alert.evidence.length > 0 && (
        <DrawerSection title={t('evidence')}>
          <Evidence evidence={alert.evidence} />
        </DrawerSection>
      )}
    </div>
  )
}

function Evidence({ evidence }: Pick<AlertDetail, 'evidence'>): ReactElement {
  return (
    <ul className="flex flex-col gap-2">
      {evidence.map(({ object, field = '', value }) => (
        <li key={`${object} ${field}`}>
          <ObjectLink of={object} className="text-12" />
          <div className="flex gap-2 rounded-chip border border-line bg-surface px-2 py-1">
            {field !== '' && (
              <span lang="en" className="mono max-w-[50%] shrink-0 break-all text-text-3">
                {field}
              </span>
            )}
            <pre className="mono min-w-0 flex-1 whitespace-pre-wrap break-all">{longValue(value ?? null)}</pre>
          </div>
        </li>
      ))}
    </ul>
  )
}
