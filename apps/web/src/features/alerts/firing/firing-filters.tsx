'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES, SEVERITY_LOOK, type Severity } from '../../../cluster/severity.ts'
import { FilterButton } from '../../../ui/filter-button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useAlertsUrl } from '../alerts-url.ts'
import { DETECTORS, type Detector } from '../detectors.ts'
import { FIELD } from '../form/field.tsx'

/** What fires or what is over; of which severities, by which detector. Each choice is in the link. */
export function FiringFilters({ counts }: { counts?: Readonly<Record<Severity, number>> }): ReactElement {
  const t = useTranslations('alerts')
  const word = useTranslations('severity')
  const { state, setState, severities, setSeverities, detectors, setDetectors } = useAlertsUrl()
  const toggle = (each: Severity) =>
    setSeverities(severities.includes(each) ? severities.filter((one) => one !== each) : [...severities, each])
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2 sm:px-6">
      <Segmented
        label={t('filter.state')}
        value={state}
        onChange={setState}
        segments={[
          { value: 'firing', label: t('filter.firing') },
          { value: 'resolved', label: t('filter.resolved') },
        ]}
      />
      <fieldset className="flex flex-wrap items-center gap-1">
        <legend className="sr-only">{t('filter.severity')}</legend>
        {SEVERITIES.map((each) => (
          <FilterButton key={each} isOn={severities.includes(each)} onClick={() => toggle(each)}>
            <Glyph {...SEVERITY_LOOK[each]} size={11} />
            {counts !== undefined && <span className="font-medium text-text-1">{counts[each]}</span>}
            {word(each)}
          </FilterButton>
        ))}
      </fieldset>
      <select
        aria-label={t('filter.detector')}
        value={detectors[0] ?? ''}
        onChange={({ target: { value } }) => setDetectors(value === '' ? [] : [value as Detector])}
        className={`${FIELD} sm:ml-auto`}
      >
        <option value="">{t('filter.anyDetector')}</option>
        {DETECTORS.map((detector) => (
          <option key={detector} value={detector}>
            {t(`detectors.${detector}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
