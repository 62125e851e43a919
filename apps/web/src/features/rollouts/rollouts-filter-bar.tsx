'use client'

import type { Rollout } from '@portolan/contract'
import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ROLLOUT_STATES, VERDICTS, type Verdict } from '../../cluster/verdict.ts'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { FilterButton } from '../../ui/filter-button.tsx'
import { countVerdicts } from './choose-rollouts.ts'
import { useRolloutsUrl } from './rollouts-url.ts'

/** How many rollouts there are of each verdict, each count a filter; the workload asked for; the state, to choose. */
export function RolloutsFilterBar({ rollouts }: { rollouts: readonly Rollout[] }): ReactElement {
  const t = useTranslations('rollouts')
  const word = useTranslations('verdict')
  const { filter, setVerdicts, workload, clearWorkload } = useRolloutsUrl()
  const { verdicts } = filter
  const counts = countVerdicts(rollouts)
  const toggle = (each: Verdict) =>
    setVerdicts(verdicts.includes(each) ? verdicts.filter((one) => one !== each) : [...verdicts, each])
  return (
    <fieldset className="flex min-h-12 min-w-0 shrink-0 flex-wrap items-center gap-1 border-line border-b px-3 py-1.5 sm:px-5">
      <legend className="sr-only">{t('filterByVerdict')}</legend>
      <FilterButton isOn={verdicts.length === 0} onClick={() => setVerdicts([])}>
        <span className="font-medium text-text-1">{rollouts.length}</span> {t('rollouts', { count: rollouts.length })}
      </FilterButton>
      {VERDICTS.filter((each) => counts[each] > 0 || verdicts.includes(each)).map((each) => (
        <FilterButton key={each} isOn={verdicts.includes(each)} onClick={() => toggle(each)}>
          <VerdictSign verdict={each} size={13} />
          <span className="font-medium text-text-1">{counts[each]}</span>
          {word(each)}
        </FilterButton>
      ))}
      {workload !== undefined && (
        <button
          type="button"
          onClick={clearWorkload}
          aria-label={t('removeWorkload', { workload })}
          className="inset-focus ml-2 inline-flex h-7 shrink-0 items-center gap-1.5 rounded-chip bg-accent-tint px-2 text-accent pointer-coarse:h-11"
        >
          <span lang="en" className="mono">
            {workload}
          </span>
          <X size={13} aria-hidden="true" />
        </button>
      )}
      <StateChoice rollouts={rollouts} />
    </fieldset>
  )
}

function StateChoice({ rollouts }: { rollouts: readonly Rollout[] }): ReactElement {
  const t = useTranslations('rollouts')
  const word = useTranslations('rolloutState')
  const { filter, setState } = useRolloutsUrl()
  const there = ROLLOUT_STATES.filter(
    (state) => state === filter.state || rollouts.some((rollout) => rollout.state === state),
  )
  return (
    <select
      aria-label={t('state')}
      value={filter.state ?? ''}
      onChange={({ target: { value } }) => setState(ROLLOUT_STATES.find((state) => state === value))}
      className="ml-auto h-8 shrink-0 rounded-control bg-page px-2 text-text-2 hover:bg-hover pointer-coarse:h-11"
    >
      <option value="">{t('everyState')}</option>
      {there.map((state) => (
        <option key={state} value={state}>
          {word(state)}
        </option>
      ))}
    </select>
  )
}
