import clsx from 'clsx'
import type { ReactElement } from 'react'
import { Glyph } from '../../../ui/glyph.tsx'
import { CARD_LOOK } from '../scene/card-look.ts'
import type { CardState } from '../scene/card-state.ts'
import type { ServiceCard } from '../scene/scene.ts'
import type { PlacedTile } from './blocks.ts'
import type { TileWords } from './draw-tiles.ts'

const TIP_WIDTH = 260

/** What a tile that is pointed at says whole, below it; the flow and the table say the same to everybody. */
export function TileTip({
  tile: { x, y, block },
  width,
  card,
  state,
  words,
}: {
  tile: PlacedTile
  /** Of the content, which the tip does not leave. */
  width: number
  card: ServiceCard
  state: CardState
  words: TileWords
}): ReactElement {
  const left = Math.max(8, Math.min(x, width - TIP_WIDTH - 8))
  return (
    <div
      aria-hidden="true"
      style={{ width: TIP_WIDTH, transform: `translate(${left}px, ${y + block.tile.height + 6}px)` }}
      className="pointer-events-none absolute top-0 left-0 z-2 rounded-control border border-line bg-raised px-3 py-2 text-12 text-text-2 shadow-raised"
    >
      <span className="flex items-baseline gap-2">
        <Glyph {...CARD_LOOK[state]} size={10} />
        <span className="mono min-w-0 break-all font-medium text-text-1">
          {card.namespace}/{card.name}
        </span>
        <span className="mono ml-auto shrink-0">{words.ratio}</span>
      </span>
      {words.second !== '' && <span className="mt-0.5 block">{words.second}</span>}
    </div>
  )
}

/** Which tile is meant: what is pointed at, what the keyboard is on, what is in the drawer. */
export function TileRing({ tile: { x, y, block }, isChosen }: { tile: PlacedTile; isChosen: boolean }): ReactElement {
  const { width, height } = block.tile
  return (
    <div
      aria-hidden="true"
      style={{ width: width + 6, height: height + 6, transform: `translate(${x - 3}px, ${y - 3}px)` }}
      className={clsx(
        'pointer-events-none absolute top-0 left-0 z-1 rounded-control',
        isChosen ? 'border-2 border-accent' : 'border border-control',
      )}
    />
  )
}

/** A tile whose endpoints have just changed; still where motion is not wanted. */
export function TilePulse({ tile: { x, y, block } }: { tile: PlacedTile }): ReactElement {
  const { width, height } = block.tile
  return (
    <div
      aria-hidden="true"
      style={{ width: width + 4, height: height + 4, transform: `translate(${x - 2}px, ${y - 2}px)` }}
      className="map-pulse pointer-events-none absolute top-0 left-0 z-1 rounded-control"
    />
  )
}
