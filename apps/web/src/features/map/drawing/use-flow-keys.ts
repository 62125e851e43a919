'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { objectHref } from '../../../cluster/object-href.ts'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import { withKept } from '../../../ui/kept-parameters.ts'
import type { Found } from '../filter/find-cards.ts'
import type { Chart } from '../layout/chart.ts'
import { denser, looser } from '../layout/density.ts'
import { type Direction, inReadingOrder, nextOf, stepFrom } from '../layout/navigate.ts'
import type { MapUrl } from '../map-url.ts'
import { isPinnable, type Pins } from '../pins/use-pins.ts'
import type { Card, CardId } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import type { MapData } from '../use-map-data.ts'

const VISITED_LIMIT = 12
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'upstream',
  ArrowRight: 'downstream',
}

interface FlowKeysOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly content: RefObject<HTMLElement | null>
  readonly chart: Chart
  readonly traffic: Traffic
  readonly data: MapData
  readonly url: MapUrl
  readonly found: Found | undefined
  readonly pins: Pins
  readonly headHeight: number
}

/** The keyboard on the chart: one tab stop, steps along columns and traffic, jumps between troubles and hits. */
export function useFlowKeys(options: FlowKeysOptions) {
  const { chart, traffic, url, data, found, pins } = options
  const [current, setCurrent] = useState<CardId>()
  const visited = useRef<CardId[]>([])
  const { goTo, reveal, isInSight } = useGoTo(options)

  useRevealOnce(chart, url.focus, reveal)
  useRevealHit(url.q, found, { reveal, isInSight })

  const known = current !== undefined && chart.places.has(current) ? current : undefined
  const tabStop = known ?? inReadingOrderFirst(chart)
  const visit = (id: CardId | undefined) => {
    if (id === undefined) return
    visited.current = [id, ...visited.current.filter((one) => one !== id)].slice(0, VISITED_LIMIT)
    setCurrent(id)
    goTo(id)
    const card = chart.places.get(id)?.card
    if (url.focus !== null && card) url.setFocus(card.key)
  }
  const step = (direction: Direction) =>
    visit(known === undefined ? tabStop : stepFrom(known, direction, { chart, traffic, visited: visited.current }))
  const jump = (ids: readonly CardId[], by: 1 | -1) =>
    visit(
      nextOf(
        inOrder(
          ids.filter((id) => chart.places.has(id)),
          chart,
        ),
        known,
        by,
      ),
    )

  useMapShortcuts({ step, jump, known, chart, url, data, found, pins })
  return {
    current: known,
    tabStop,
    onFocus: (id: string | undefined) => {
      if (id !== undefined && id !== current) setCurrent(id)
    },
    onKeyDown: (pressed: KeyboardEvent) => {
      if (leavesForEndpoints(pressed, options.content.current)) return
      const direction = ARROWS[pressed.key]
      if (pressed.key === ' ' && isOnCard(pressed)) {
        pressed.preventDefault()
        if (known !== undefined) url.toggleOpen(known)
      }
      if (!direction || isModified(pressed)) return
      pressed.preventDefault()
      step(direction)
    },
  }
}

/** From the Service to the list of its endpoints, where it is drawn to the last of them, and back. */
function leavesForEndpoints(pressed: KeyboardEvent, content: HTMLElement | null): boolean {
  const { target } = pressed
  const key = isModified(pressed) ? undefined : pressed.key
  if (!(target instanceof HTMLElement)) return false
  const isInside = target.closest('[data-focus-level]') !== null
  const isService = target.dataset.id?.startsWith('Service/') === true
  const next =
    key === 'ArrowRight' && isService
      ? content?.querySelector<HTMLElement>('[data-focus-level] a[data-line]')
      : key === 'ArrowLeft' && isInside
        ? content?.querySelector<HTMLElement>('a[data-id^="Service/"]')
        : undefined
  if (next) {
    pressed.preventDefault()
    next.focus()
  }
  return isInside || (next !== undefined && next !== null)
}

