'use client'

import type { Receiver } from '@portolan/contract'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { deleteReceiver, testReceiver } from '../../../api/alert-commands.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { AttemptLine } from '../deliveries/attempt-line.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { MatcherText } from '../silences/matcher-text.tsx'

/** One receiver: whether it can be reached, what it is told, and what it answers to a test. */
export function ReceiverCard({ receiver, onEdit }: { receiver: Receiver; onEdit: () => void }): ReactElement {
  const t = useTranslations('alerts.receivers')
  const heading = useId()
  const test = useCommand(testReceiver)
  const remove = useCommand(deleteReceiver)
  const { id, name, enabled, matcher, target } = receiver
  return (
    <article aria-labelledby={heading} className="border-line border-b px-4 py-3 sm:px-6">
      <h2 id={heading} className="flex flex-wrap items-center gap-2 font-medium">
        <span className="min-w-0 break-words">{name}</span>
        <Chip>{t(`types.${target.type}`)}</Chip>
        {!enabled && <Chip tone="past">{t('off')}</Chip>}
      </h2>
      <Health receiver={receiver} />
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <span className="text-text-3">{t('told')}</span>
        <MatcherText matcher={matcher} />
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <ActionButton isBusy={test.isBusy} onClick={() => test.run(id)}>
          {test.isBusy ? t('testing') : t('test')}
        </ActionButton>
        <ActionButton onClick={onEdit}>{t('edit')}</ActionButton>
        <ActionButton kind="quiet" isBusy={remove.isBusy} onClick={() => remove.run(id)}>
          {t('remove')}
        </ActionButton>
      </div>
      <div aria-live="polite" className="mt-2 empty:hidden">
        {test.answer !== undefined && <AttemptLine attempt={test.answer} />}
        <Refusal of={test.refusal ?? remove.refusal} />
      </div>
    </article>
  )
}

function Health({ receiver: { id, health } }: { receiver: Receiver }): ReactElement {
  const t = useTranslations('alerts.receivers')
  const { circuit, waiting, dead, lastDeliveredAt, lastFailure } = health
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-text-2">
      <span className="inline-flex items-center gap-1.5">
        {circuit === 'closed' && <Glyph shape="disc" tone="ready" />}
        {circuit === 'half-open' && <Glyph shape="half-triangle" tone="warning" />}
        {circuit === 'open' && <Glyph shape="triangle" tone="critical" />}
        {t(`circuit.${circuit}`)}
      </span>
      {waiting > 0 && <span>{t('waiting', { count: waiting })}</span>}
      {dead > 0 && (
        <AppLink
          href={hrefWith('/alerts/', { tab: 'deliveries', sent: 'dead', receiver: id })}
          className="inline-flex min-h-[24px] items-center gap-1.5 text-unready underline"
        >
          {t('dead', { count: dead })}
        </AppLink>
      )}
      <span>
        {lastDeliveredAt === null
          ? t('neverDelivered')
          : t.rich('lastDelivered', { at: () => <Time at={Date.parse(lastDeliveredAt)} className="mono" /> })}
      </span>
      {lastFailure !== null && (
        <span className="min-w-0 break-words">
          {t.rich('lastFailure', { at: () => <Time at={Date.parse(lastFailure.at)} className="mono" /> })}{' '}
          <span lang="en" className="mono break-all">
            {lastFailure.answer}
          </span>
        </span>
      )}
    </div>
  )
}
