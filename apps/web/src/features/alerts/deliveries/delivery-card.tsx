'use client'

import type { Delivery, Receiver } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { retryDelivery } from '../../../api/alert-commands.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Time } from '../../../ui/time.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { AttemptLine } from './attempt-line.tsx'

const TONES = { waiting: 'past', delivered: 'ready', dead: 'unready' } as const

/** One message to one receiver, with every try; what is dead can be sent again. */
export function DeliveryCard({
  delivery,
  receiver,
}: {
  delivery: Delivery
  /** Absent: it was removed. */
  receiver: Receiver | undefined
}): ReactElement {
  const t = useTranslations('alerts.deliveries')
  const { run, isBusy, refusal } = useCommand(retryDelivery)
  const { id, incident, kind, state, createdAt, dueAt, title, tries, attempts } = delivery
  return (
    <li className="border-line border-b px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Chip tone={TONES[state]}>{t(`states.${state}`)}</Chip>
        <span lang={receiver?.language} className="min-w-0 flex-1 basis-64 break-words font-medium">
          {title}
        </span>
        <span className="text-text-2">{receiver?.name ?? delivery.receiver}</span>
        <span className="text-text-2">{t(`kinds.${kind}`)}</span>
        <Time at={Date.parse(createdAt)} form="auto-ms" className="mono text-text-2" />
        {kind !== 'test' && (
          <AppLink
            href={hrefWith('/alerts/', { incident })}
            className="inline-flex min-h-[24px] items-center text-text-2 underline hover:text-accent"
          >
            {t('incident')}
          </AppLink>
        )}
        {state === 'dead' && (
          <ActionButton isBusy={isBusy} onClick={() => run(id)} aria-label={t('retryNamed', { title })}>
            {t('retry')}
          </ActionButton>
        )}
      </div>
      {state === 'waiting' && (
        <p className="text-text-2">{t.rich('due', { at: () => <Time at={Date.parse(dueAt)} className="mono" /> })}</p>
      )}
      <Refusal of={refusal} />
      {attempts.length > 0 && (
        <details open={state === 'dead'}>
          <summary className="w-fit cursor-pointer py-0.5 text-text-2">{t('tries', { count: tries })}</summary>
          <ol className="flex flex-col gap-1 pl-4">
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <AttemptLine attempt={attempt} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}
