'use client'

import clsx from 'clsx'
import { LockKeyhole } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Mono } from '../../../ui/mono.tsx'
import { isHiddenOn } from '../compare/hidden.ts'
import { MarkSign } from '../compare/mark-sign.tsx'
import type { Placed } from '../layout/chart.ts'
import type { Column } from '../layout/columns.ts'
import { SIZES } from '../layout/density.ts'
import { shownRules } from '../layout/lay-out.ts'
import { isToNowhere } from '../scene/route-rules.ts'
import { type RouteCard, RULE_LIMIT, type Rule } from '../scene/scene.ts'
import { CardFrame, type ListPlace } from './card-frame.tsx'
import { useFlow } from './flow-context.ts'
import { StripFace } from './strip-face.tsx'
import { useRouteName } from './use-card-names.ts'

/** The rules of an Ingress for one host, or of a route: a row each, with its port where the line leaves. */
export const RouteCardView = memo(function RouteCardView({
  placed,
  place,
  column,
}: {
  placed: Placed<RouteCard>
  place: ListPlace
  column: Column
}): ReactElement {
  const t = useTranslations('map')
  const { open, density } = useFlow()
  const { card } = placed
  const name = useRouteName()
  const shown = shownRules(card, open)
  const isTroubled = card.rules.some(isToNowhere)
  return (
    <CardFrame
      placed={placed}
      column={column}
      place={place}
      label={name(card)}
      {...(density === 'strip' && isTroubled && { className: 'bg-tint-unready' })}
      beside={
        card.rules.length > RULE_LIMIT + 1 &&
        density !== 'strip' && <MoreRules placed={placed} column={column} shown={shown} />
      }
    >
      {density === 'strip' ? (
        <StripFace text={card.hosts.join(', ') || t('everyHost')} sign={isTroubled ? BROKEN : undefined} />
      ) : (
        <>
          <RouteHead card={card} />
          {card.rules.slice(0, shown).map((rule, at) => (
            <RuleRow key={ruleKey(rule)} rule={rule} namespace={card.namespace} at={at} height={SIZES[density].rule} />
          ))}
        </>
      )}
    </CardFrame>
  )
})

const BROKEN = { shape: 'open-triangle', tone: 'unready' } as const

function ruleKey({ path, pathType, conditions, targets }: Rule): string {
  return [path, pathType, ...conditions, ...targets.map(({ to, port, mark }) => `${to}:${port}${mark ?? ''}`)].join(' ')
}

function RouteHead({ card }: { card: RouteCard }): ReactElement {
  const t = useTranslations('map')
  const { columns, density, cards } = useFlow()
  const [host, ...others] = card.hosts
  const entry = columns.entries ? undefined : cards.get(card.entries[0] ?? '')
  return (
    <span className="flex items-center gap-2 px-3" style={{ height: SIZES[density].routeHead }}>
      {card.isTls && <LockKeyhole size={12} aria-hidden="true" className="shrink-0 text-text-3" />}
      <Mono text={host ?? t('everyHost')} className="font-medium text-13 text-text-1" />
      {others.length > 0 && <span className="mono shrink-0 text-text-3">+{others.length}</span>}
      <span className="ml-auto flex min-w-10 shrink-[999] items-center gap-1 pl-2 text-12 text-text-3">
        <span lang="en" className="truncate" title={`${card.kind} ${card.namespace}/${card.name}`}>
          {card.kind}
          {card.rules.length === 0 && ` · ${t('noBackend')}`}
          {entry && ` · ${entry.name}`}
        </span>
      </span>
    </span>
  )
}

const QUIET_TYPES = ['Prefix', 'PathPrefix', undefined]

function RuleRow({
  rule,
  namespace,
  at,
  height,
}: {
  rule: Rule
  /** Of the route: what it leads to elsewhere is named. */
  namespace: string | null
  at: number
  height: number
}): ReactElement {
  const t = useTranslations('map')
  const { side, cards } = useFlow()
  const abroad = rule.targets.map(({ to }) => cards.get(to)).find((card) => card && card.namespace !== namespace)
  const marks = rule.targets.map(({ mark }) => mark)
  const mark = marks.find((each) => each !== undefined)
  const isHidden = marks.every((each) => isHiddenOn(side, each)) && marks.length > 0
  const isBroken = isToNowhere(rule)
  const broken = rule.targets.find(({ why }) => why !== undefined)
  return (
    <span
      data-rule={at}
      className={clsx('map-rule flex items-center gap-2 pr-3 pl-3 text-12 text-text-2', isHidden && 'invisible')}
      style={{ height }}
    >
      {mark && side === 'diff' && <MarkSign mark={mark} className="-ml-1" />}
      <span className={clsx('mono truncate', isBroken ? 'text-unready' : 'text-text-1')} title={rule.path}>
        {rule.isDefaultBackend
          ? t('defaultBackend')
          : (rule.path ?? (rule.conditions.length > 0 ? '' : t('everything')))}
      </span>
      {!QUIET_TYPES.includes(rule.pathType) && (
        <span className="shrink-0 text-text-3" lang="en">
          {rule.pathType}
        </span>
      )}
      {rule.conditions.length > 0 && <span className="mono truncate text-text-3">{rule.conditions.join(' · ')}</span>}
      {abroad && (
        <span className="mono ml-auto min-w-0 truncate text-text-3" title={abroad.key}>
          {abroad.namespace}/{abroad.name}
        </span>
      )}
      <span
        className={clsx(
          'mono shrink-0 whitespace-nowrap',
          !abroad && 'ml-auto',
          isBroken ? 'text-unready' : 'text-text-3',
        )}
      >
        {broken?.why !== undefined ? t(`why.${broken.why}`, { port: String(broken.port ?? '') }) : portsText(rule)}
      </span>
    </span>
  )
}

/** `:8080`, or the parts of the traffic: `90 / 10 %`. */
function portsText({ targets }: Rule): string {
  if (targets.length > 1) return `${targets.map(({ share = 0 }) => Math.round(share * 100)).join(' / ')} %`
  const [target] = targets
  return target?.port === undefined ? '' : `:${target.port}`
}

function MoreRules({
  placed,
  column,
  shown,
}: {
  placed: Placed<RouteCard>
  column: Column
  shown: number
}): ReactElement {
  const t = useTranslations('map')
  const { density, open, toggleOpen } = useFlow()
  const { card, top } = placed
  const { routeHead, rule } = SIZES[density]
  const isOpen = open.has(card.id)
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      tabIndex={-1}
      onClick={() => toggleOpen(card.id)}
      style={{
        height: rule,
        width: column.width,
        transform: `translate(${column.x}px, ${top + routeHead + shown * rule}px)`,
      }}
      className="map-beside absolute top-0 left-0 px-3 text-left text-12 text-accent hover:underline"
    >
      {isOpen ? t('fewerRules') : t('moreRules', { count: card.rules.length - shown })}
    </button>
  )
}
