'use client'

import type { Receiver } from '@portolan/contract'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { deliveriesQuery, receiversQuery } from '../../../api/alert-queries.ts'
import { Button } from '../../../ui/button.tsx'
import { FilterButton } from '../../../ui/filter-button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { DELIVERY_STATES, useAlertsUrl } from '../alerts-url.ts'
import { FIELD } from '../form/field.tsx'
import { DeliveryCard } from './delivery-card.tsx'

/** Every message with every try, the newest first. */
export function DeliveriesTab(): ReactElement {
  const t = useTranslations('alerts.deliveries')
  const { deliveries: filter } = useAlertsUrl()
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    deliveriesQuery({
      ...(filter.state !== undefined && { state: filter.state }),
      ...(filter.receiver !== undefined && { receiver: filter.receiver }),
    }),
  )
  const receivers = useQuery(receiversQuery()).data?.body.items
  const byId = useMemo(() => new Map(receivers?.map((receiver) => [receiver.id, receiver])), [receivers])
  const isFiltered = filter.state !== undefined || filter.receiver !== undefined
  const items = data?.pages.flatMap(({ body }) => body.items)
  return (
    <>
      <Filters receivers={receivers ?? []} />
      {items === undefined && error === null && <TableLoading rows={8} />}
      {items === undefined && error !== null && <AlertsFailed error={error} onRetry={() => void refetch()} />}
      {items?.length === 0 && (
        <Notice
          heading="h2"
          glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
          title={t(isFiltered ? 'none' : 'nothingYet')}
        >
          {t('noneHint')}
        </Notice>
      )}
      {items !== undefined && items.length > 0 && (
        <ul aria-label={t('title')}>
          {items.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} receiver={byId.get(delivery.receiver)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="px-4 py-3 sm:px-6">
          <Button onClick={() => void fetchNextPage()}>{t('more')}</Button>
        </div>
      )}
    </>
  )
}

function Filters({ receivers }: { receivers: readonly Receiver[] }): ReactElement {
  const t = useTranslations('alerts.deliveries')
  const { deliveries: filter, setDeliveries } = useAlertsUrl()
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2 sm:px-6">
      <fieldset className="flex flex-wrap items-center gap-1">
        <legend className="sr-only">{t('filter')}</legend>
        {DELIVERY_STATES.map((state) => (
          <FilterButton
            key={state}
            isOn={filter.state === state}
            onClick={() => setDeliveries({ ...filter, state: filter.state === state ? undefined : state })}
          >
            {t(`states.${state}`)}
          </FilterButton>
        ))}
      </fieldset>
      <select
        aria-label={t('receiver')}
        value={filter.receiver ?? ''}
        onChange={({ target: { value } }) => setDeliveries({ ...filter, receiver: value || undefined })}
        className={`${FIELD} ml-auto`}
      >
        <option value="">{t('anyReceiver')}</option>
        {receivers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
