'use client'

import type { AlertRule } from '@portolan/contract'
import { ArrowDown, ArrowUp, Lock } from 'lucide-react'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { useNameOfRule } from '../use-rule-name.ts'
import { replacesDefault } from './rule-parts.ts'
import { RuleSentence, useReadParts } from './rule-sentence.tsx'
import { RuleSparkline } from './rule-sparkline.tsx'

/** What one may do with a rule; one of a file is only read and copied, a default is only replaced. */
export interface RuleActions {
  edit(rule: AlertRule): void
  override(rule: AlertRule): void
  duplicate(rule: AlertRule): void
  move(rule: AlertRule, step: 1 | -1): void
  remove(rule: AlertRule): void
  /** Switches it on or off. */
  toggle(rule: AlertRule): void
  readonly isBusy: boolean
}

/** One rule in its place, as a sentence. */
export function RuleCard({
  rule,
  canMove,
  actions,
}: {
  rule: AlertRule
  canMove: { readonly up: boolean; readonly down: boolean }
  actions: RuleActions
}): ReactElement {
  const t = useTranslations('alerts.rules')
  const nameOf = useNameOfRule()
  const heading = useId()
  const { isBusy } = actions
  const isStored = rule.origin === 'stored'
  return (
    <article aria-labelledby={heading} className="border-line border-b px-4 py-3 sm:px-6">
      <h3 id={heading} className="flex flex-wrap items-center gap-2 font-medium">
        {nameOf(rule)}
        <Chip tone={isStored ? 'accent' : 'plain'}>{t(`origin.${rule.origin}`)}</Chip>
        {!rule.enabled && <Chip tone="past">{t('off')}</Chip>}
      </h3>
      {rule.origin === 'file' && (
        <p className="flex items-center gap-1.5 text-12 text-text-3">
          <Lock size={12} aria-hidden="true" />
          {t('readOnly')}
        </p>
      )}
      <p className="mt-1 max-w-[90ch] text-pretty text-text-2">
        <RuleSentence detector={rule.detector} parts={useReadParts(rule)} />
      </p>
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        {isStored ? (
          <ActionButton onClick={() => actions.edit(rule)}>{t('edit')}</ActionButton>
        ) : (
          <Button onClick={() => actions.override(rule)}>{t(rule.origin === 'default' ? 'override' : 'copy')}</Button>
        )}
        {rule.origin !== 'file' && (
          <ActionButton isBusy={isBusy} onClick={() => actions.toggle(rule)}>
            {rule.enabled ? t('switchOff') : t('switchOn')}
          </ActionButton>
        )}
        {rule.origin !== 'file' && (
          <Button kind="quiet" onClick={() => actions.duplicate(rule)}>
            {t('duplicate')}
          </Button>
        )}
        {isStored && <StoredActions rule={rule} canMove={canMove} actions={actions} />}
        <span className="sm:ml-auto">
          <RuleSparkline id={rule.id} name={rule.name} />
        </span>
      </div>
    </article>
  )
}

function StoredActions({
  rule,
  canMove,
  actions,
}: {
  rule: AlertRule
  canMove: { readonly up: boolean; readonly down: boolean }
  actions: RuleActions
}): ReactElement {
  const t = useTranslations('alerts.rules')
  const { isBusy } = actions
  return (
    <>
      {canMove.up && (
        <ActionButton kind="quiet" isBusy={isBusy} onClick={() => actions.move(rule, -1)}>
          <ArrowUp size={14} aria-hidden="true" />
          {t('up')}
        </ActionButton>
      )}
      {canMove.down && (
        <ActionButton kind="quiet" isBusy={isBusy} onClick={() => actions.move(rule, 1)}>
          <ArrowDown size={14} aria-hidden="true" />
          {t('down')}
        </ActionButton>
      )}
      <ActionButton kind="quiet" isBusy={isBusy} onClick={() => actions.remove(rule)}>
        {t(replacesDefault(rule) ? 'reset' : 'remove')}
      </ActionButton>
    </>
  )
}
