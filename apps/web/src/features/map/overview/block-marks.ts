import { markOf } from '../compare/find-marked.ts'
import type { Mark } from '../scene/marks.ts'
import type { CardId, Scene } from '../scene/scene.ts'

/** How many things of one namespace came, went and changed: its Services, and the routes and entries that have no cell. */
export type MarkCounts = Readonly<Record<Mark, number>>

/** What differs on the overview: the mark of each card, and the counts of each namespace that has any. */
export interface OverviewMarks {
  readonly cards: ReadonlyMap<CardId, Mark>
  readonly blocks: ReadonlyMap<string, MarkCounts>
}

export function overviewMarks(scene: Scene): OverviewMarks {
  const cards = new Map<CardId, Mark>()
  const blocks = new Map<string, MarkCounts>()
  for (const { namespace, entries, routes, routed, unrouted } of scene.bands) {
    const counts = { added: 0, removed: 0, changed: 0 }
    for (const card of [...entries, ...routes, ...routed, ...unrouted]) {
      const mark = markOf(card)
      if (mark === undefined) continue
      cards.set(card.id, mark)
      counts[mark] += 1
    }
    if (counts.added + counts.removed + counts.changed > 0) blocks.set(namespace, counts)
  }
  return { cards, blocks }
}