/** With these, arrows are the browser's: `Alt+Left` goes back. */
function isModified({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || shiftKey
}

function isOnCard({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.dataset.id !== undefined
}

function inReadingOrderFirst(chart: Chart): CardId | undefined {
  return (chart.routes[0] ?? chart.services[0] ?? chart.entries[0])?.card.id
}

function inOrder(ids: readonly CardId[], chart: Chart): CardId[] {
  const wanted = new Set(ids)
  return inReadingOrder(chart).flatMap(({ card }) => (wanted.has(card.id) ? [card.id] : []))
}

/** Scroll a card into sight, and focus it once it exists. */
function useGoTo({ scroller, content, chart, headHeight }: FlowKeysOptions) {
  const wanted = useRef<CardId>(undefined)
  const focusIfThere = () => {
    if (wanted.current === undefined) return
    const link = content.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(wanted.current)}"]`)
    if (!link) return
    wanted.current = undefined
    link.focus({ preventScroll: true })
  }
  useEffect(focusIfThere)
  const isInSight = (id: CardId) => {
    const place = chart.places.get(id)
    const element = scroller.current
    if (!place || !element) return false
    const room = element.clientHeight - headHeight
    return place.top >= element.scrollTop && place.top + place.height <= element.scrollTop + room
  }
  const reveal = (id: CardId) => {
    const place = chart.places.get(id)
    const element = scroller.current
    if (!place || !element || isInSight(id)) return
    const room = element.clientHeight - headHeight
    element.scrollTop = place.top + Math.min(place.height, room) / 2 - room / 2
  }
  const goTo = (id: CardId) => {
    reveal(id)
    wanted.current = id
    focusIfThere()
  }
  return { goTo, reveal, isInSight }
}

/** A link to an object shows it: once, when its card is first on the chart; afterwards the scroll is the reader's. */
function useRevealOnce(chart: Chart, focus: string | null, reveal: (id: CardId) => void): void {
  const isDone = useRef(focus === null)
  useEffect(() => {
    if (isDone.current) return
    const placed = inReadingOrder(chart).find(({ card }) => card.key === focus)
    if (!placed) return
    isDone.current = true
    reveal(placed.card.id)
  })
}

interface Sight {
  readonly reveal: (id: CardId) => void
  readonly isInSight: (id: CardId) => boolean
}

/** What a filter finds must not lie below the edge unseen: a new filter shows its first hit, unless one is in sight already. */
function useRevealHit(query: string, found: Found | undefined, { reveal, isInSight }: Sight): void {
  const shown = useRef('')
  useEffect(() => {
    const first = found?.hits[0]
    if (query === '') shown.current = ''
    if (query === shown.current || first === undefined) return
    shown.current = query
    if (!found?.hits.some(isInSight)) reveal(first)
  })
}

/** An address has no page: that of its Service tells of it. */
function pageOf(card: Card): Card {
  return card.column === 'entries' ? (card.exposes ?? card) : card
}

interface MapShortcuts {
  readonly step: (direction: Direction) => void
  readonly jump: (ids: readonly CardId[], by: 1 | -1) => void
  readonly known: CardId | undefined
  readonly chart: Chart
  readonly url: MapUrl
  readonly data: MapData
  readonly found: Found | undefined
  readonly pins: Pins
}

function useMapShortcuts({ step, jump, known, chart, url, data, found, pins }: MapShortcuts): void {
  const router = useRouter()
  const card = known === undefined ? undefined : chart.places.get(known)?.card
  useShortcuts([
    { id: 'map.down', run: () => step('down') },
    { id: 'map.up', run: () => step('up') },
    { id: 'map.downstream', run: () => step('downstream') },
    { id: 'map.upstream', run: () => step('upstream') },
    { id: 'map.step' },
    { id: 'map.expand' },
    { id: 'map.pan' },
    { id: 'map.nextTrouble', run: () => jump(data.trouble, 1) },
    { id: 'map.previousTrouble', run: () => jump(data.trouble, -1) },
    { id: 'map.nextHit', run: () => jump(found?.hits ?? [], 1) },
    { id: 'map.previousHit', run: () => jump(found?.hits ?? [], -1) },
    { id: 'map.openPage', run: () => card && router.push(withKept(objectHref(pageOf(card)))) },
    {
      id: 'map.alone',
      run: () => {
        const key = url.focus ?? card?.key
        if (url.isAlone) url.endAlone()
        else if (key !== undefined) url.showAlone(key)
      },
    },
    { id: 'map.pin', run: () => card && isPinnable(card) && pins.toggle(card.key) },
    { id: 'map.looser', run: () => url.setDensity(looser(url.density)) },
    { id: 'map.denser', run: () => url.setDensity(denser(url.density)) },
    { id: 'map.normal', run: () => url.setDensity('card') },
  ])
}
