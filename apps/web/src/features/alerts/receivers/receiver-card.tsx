'use client'

import type { Receiver } from '@portolan/contract'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { deleteReceiver, testReceiver } from '../../../api/alert-commands.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { AttemptLine } from '../deliveries/attempt-line.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { ConfirmButton } from '../form/confirm-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { useWeekdayList } from '../form/weekdays.tsx'
import { MatcherText } from '../silences/matcher-text.tsx'

/** One receiver: whether it can be reached, what it is told, and what it answers to a test. */
export function ReceiverCard({ receiver, onEdit }: { receiver: Receiver; onEdit: () => void }): ReactElement {
  const t = useTranslations('alerts.receivers')
  const heading = useId()
  const test = useCommand(testReceiver)
  const remove = useCommand(deleteReceiver)
  const { id, name, enabled, matcher, target, language, quietHours } = receiver
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
        <span className="ml-2 text-text-3">{t('field.language')}</span>
        <span lang={language} className="text-text-2">
          {language === 'en' ? 'English' : '简体中文'}
        </span>
      </p>
      {quietHours !== undefined && <QuietText quietHours={quietHours} />}
      <div className="mt-2 flex flex-wrap gap-2">
        <ActionButton isBusy={test.isBusy} onClick={() => test.run(id)}>
          {test.isBusy ? t('testing') : t('test')}
        </ActionButton>
        <ActionButton onClick={onEdit}>{t('edit')}</ActionButton>
        <ConfirmButton
          label={t('remove')}
          question={t('removeReally')}
          isBusy={remove.isBusy}
          onConfirm={() => remove.run(id)}
        />
        <AppLink href={hrefWith('/alerts/', { tab: 'deliveries', receiver: id })} className={buttonClass('quiet')}>
          {t('deliveries')}
        </AppLink>
      </div>
      <div aria-live="polite" className="mt-2 empty:hidden">
        {test.answer !== undefined && <AttemptLine attempt={test.answer} />}
        <Refusal of={test.refusal ?? remove.refusal} />
      </div>
    </article>
  )
}

function QuietText({ quietHours }: { quietHours: NonNullable<Receiver['quietHours']> }): ReactElement {
  const t = useTranslations('alerts.receivers.quiet')
  const daysOf = useWeekdayList()
  const { weekdays, start, end, timeZone } = quietHours
  return <p className="text-text-2">{t('told', { days: daysOf(weekdays), start, end, zone: timeZone })}</p>
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
