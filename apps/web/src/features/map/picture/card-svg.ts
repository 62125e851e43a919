import { type CellState, cellsOf, pathOfRun } from '../drawing/cells.ts'
import type { Placed } from '../layout/chart.ts'
import { SIZES } from '../layout/density.ts'
import { type EndpointGroup, GROUP_LINE, shownGroups } from '../layout/grouping.ts'
import { shownRules } from '../layout/lay-out.ts'
import { type CardState, isTrouble } from '../scene/card-state.ts'
import { entryPlace } from '../scene/entry-text.ts'
import { isToNowhere } from '../scene/route-rules.ts'
import type { Card, EntryCard, RouteCard, Rule, ServiceCard } from '../scene/scene.ts'
import type { Brush } from './chart-svg.ts'
import { element, sign, text } from './svg-parts.ts'

const SHAPES = {
  all: 'pale-disc',
  some: 'half-triangle',
  none: 'triangle',
  zero: 'ring',
  unknown: 'dotted-ring',
  missing: 'open-triangle',
} as const satisfies Record<CardState, string>

interface Box {
  readonly x: number
  readonly width: number
}

function frame(placed: Placed, { x, width }: Box, { palette }: Brush): string {
  const { presence } = placed.card
  const dash = presence === 'referenced' ? '5 4' : presence === 'unknown' ? '1.5 3.5' : undefined
  const place = { x: x + 0.5, y: placed.top + 0.5, width: width - 1, height: placed.height - 1, rx: 10 }
  return element('rect', { ...place, fill: palette.page, stroke: palette.edge, 'stroke-dasharray': dash })
}

function stateSign(card: Card, at: { x: number; y: number }, { data, palette }: Brush): string {
  const state = data.states.get(card.id) ?? 'unknown'
  const colour = isTrouble(state) ? palette.unready : state === 'all' ? palette.healthyBorder : palette.unknown
  return sign(SHAPES[state], { ...at, colour })
}

/** What stands at the right end of a line, and how much room it leaves. */
function rightText(words: string, { x, y, colour }: { x: number; y: number; colour: string }): string {
  return text(words, { x, y, size: 12, room: 240, fill: colour, 'text-anchor': 'end' })
}

export function entrySvg(placed: Placed<EntryCard>, brush: Brush): string {
  const { card, top } = placed
  const box = brush.columns.entries
  if (!box) return ''
  const { palette, words } = brush
  const { pods } = card.door
  const right = box.x + box.width - 12
  const { address, more, ports } = entryPlace(card)
  const where = card.exposes ? [...new Set(card.door.ways.map(({ via }) => via))].join(', ') : address
  const lines = [`${where || words.noAddress}${more > 0 ? ` +${more}` : ''}`, ports].filter(Boolean)
  const first = top + (lines.length > 1 ? 14 : 21)
  return [
    frame(placed, box, brush),
    stateSign(card, { x: box.x + 12, y: first }, brush),
    text(card.name, { x: box.x + 30, y: first, size: 13, room: box.width - 90, fill: palette.strong }),
    pods ? rightText(`${pods.ready} / ${pods.total}`, { x: right, y: first, colour: palette.text }) : '',
    ...lines.map((line, at) =>
      text(line, { x: box.x + 30, y: first + 17 + at * 16, size: 12, room: box.width - 42, fill: palette.text }),
    ),
  ].join('')
}

export function routeSvg(placed: Placed<RouteCard>, brush: Brush): string {
  const { card, top } = placed
  const box = brush.columns.routes
  if (!box) return ''
  const { palette, words } = brush
  const { routeHead, rule: row } = SIZES.card
  const right = box.x + box.width - 12
  const host = card.hosts.join(', ') || words.everyHost
  const shown = shownRules(card, brush.open)
  const rows = card.rules.slice(0, shown).map((rule, at) => {
    const y = top + routeHead + (at + 0.5) * row
    const colour = isToNowhere(rule) ? palette.unready : palette.text
    const path = { x: box.x + 12, y, size: 12, room: box.width - 100, fill: colour }
    return text(ruleText(rule, brush), path) + rightText(portText(rule), { x: right, y, colour })
  })
  const more = {
    x: box.x + 12,
    y: top + routeHead + (shown + 0.5) * row,
    size: 12,
    room: box.width,
    fill: palette.accent,
  }
  return [
    frame(placed, box, brush),
    text(host, { x: box.x + 12, y: top + routeHead / 2, size: 13, room: box.width - 110, fill: palette.strong }),
    rightText(card.kind, { x: right, y: top + routeHead / 2, colour: palette.text }),
    ...rows,
    shown < card.rules.length ? text(words.moreRules(card.rules.length - shown), more) : '',
  ].join('')
}

