'use client'

import { Popover } from '@base-ui/react/popover'
import type { FindingsPage } from '@portolan/contract'
import type { ReactElement, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { titleOf } from '../../cluster/finding-sentence.ts'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Button } from '../../ui/button.tsx'
import { useFindingsUrl } from './findings-url.ts'
import { type RuleCount, ruleGroups } from './rule-groups.ts'

/** Rules that found something, with how much, by group; a whole group or single rules can be chosen. */
export function RuleList({
  anchor,
  page,
  onClose,
}: {
  anchor: RefObject<HTMLButtonElement | null>
  page: FindingsPage
  onClose: () => void
}): ReactElement {
  const t = useTranslations('findings')
  const { filter, setGroups, setRules } = useFindingsUrl()
  const { groups, rules } = filter
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="end" sideOffset={6} className="z-40">
          <Popover.Popup
            aria-label={t('rules')}
            finalFocus={anchor}
            className="max-h-[min(560px,70vh)] w-[min(26rem,calc(100vw-1.5rem))] overflow-y-auto rounded-card border border-line bg-raised p-1.5 shadow-raised outline-none"
          >
            {ruleGroups(page).map(({ group, count, rules: found }) => (
              <section key={group} aria-label={group}>
                <Choice isOn={groups.includes(group)} onToggle={() => setGroups(toggled(groups, group))} count={count}>
                  <span lang="en" className="font-medium">
                    {group}
                  </span>
                </Choice>
                <ul className="pl-5">
                  {found.map((rule) => (
                    <li key={rule.rule}>
                      <Choice
                        isOn={rules.includes(rule.rule)}
                        onToggle={() => setRules(toggled(rules, rule.rule))}
                        count={rule.count}
                      >
                        <RuleName rule={rule} />
                      </Choice>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            <Button
              kind="quiet"
              className="mt-1 w-full justify-center"
              disabled={groups.length + rules.length === 0}
              onClick={() => {
                setGroups([])
                setRules([])
              }}
            >
              {t('allRules')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function RuleName({ rule }: { rule: RuleCount }): ReactElement {
  return (
    <span className="flex min-w-0 gap-2">
      <span className="mono shrink-0 text-text-2">{rule.rule}</span>
      <ToldSentence sentence={titleOf(rule)} className="min-w-0" />
    </span>
  )
}

function Choice({
  isOn,
  onToggle,
  count,
  children,
}: {
  isOn: boolean
  onToggle: () => void
  count: number
  children: ReactElement
}): ReactElement {
  return (
    <label className="flex min-h-8 items-center gap-2.5 rounded-chip px-2.5 py-1 hover:bg-hover">
      <input type="checkbox" checked={isOn} onChange={onToggle} className="size-3.5 shrink-0 accent-(--accent)" />
      <span className="min-w-0 flex-1">{children}</span>
      <span className="shrink-0 text-text-3">{count}</span>
    </label>
  )
}

function toggled(chosen: readonly string[], value: string): readonly string[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
}
