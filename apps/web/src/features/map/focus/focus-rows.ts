import type { FocusEndpoint, FocusGroup, FocusModel, FocusSlice, Owner, Policy } from './focus-model.ts'

const HEIGHTS = { slice: 28, group: 28, owners: 22, endpoint: 26, heading: 40, policy: 26 } as const
const BETWEEN_SLICES = 14

interface Place {
  /** In px below the first row. */
  readonly top: number
  readonly height: number
}

/** One line of the list. */
export type FocusRow = Place &
  (
    | { readonly kind: 'slice'; readonly slice: FocusSlice }
    | { readonly kind: 'group'; readonly group: FocusGroup; readonly id: string }
    | { readonly kind: 'owners'; readonly owners: readonly Owner[]; readonly id: string }
    | { readonly kind: 'endpoint'; readonly endpoint: FocusEndpoint; readonly at: number }
    | { readonly kind: 'heading' }
    | { readonly kind: 'policy'; readonly policy: Policy }
  )

/** A slice as a bracket around its endpoints. */
export interface Bracket extends Place {
  readonly name: string
}

export interface FocusRows {
  /** From the top; only those in the window have to be drawn. */
  readonly rows: readonly FocusRow[]
  readonly brackets: readonly Bracket[]
  readonly height: number
  readonly endpoints: number
}

type Content = FocusRow extends infer Row ? (Row extends Place ? Omit<Row, keyof Place> : never) : never

/** Lines of known heights, so that a thousand endpoints cost no more than those in the window. */
export function focusRows({ slices, policies }: FocusModel): FocusRows {
  const rows: FocusRow[] = []
  const brackets: Bracket[] = []
  let top = 0
  let endpoints = 0
  const add = (content: Content) => {
    const height = HEIGHTS[content.kind]
    rows.push({ ...content, top, height } as FocusRow)
    top += height
  }
  for (const slice of slices) {
    const from = top
    add({ kind: 'slice', slice })
    for (const group of slice.groups) {
      const id = `${slice.name}/${group.revision}`
      add({ kind: 'group', group, id })
      if (group.owners.length > 1) add({ kind: 'owners', owners: group.owners.slice(1), id })
      for (const endpoint of group.endpoints) add({ kind: 'endpoint', endpoint, at: endpoints++ })
    }
    brackets.push({ name: slice.name, top: from, height: top - from })
    top += BETWEEN_SLICES
  }
  if (policies.length > 0) add({ kind: 'heading' })
  for (const policy of policies) add({ kind: 'policy', policy })
  return { rows, brackets, height: top, endpoints }
}
