'use client'

import type { AlertRule } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { alertRulesQuery } from '../../api/alert-queries.ts'

/** What people call a rule: the name they gave it, or that of the detector whose default it is. */
export function useNameOfRule(): (rule: Pick<AlertRule, 'origin' | 'name' | 'detector'>) => string {
  const named = useTranslations('alerts.detectors')
  return useCallback(({ origin, name, detector }) => (origin === 'default' ? named(detector) : name), [named])
}

/**
 * Names of rules by id; the id itself where there is no such rule any more, or none could be read.
 *
 * @param isWanted whether they are read at all
 */
export function useRuleNames(isWanted = true): (id: string) => string {
  const nameOf = useNameOfRule()
  const { data } = useQuery({ ...alertRulesQuery(), enabled: isWanted })
  return (id) => {
    const rule = data?.body.items.find((each) => each.id === id)
    return rule === undefined ? id : nameOf(rule)
  }
}
