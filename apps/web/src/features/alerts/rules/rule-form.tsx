'use client'

import type { AlertRule } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES } from '../../../cluster/severity.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DETECTORS } from '../detectors.ts'
import { ActionButton } from '../form/action-button.tsx'
import { faultAt } from '../form/fault-at.ts'
import { FIELD, SelectField, TextField } from '../form/field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { partKind, shownLabels, shownThreshold, typedLabels, typedNames, typedThreshold } from './rule-parts.ts'
import { RulePreview } from './rule-preview.tsx'
import { RuleSentence, type SentenceParts, useScopeText } from './rule-sentence.tsx'

interface RuleFormProperties {
  readonly rule: AlertRule
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
  const { rule, isNew, isBusy, refusal, defaultsOf, onSave, onClose } = properties
  const t = useTranslations('alerts.rules')
  const named = useTranslations('alerts.detectors')
  const shell = useTranslations('shell')
  const [draft, setDraft] = useState(rule)
  useEscape(true, onClose)
  const change = (changes: Partial<AlertRule>) => setDraft({ ...draft, ...changes })
  const places = ['name', ...Object.keys(draft.thresholds), 'renotify', 'grace']
  const placed = places.map((place) => faultAt(refusal?.detail, place)).find((fault) => fault !== undefined)
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
          onSave(draft)
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
          <RuleSentence detector={draft.detector} parts={useEditParts({ draft, setDraft, detail: refusal?.detail })} />
        </div>
        <RulePreview rule={draft} />
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

interface EditedRule {
  readonly draft: AlertRule
  readonly setDraft: (draft: AlertRule) => void
  /** What the server said of it. */
  readonly detail: string | undefined
}

/** The parts of a rule as fields. */
function useEditParts({ draft, setDraft, detail }: EditedRule): SentenceParts {
  const change = (changes: Partial<AlertRule>) => setDraft({ ...draft, ...changes })
  const t = useTranslations('alerts.rules')
  const word = useTranslations('severity')
  const scope = useScopeText(draft.scope)
  return {
    threshold: (name) => (
      <>
        <Part
          label={t(`threshold.${name}`)}
          value={shownThreshold(name, draft.thresholds[name])}
          isFaulty={faultAt(detail, name) !== undefined}
          onText={(typed) => change({ thresholds: { ...draft.thresholds, [name]: typedThreshold(name, typed) } })}
        />
        {partKind(name) === 'share' && '\u202f%'}
      </>
    ),
    scope: <strong className="font-medium">{scope}</strong>,
    severity: (
      <select
        aria-label={t('severity')}
        value={draft.severity ?? ''}
        onChange={({ target: { value } }) => {
          const severity = SEVERITIES.find((each) => each === value)
          const { severity: _, ...own } = draft
          setDraft(severity === undefined ? own : { ...own, severity })
        }}
        className={FIELD}
      >
        <option value="">{t('ownSeverity')}</option>
        {SEVERITIES.map((each) => (
          <option key={each} value={each}>
            {word(each)}
          </option>
        ))}
      </select>
    ),
    renotify: t.rich('every', {
      duration: () => (
        <Part
          key="renotify"
          label={t('threshold.renotify')}
          value={draft.renotify}
          isFaulty={faultAt(detail, 'renotify') !== undefined}
          onText={(renotify) => change({ renotify })}
        />
      ),
    }),
    grace: (
      <Part
        label={t('threshold.grace')}
        value={draft.grace}
        isFaulty={faultAt(detail, 'grace') !== undefined}
        onText={(grace) => change({ grace })}
      />
    ),
  }
}

/** One word of the sentence that can be typed. */
function Part({
  label,
  value,
  isFaulty,
  onText,
}: {
  label: string
  value: string
  isFaulty: boolean
  onText: (typed: string) => void
}): ReactElement {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (document.activeElement?.getAttribute('aria-label') !== label) setTyped(value)
  }
  return (
    <input
      type="text"
      aria-label={label}
      data-hint={label}
      aria-invalid={isFaulty || undefined}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
        onText(target.value)
      }}
      style={{ width: `calc(${Math.max(2, typed.length)}ch + 18px)` }}
      className={`${FIELD} mono mx-0.5 h-7 px-1.5 text-center`}
    />
  )
}
