'use client'

import { Command } from 'cmdk'
import type { ReactElement, ReactNode } from 'react'

/** Entries of one sort under their name. */
export function PaletteGroup({ heading, children }: { heading: ReactNode; children: ReactNode }): ReactElement {
  return (
    <Command.Group
      heading={heading}
      className="mb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  )
}

/** One entry; `value` names it among all. */
export function PaletteItem({
  value,
  onSelect,
  children,
}: {
  value: string
  onSelect: () => void
  children: ReactNode
}): ReactElement {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-3 py-1 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  )
}
