'use client'

import type { AlertRule } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDurationText } from '../form/use-duration-text.ts'
import { partKind, shownLabels, shownThreshold } from './rule-parts.ts'

/** Every threshold a sentence may name; one that a detector does not have is not in its sentence. */
const THRESHOLDS = [
  'for',
  'clearFor',
  'share',
  'clearShare',
  'minDesired',
  'minLost',
  'window',
  'baselineAfter',
  'rate',
  'minChurn',
  'clearRate',
  'transitions',
  'clearTransitions',
  'clearWindow',
  'identities',
  'together',
  'overGrace',
  'medians',
] as const
type Threshold = (typeof THRESHOLDS)[number]

/** Everything of a rule that is typed into its sentence. */
export const RULE_PARTS = [...THRESHOLDS, 'renotify', 'grace'] as const
export type RulePart = (typeof RULE_PARTS)[number]

/** What stands at each place of the sentence of a rule: a text to read, or a field to change it. */
export interface SentenceParts {
  threshold(name: Threshold): ReactNode
  readonly scope: ReactNode
  readonly severity: ReactNode
  readonly renotify: ReactNode
  readonly grace: ReactNode
}

/** A rule as sentences; its parts are what `parts` says. */
export function RuleSentence({
  detector,
  parts,
}: {
  detector: AlertRule['detector']
  parts: SentenceParts
}): ReactElement {
  const t = useTranslations('alerts.rules')
  const places = Object.fromEntries(
    THRESHOLDS.map((name) => [name, () => <span key={name}>{parts.threshold(name)}</span>]),
  )
  return (
    <>
      {t.rich(`sentence.${detector}`, { ...places, scope: () => <span key="scope">{parts.scope}</span> })}
      {t.rich('tell', {
        severity: () => <span key="severity">{parts.severity}</span>,
        renotify: () => <span key="renotify">{parts.renotify}</span>,
        grace: () => <span key="grace">{parts.grace}</span>,
      })}
    </>
  )
}

/** The parts of a rule to be read. */
export function useReadParts(rule: AlertRule): SentenceParts {
  const t = useTranslations('alerts.rules')
  const word = useTranslations('severity')
  const durationText = useDurationText()
  const strong = (text: string) => <strong className="font-medium text-text-1">{text}</strong>
  return {
    threshold: (name) => {
      const shown = shownThreshold(name, rule.thresholds[name])
      return strong(partKind(name) === 'share' ? `${shown}\u202f%` : durationText(shown))
    },
    scope: strong(useScopeText(rule.scope)),
    severity: strong(rule.severity === undefined ? t('ownSeverity') : word(rule.severity)),
    renotify: /^0+\D/.test(rule.renotify)
      ? strong(t('never'))
      : t.rich('every', { duration: () => <span key="renotify">{strong(durationText(rule.renotify))}</span> }),
    grace: strong(durationText(rule.grace)),
  }
}

/** `any Service`, `Services web, api in shop with app=web`. */
export function useScopeText({ namespaces = [], services = [], labels }: AlertRule['scope']): string {
  const t = useTranslations('alerts.rules.scope')
  const wanted = shownLabels(labels)
  if (namespaces.length + services.length === 0 && wanted === '') return t('any')
  return [
    services.length > 0 ? t('named', { names: services.join(', ') }) : t('every'),
    namespaces.length > 0 ? t('in', { names: namespaces.join(', ') }) : '',
    wanted === '' ? '' : t('with', { labels: wanted }),
  ].join('')
}
