'use client'

import type { AlertRule } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { alertsQuery } from '../../../api/alert-queries.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DrawerSection } from '../../../ui/drawer-section.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { TableBones } from '../../../ui/skeleton.tsx'
import { AlertName } from '../alert-name.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertStateSign } from '../alert-state-sign.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { useNameOfRule } from '../use-rule-name.ts'
import { RuleHistoryChart } from './rule-history-chart.tsx'
import { RuleSentence, useReadParts } from './rule-sentence.tsx'
import { RULE_RANGES, type RuleRange, useRuleHistory } from './use-rule-history.ts'

/** When a rule fired, and about what. A rule that is gone is shown as far as its alerts are kept. */
export function RuleDrawer({
  id,
  rule,
  onClose,
}: {
  id: string
  rule: AlertRule | undefined
  onClose: () => void
}): ReactElement {
  const t = useTranslations('alerts.rules')
  const nameOf = useNameOfRule()
  const shell = useTranslations('shell')
  const [range, setRange] = useState<RuleRange>('week')
  const { data, error, refetch } = useRuleHistory(id, range)
  useEscape(true, onClose)
  const name = rule === undefined ? id : nameOf(rule)
  return (
    <Drawer label={t('history.title')} title={name} closeLabel={shell('close')} onClose={onClose}>
      <div className="flex flex-col gap-5 px-4 py-4">
        {rule !== undefined && <RuleText rule={rule} />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-medium">
            {data === undefined ? t('history.title') : t(`history.${range}`, { count: data.body.total })}
          </h2>
          <Segmented
            label={t('history.range')}
            value={range}
            onChange={setRange}
            segments={(Object.keys(RULE_RANGES) as RuleRange[]).map((value) => ({
              value,
              label: t(`history.ranges.${value}`),
            }))}
          />
        </div>
        {data !== undefined && <RuleHistoryChart history={data.body} />}
        {data === undefined && error === null && <TableBones rows={3} />}
        {data === undefined && error !== null && <AlertsFailed error={error} onRetry={() => void refetch()} />}
        <DrawerSection title={t('history.alerts')}>
          <RuleAlerts id={id} />
        </DrawerSection>
      </div>
    </Drawer>
  )
}

function RuleText({ rule }: { rule: AlertRule }): ReactElement {
  return (
    <p className="text-text-2">
      <RuleSentence detector={rule.detector} parts={useReadParts(rule)} />
    </p>
  )
}

/** What a rule raised, the newest first. */
function RuleAlerts({ id }: { id: string }): ReactElement | null {
  const t = useTranslations('alerts')
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(alertsQuery({ rule: [id] }))
  const alerts = data?.pages.flatMap(({ body }) => body.items)
  if (alerts === undefined) return <TableBones rows={3} />
  if (alerts.length === 0) return <p className="text-text-2">{t('rules.history.none')}</p>
  return (
    <>
      <ul>
        {alerts.map((alert) => (
          <li key={alert.id} className="border-line border-b py-1.5">
            <AlertName alert={alert} isShort />
            <p className="flex flex-wrap items-center gap-x-3 text-12">
              <AlertStateSign state={alert.state} />
              <AlertSince since={alert.since} until={alert.resolvedAt} />
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-2" onClick={() => void fetchNextPage()}>
          {t('readMore')}
        </Button>
      )}
    </>
  )
}
