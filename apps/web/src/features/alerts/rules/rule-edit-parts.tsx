'use client'

import type { AlertRule } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES } from '../../../cluster/severity.ts'
import { faultAt } from '../form/fault-at.ts'
import { FIELD } from '../form/field.tsx'
import type { RuleFault } from './rule-faults.ts'
import { partKind, shownThreshold, typedThreshold } from './rule-parts.ts'
import { RULE_PARTS, type RulePart, type SentenceParts, useScopeText } from './rule-sentence.tsx'

const faultId = (part: string) => `rule-fault-${part}`

/** What is wrong with the parts of the sentence, right below it; each part points at its line. */
export function RuleFaults({ faults }: { faults: ReadonlyMap<string, RuleFault> }): ReactElement {
  const t = useTranslations('alerts.rules')
  return (
    <ul aria-live="polite" className="empty:hidden">
      {[...faults].map(([part, fault]) => (
        <li key={part} id={faultId(part)} className="break-words text-unready">
          {isPart(part) ? t(`threshold.${part}`) : part}: {t(`fault.${fault}`)}
        </li>
      ))}
    </ul>
  )
}

const isPart = (name: string): name is RulePart => (RULE_PARTS as readonly string[]).includes(name)

interface EditedRule {
  readonly draft: AlertRule
  readonly setDraft: (draft: AlertRule) => void
  readonly faults: ReadonlyMap<string, RuleFault>
  /** What the server said of it. */
  readonly detail: string | undefined
}

/** The parts of a rule as fields. */
export function useEditParts({ draft, setDraft, faults, detail }: EditedRule): SentenceParts {
  const change = (changes: Partial<AlertRule>) => setDraft({ ...draft, ...changes })
  const t = useTranslations('alerts.rules')
  const word = useTranslations('severity')
  const scope = useScopeText(draft.scope)
  const faultOf = (name: string) => (faults.has(name) || faultAt(detail, name) !== undefined ? name : undefined)
  return {
    threshold: (name) => (
      <>
        <Part
          label={t(`threshold.${name}`)}
          value={shownThreshold(name, draft.thresholds[name])}
          fault={faultOf(name)}
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
          fault={faultOf('renotify')}
          onText={(renotify) => change({ renotify })}
        />
      ),
    }),
    grace: (
      <Part
        label={t('threshold.grace')}
        value={draft.grace}
        fault={faultOf('grace')}
        onText={(grace) => change({ grace })}
      />
    ),
  }
}

/** One word of the sentence that can be typed. */
function Part({
  label,
  value,
  fault,
  onText,
}: {
  label: string
  value: string
  /** The part that is wrong, where it is this one: what is wrong with it is told below the sentence. */
  fault: string | undefined
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
      aria-invalid={fault !== undefined || undefined}
      aria-describedby={fault && faultId(fault)}
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
