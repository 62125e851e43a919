'use client'

import type { AlertRule } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useEscape } from '../../../frame/escape-stack.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DETECTORS } from '../detectors.ts'
import { ActionButton } from '../form/action-button.tsx'
import { faultAt } from '../form/fault-at.ts'
import { SelectField, TextField } from '../form/field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { RuleFaults, useEditParts } from './rule-edit-parts.tsx'
import { ruleFaults } from './rule-faults.ts'
import { shownLabels, typedLabels, typedNames } from './rule-parts.ts'
import { RulePreview, useRulePreview } from './rule-preview.tsx'
import { RuleSentence } from './rule-sentence.tsx'

interface RuleFormProperties {
  readonly rule: AlertRule
  /** As it is kept; absent of one that is not. */
  readonly before: AlertRule | undefined
  readonly isNew: boolean
  readonly isBusy: boolean
  readonly refusal: { readonly code: string; readonly detail: string } | undefined
  /** The thresholds of a detector where nobody said otherwise. */
  readonly defaultsOf: (detector: AlertRule['detector']) => AlertRule['thresholds']
  readonly onSave: (rule: AlertRule) => void
  readonly onClose: () => void
}

/** A rule as a sentence whose parts are fields; it is tried on the last day before it is kept. */
export function RuleForm(properties: RuleFormProperties): ReactElement {
  const { rule, before, isNew, isBusy, refusal, defaultsOf, onSave, onClose } = properties
  const t = useTranslations('alerts.rules')
  const named = useTranslations('alerts.detectors')
  const shell = useTranslations('shell')
  const [draft, setDraft] = useState(rule)
  useEscape(true, onClose)
  const change = (changes: Partial<AlertRule>) => setDraft({ ...draft, ...changes })
  const faults = ruleFaults(draft)
  const preview = useRulePreview(draft, { isOn: faults.size === 0 })
  const kept = useRulePreview(before ?? rule, { isOn: before !== undefined })
  const placed = placedFault(draft, refusal?.detail)
  return (
    <Drawer
      label={isNew ? t('new') : t('edit')}
      title={isNew ? t('new') : rule.name}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4 px-4 py-4"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          const [first] = faults.keys()
          if (first === undefined) onSave(draft)
          else submitted.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
        }}
      >
        <TextField
          label={t('name')}
          value={draft.name}
          onText={(name) => change({ name })}
          fault={faultAt(refusal?.detail, 'name')}
          maxLength={200}
          required
        />
        {isNew && (
          <SelectField
            label={t('watchesFor')}
            value={draft.detector}
            onValue={(detector) => change({ detector, thresholds: defaultsOf(detector) })}
            options={DETECTORS.map((value) => ({ value, label: named(value) }))}
          />
        )}
        <ScopeFields scope={draft.scope} onScope={(scope) => change({ scope })} />
        <div className="rounded-card border border-line bg-surface px-3 py-3 leading-9">
          <RuleSentence
            detector={draft.detector}
            parts={useEditParts({ draft, setDraft, faults, detail: refusal?.detail })}
          />
        </div>
        <RuleFaults faults={faults} />
        {faults.size === 0 && (
          <RulePreview preview={preview} before={before === undefined ? undefined : kept.answer?.total} />
        )}
        {placed === undefined && <Refusal of={refusal} />}
        {placed !== undefined && (
          <p role="alert" lang="en" className="break-words text-unready">
            {placed}
          </p>
        )}
        <div className="flex gap-2">
          <ActionButton kind="primary" type="submit" isBusy={isBusy}>
            {t('save')}
          </ActionButton>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}

/** What the server said of a part that is on the form. */
function placedFault({ thresholds }: AlertRule, detail: string | undefined): string | undefined {
  const places = ['name', ...Object.keys(thresholds), 'renotify', 'grace']
  return places.map((place) => faultAt(detail, place)).find((fault) => fault !== undefined)
}

/** Names are kept as they are typed: a comma at the end is not yet a name. */
function ScopeFields({
  scope,
  onScope,
}: {
  scope: AlertRule['scope']
  onScope: (scope: AlertRule['scope']) => void
}): ReactElement {
  const t = useTranslations('alerts.rules.scope')
  const [typed, setTyped] = useState({
    namespaces: scope.namespaces?.join(', ') ?? '',
    services: scope.services?.join(', ') ?? '',
    labels: shownLabels(scope.labels),
  })
  const change = (changes: Partial<typeof typed>) => {
    const next = { ...typed, ...changes }
    setTyped(next)
    const namespaces = typedNames(next.namespaces)
    const services = typedNames(next.services)
    const labels = typedLabels(next.labels)
    onScope({
      ...(namespaces.length > 0 && { namespaces }),
      ...(services.length > 0 && { services }),
      ...(Object.keys(labels).length > 0 && { labels }),
    })
  }
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-1 text-12 text-text-3">{t('title')}</legend>
      <TextField
        label={t('namespaces')}
        value={typed.namespaces}
        onText={(namespaces) => change({ namespaces })}
        placeholder="shop, pay-*"
        isMono
      />
      <TextField
        label={t('services')}
        value={typed.services}
        onText={(services) => change({ services })}
        placeholder="web, api-*"
        isMono
      />
      <TextField
        label={t('labels')}
        value={typed.labels}
        onText={(labels) => change({ labels })}
        placeholder="team=payments"
        className="sm:col-span-2"
        isMono
      />
    </fieldset>
  )
}
