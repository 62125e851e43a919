'use client'

import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { NamedLink } from '../../preferences/remembered-links.ts'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { fitsWords } from './typed-words.ts'

/** Links this browser remembers, those that fit what was typed. */
export function LinkItems({
  sort,
  heading,
  links,
  typed,
  icon: Icon,
  hint,
  onSelect,
}: {
  /** Sets their values apart from those of other lists: `view the outage`. */
  sort: 'recent' | 'view'
  heading: string
  links: readonly NamedLink[]
  typed: string
  icon: LucideIcon
  hint?: ReactNode
  onSelect: (link: NamedLink) => void
}): ReactElement | null {
  const fitting = links.filter(({ name }) => fitsWords(name, typed))
  if (fitting.length === 0) return null
  return (
    <PaletteGroup heading={heading}>
      {fitting.map((link) => (
        <PaletteItem key={link.name + link.href} value={`${sort} ${link.name}`} onSelect={() => onSelect(link)}>
          <Icon size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
          <span className="min-w-0 flex-1 truncate">{link.name}</span>
          {hint}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
