'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import type { Block } from './blocks.ts'

interface BlockKeysOptions {
  readonly blocks: readonly Block[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly content: RefObject<HTMLElement | null>
}

type Direction = 'left' | 'right' | 'up' | 'down'
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** From block to block: left and right in their order, up and down to the nearest one of another row. One tab stop. */
export function useBlockKeys({ blocks, scroller, content }: BlockKeysOptions) {
  const [current, setCurrent] = useState<string>()
  const wanted = useRef<string>(undefined)
  const at = blocks.findIndex(({ namespace }) => namespace === current)
  const tabStop = blocks[Math.max(0, at)]?.namespace

  const focusIfThere = () => {
    if (wanted.current === undefined) return
    const link = content.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(wanted.current)}"]`)
    if (!link) return
    wanted.current = undefined
    link.focus({ preventScroll: true })
  }
  useEffect(focusIfThere)
  const move = (direction: Direction) => {
    const next = at < 0 ? blocks[0] : stepBetween(blocks, at, direction)
    const element = scroller.current
    if (!next || !element) return
    const isInSight =
      next.top >= element.scrollTop && next.top + next.height <= element.scrollTop + element.clientHeight
    if (!isInSight) element.scrollTop = next.top - 40
    setCurrent(next.namespace)
    wanted.current = next.namespace
  }
  useShortcuts([
    { id: 'map.down', run: () => move('down') },
    { id: 'map.up', run: () => move('up') },
    { id: 'map.downstream', run: () => move('right') },
    { id: 'map.upstream', run: () => move('left') },
    { id: 'map.step' },
  ])
  return {
    tabStop,
    onKeyDown: (pressed: KeyboardEvent) => {
      const direction = ARROWS[pressed.key]
      if (!direction || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
      pressed.preventDefault()
      move(direction)
    },
  }
}

function stepBetween(blocks: readonly Block[], at: number, direction: Direction): Block | undefined {
  const from = blocks[at]
  if (!from || direction === 'left') return blocks[at - 1]
  if (direction === 'right') return blocks[at + 1]
  const tops = blocks.map(({ top }) => top).filter((top) => (direction === 'down' ? top > from.top : top < from.top))
  const row = direction === 'down' ? Math.min(...tops) : Math.max(...tops)
  const middle = from.x + from.width / 2
  const far = ({ x, width }: Block) => Math.abs(x + width / 2 - middle)
  return blocks.filter(({ top }) => top === row).sort((a, b) => far(a) - far(b))[0]
}