function ruleText(rule: Rule, { words }: Brush): string {
  if (rule.isDefaultBackend) return words.defaultBackend
  return [rule.path ?? (rule.conditions.length > 0 ? '' : words.everything), ...rule.conditions].join(' ').trim()
}

/** `:8080`, or the parts of the traffic: `90 / 10 %`. */
function portText({ targets }: Rule): string {
  if (targets.length > 1) return `${targets.map(({ share = 0 }) => Math.round(share * 100)).join(' / ')} %`
  const [target] = targets
  return target?.port === undefined ? '' : `:${target.port}`
}

export function serviceSvg(placed: Placed<ServiceCard>, brush: Brush): string {
  const { card, top, height } = placed
  const { palette, columns, data } = brush
  const box = columns.services
  const counts = data.rowOf(card.key) ?? card
  const { ready, unready, total } = counts.endpoints
  const y = top + height / 2
  const isBad = isTrouble(data.states.get(card.id) ?? 'unknown')
  const name = card.isElsewhere ? `${card.namespace}/${card.name}` : card.name
  const ratio = card.kind === 'Service' && card.presence === 'observed' ? `${ready} / ${ready + unready}` : ''
  const join = `M${box.x + box.width} ${y}H${columns.endpoints.x - 6}`
  return [
    frame(placed, box, brush),
    stateSign(card, { x: box.x + 12, y }, brush),
    text(name, { x: box.x + 30, y, size: 13, room: box.width - 100, fill: palette.strong }),
    rightText(ratio, { x: box.x + box.width - 12, y, colour: isBad ? palette.unready : palette.text }),
    total > 0 ? element('path', { d: join, stroke: isBad ? palette.unready : palette.edge }) : '',
    endpointsSvg(brush.groupsOf(card.key, counts), { y, brush, isOpen: brush.open.has(card.id) }),
  ].join('')
}

const CELL = { size: 9, pitch: 11.5 }
const NAME_WIDTH = 148
const COUNT_WIDTH = 60

function endpointsSvg(
  groups: readonly EndpointGroup[],
  { y, brush, isOpen }: { y: number; brush: Brush; isOpen: boolean },
): string {
  const { palette, columns, words } = brush
  const { x, width } = columns.endpoints
  const { shown, hidden, lines } = shownGroups(groups, isOpen)
  const first = y - ((lines - 1) * GROUP_LINE) / 2
  const room = Math.floor((width - NAME_WIDTH - COUNT_WIDTH) / CELL.pitch)
  const rows = shown.map((group, at) => {
    const middle = first + at * GROUP_LINE
    const { runs } = cellsOf(group, room)
    const cells = runs.map((run) =>
      element('path', { d: pathOfRun(run, { x: x + NAME_WIDTH, y: middle, ...CELL }), ...inkOf(run.state, palette) }),
    )
    const ratio = `${group.ready} / ${group.ready + group.unready}`
    return [
      text(group.name ?? '–', { x, y: middle, size: 12, room: NAME_WIDTH - 8, fill: palette.text }),
      ...cells,
      rightText(ratio, { x: x + width, y: middle, colour: palette.text }),
    ].join('')
  })
  const rest = { x, y: first + shown.length * GROUP_LINE, size: 12, room: width, fill: palette.text }
  return [...rows, hidden > 0 ? text(words.moreGroups(hidden), rest) : ''].join('')
}

function inkOf(state: CellState, palette: Brush['palette']) {
  if (state === 'terminating') return { fill: 'none', stroke: palette.terminating, 'stroke-width': 1.5 }
  return { fill: palette[state] }
}
