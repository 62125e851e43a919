'use client'

import Link from 'next/link'
import type { ComponentProps, ReactElement } from 'react'

/** A link inside the product. Never prefetches: a table of thousands of links must cost nothing until one is followed. */
export function AppLink(properties: ComponentProps<typeof Link>): ReactElement {
  return <Link prefetch={false} {...properties} />
}
