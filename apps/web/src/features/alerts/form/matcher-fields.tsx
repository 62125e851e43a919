'use client'

import type { AlertMatcher } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES } from '../../../cluster/severity.ts'
import { DETECTORS } from '../detectors.ts'
import { shownLabels, typedLabels, typedNames } from '../rules/rule-parts.ts'
import { tidyMatcher } from '../silences/would-mute.ts'
import { CheckField, TextField } from './field.tsx'

/** Which alerts are meant: every field that says something narrows. */
export function MatcherFields({
  matcher,
  onMatcher,
}: {
  matcher: AlertMatcher
  onMatcher: (matcher: AlertMatcher) => void
}): ReactElement {
  const t = useTranslations('alerts')
  const scope = useTranslations('alerts.rules.scope')
  const word = useTranslations('severity')
  const [typed, setTyped] = useState({
    namespaces: matcher.namespaces?.join(', ') ?? '',
    services: matcher.services?.join(', ') ?? '',
    labels: shownLabels(matcher.labels),
  })
  const type = (changes: Partial<typeof typed>) => {
    const next = { ...typed, ...changes }
    setTyped(next)
    onMatcher(
      tidyMatcher({
        ...matcher,
        namespaces: typedNames(next.namespaces),
        services: typedNames(next.services),
        labels: typedLabels(next.labels),
      }),
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={scope('namespaces')}
          value={typed.namespaces}
          onText={(namespaces) => type({ namespaces })}
          placeholder="shop, pay-*"
          isMono
        />
        <TextField
          label={scope('services')}
          value={typed.services}
          onText={(services) => type({ services })}
          placeholder="web, api-*"
          isMono
        />
      </div>
      <TextField
        label={scope('labels')}
        value={typed.labels}
        onText={(labels) => type({ labels })}
        placeholder="team=payments"
        isMono
      />
      <Choices
        legend={t('filter.severity')}
        values={SEVERITIES}
        chosen={matcher.severities ?? []}
        nameOf={(value) => word(value)}
        onChange={(severities) => onMatcher(tidyMatcher({ ...matcher, severities: [...severities] }))}
      />
      <details>
        <summary className="cursor-pointer text-12 text-text-2">{t('filter.detector')}</summary>
        <Choices
          legend={t('filter.detector')}
          values={DETECTORS}
          chosen={matcher.detectors ?? []}
          nameOf={(value) => t(`detectors.${value}`)}
          onChange={(detectors) => onMatcher(tidyMatcher({ ...matcher, detectors: [...detectors] }))}
        />
      </details>
    </div>
  )
}

function Choices<Value extends string>({
  legend,
  values,
  chosen,
  nameOf,
  onChange,
}: {
  legend: string
  values: readonly Value[]
  chosen: readonly Value[]
  nameOf: (value: Value) => string
  onChange: (chosen: readonly Value[]) => void
}): ReactElement {
  return (
    <fieldset className="flex flex-wrap gap-x-4">
      <legend className="text-12 text-text-2">{legend}</legend>
      {values.map((value) => (
        <CheckField
          key={value}
          label={nameOf(value)}
          isOn={chosen.includes(value)}
          onChange={(isOn) => onChange(isOn ? [...chosen, value] : chosen.filter((each) => each !== value))}
        />
      ))}
    </fieldset>
  )
}
