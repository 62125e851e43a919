'use client'

import type { AlertRule, AlertRules } from '@portolan/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { storeRules } from '../../../api/alert-commands.ts'
import { alertRulesQuery } from '../../../api/alert-queries.ts'
import { groupBy } from '../../../cluster/group-by.ts'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { useAlertsUrl } from '../alerts-url.ts'
import { AsideSlot } from '../aside-slot.tsx'
import { DETECTORS } from '../detectors.ts'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { offerUndo } from '../undo-store.ts'
import { useNameOfRule } from '../use-rule-name.ts'
import { RuleCard } from './rule-card.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { RuleForm } from './rule-form.tsx'
import { duplicateOf, freeId, movedRule, overrideOf, restoredRule } from './rule-parts.ts'

/** What is watched for, in the order in which rules are asked; stored ones can be changed. */
export function RulesTab(): ReactElement {
  const { data, error, refetch } = useQuery(alertRulesQuery())
  if (data) return <Rules {...data.body} />
  if (error) return <AlertsFailed error={error} onRetry={() => void refetch()} />
  return <TableLoading rows={10} />
}

interface Editing {
  readonly rule: AlertRule
  readonly isNew: boolean
}

function Rules({ version, items: rules }: AlertRules): ReactElement {
  const t = useTranslations('alerts.rules')
  const named = useTranslations('alerts.detectors')
  const [editing, setEditing] = useState<Editing>()
  const { openRuleId, openRule } = useAlertsUrl()
  const { run, isBusy, refusal, forget } = useCommand(storeRules, () => setEditing(undefined))
  const byDetector = useMemo(() => groupBy(rules, ({ detector }) => detector), [rules])
  const taken = useMemo(() => new Set(rules.map(({ id }) => id)), [rules])
  const stored = rules.filter(isStored)
  const edit = (next: Editing | undefined) => {
    forget()
    setEditing(next)
    openRule(undefined)
  }
  const removal = useRemoval()
  const store = (kept: readonly AlertRule[]) => run({ version, items: kept })
  const nameOf = useNameOfRule()
  const keep = (rule: AlertRule) => store(withRule(stored, rule))
  const defaultsOf = (detector: AlertRule['detector']) => byDetector.get(detector)?.at(-1)?.thresholds ?? {}
  return (
    <>
      <div>
        <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b px-4 py-2 sm:px-6">
          <p className="max-w-[80ch] text-text-2">{t('order')}</p>
          <ActionButton
            onClick={() => edit({ isNew: true, rule: newRule(freeId('rule', taken), defaultsOf('zero-endpoints')) })}
          >
            {t('new')}
          </ActionButton>
        </div>
        {editing === undefined && <Refusal of={refusal ?? removal.refusal} />}
        {DETECTORS.filter((detector) => byDetector.has(detector)).map((detector) => (
          <section key={detector} aria-label={named(detector)}>
            <h2 className={byDetector.get(detector)?.every(isDefault) ? 'sr-only' : GROUP_HEAD}>{named(detector)}</h2>
            {byDetector.get(detector)?.map((rule) => (
              <RuleCard
                key={rule.id}
                rule={rule}
                canMove={{
                  up: movedRule(stored, rule.id, -1) !== stored,
                  down: movedRule(stored, rule.id, 1) !== stored,
                }}
                actions={{
                  isBusy: isBusy || removal.isBusy,
                  edit: (chosen) => edit({ rule: chosen, isNew: false }),
                  override: (chosen) => edit({ rule: overrideOf(chosen, taken), isNew: false }),
                  duplicate: (chosen) =>
                    edit({
                      rule: duplicateOf(chosen, { name: t('copyOf', { name: nameOf(chosen) }), taken }),
                      isNew: false,
                    }),
                  move: (chosen, step) => store(movedRule(stored, chosen.id, step)),
                  remove: (chosen) => removal.run({ version, stored, removed: chosen }),
                  toggle: (chosen) => keep({ ...overrideOf(chosen, NONE_TAKEN), enabled: !chosen.enabled }),
                }}
              />
            ))}
          </section>
        ))}
      </div>
      {editing === undefined && openRuleId !== undefined && (
        <AsideSlot>
          <RuleDrawer
            key={openRuleId}
            id={openRuleId}
            rule={rules.find(({ id }) => id === openRuleId)}
            onClose={() => openRule(undefined)}
          />
        </AsideSlot>
      )}
      {editing !== undefined && (
        <AsideSlot>
          <RuleForm
            key={`${editing.rule.id} ${editing.isNew}`}
            {...editing}
            before={rules.find(({ id }) => id === editing.rule.id)}
            isBusy={isBusy}
            refusal={refusal}
            defaultsOf={defaultsOf}
            onSave={keep}
            onClose={() => edit(undefined)}
          />
        </AsideSlot>
      )}
    </>
  )
}

interface Removal {
  readonly version: string | undefined
  readonly stored: readonly AlertRule[]
  readonly removed: AlertRule
}

/** Removes a rule, and offers to bring it back among the rules as they are then. */
function useRemoval() {
  const t = useTranslations('alerts.rules')
  const queries = useQueryClient()
  const remove = ({ version, stored, removed }: Removal) =>
    storeRules({ version, items: stored.filter(({ id }) => id !== removed.id) })
  return useCommand(remove, (_, { stored, removed }) => {
    const at = stored.findIndex(({ id }) => id === removed.id)
    const undo = async () => {
      const { body } = await queries.fetchQuery({ ...alertRulesQuery(), staleTime: 0 })
      return storeRules({ version: body.version, items: restoredRule(body.items.filter(isStored), { removed, at }) })
    }
    offerUndo({ done: t('removed'), undo })
  })
}

const GROUP_HEAD = 'bg-surface px-4 py-1.5 text-12 text-text-2 sm:px-6'

/** It goes by the name of its group. */
const isDefault = ({ origin }: AlertRule): boolean => origin === 'default'

const isStored = ({ origin }: AlertRule): boolean => origin === 'stored'

const NONE_TAKEN: ReadonlySet<string> = new Set()

function withRule(stored: readonly AlertRule[], rule: AlertRule): readonly AlertRule[] {
  const at = stored.findIndex(({ id }) => id === rule.id)
  return at < 0 ? [...stored, rule] : stored.with(at, rule)
}

function newRule(id: string, thresholds: AlertRule['thresholds']): AlertRule {
  return {
    id,
    name: '',
    detector: 'zero-endpoints',
    enabled: true,
    scope: {},
    thresholds,
    renotify: '4h',
    grace: '60s',
    origin: 'stored',
  }
}
