'use client'

import type { AlertMatcher } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../../ui/chip.tsx'
import { useRuleNames } from '../use-rule-name.ts'

/** Which alerts are meant, part by part; every part narrows. */
export function MatcherText({ matcher }: { matcher: AlertMatcher }): ReactElement {
  const t = useTranslations('alerts')
  const word = useTranslations('severity')
  const { namespaces = [], services = [], labels = {}, detectors = [], severities = [], ruleIds = [] } = matcher
  const ruleName = useRuleNames(ruleIds.length > 0)
  const parts = [
    ...namespaces.map((name) => ({ key: `namespace ${name}`, of: t('matcher.namespace'), text: name })),
    ...services.map((name) => ({ key: `service ${name}`, of: 'Service', text: name })),
    ...Object.entries(labels).map(([name, value]) => ({
      key: `label ${name}`,
      of: t('matcher.label'),
      text: `${name}=${value}`,
    })),
    ...detectors.map((name) => ({ key: `detector ${name}`, of: '', text: t(`detectors.${name}`) })),
    ...severities.map((name) => ({ key: `severity ${name}`, of: '', text: word(name) })),
    ...ruleIds.map((id) => ({ key: `rule ${id}`, of: t('matcher.rule'), text: ruleName(id) })),
  ]
  if (parts.length === 0) return <span className="text-text-2">{t('matcher.all')}</span>
  return (
    <span className="inline-flex flex-wrap gap-1">
      {parts.map(({ key, of, text }) => (
        <Chip key={key} className="max-w-full">
          {of !== '' && (
            <span lang={of === 'Service' ? 'en' : undefined} className="text-text-3">
              {of}
            </span>
          )}
          <span className="truncate">{text}</span>
        </Chip>
      ))}
    </span>
  )
}
