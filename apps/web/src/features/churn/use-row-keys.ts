'use client'

import { useShortcuts } from '../../frame/shortcuts.ts'
import type { TableHandle } from '../../ui/virtual-table.tsx'

interface RowKeys {
  readonly table: { readonly current: TableHandle | null }
  readonly keys: readonly string[]
  readonly openKey: string | undefined
  readonly open: (key: string) => void
}

/** `j` and `k` move along the rows; with the drawer open, it follows. */
export function useRowKeys({ table, keys, openKey, open }: RowKeys): void {
  const move = (step: 1 | -1) => {
    const from = openKey === undefined ? (table.current?.focusedRow() ?? -1) : keys.indexOf(openKey)
    const at = Math.min(Math.max(0, from + step), keys.length - 1)
    const key = keys[at]
    if (key === undefined) return
    table.current?.focusRow(at)
    if (openKey !== undefined) open(key)
  }
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
  ])
}
