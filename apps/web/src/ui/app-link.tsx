'use client'

import Link from 'next/link'
import type { ComponentProps, ReactElement } from 'react'
import { useKeptParameters, withKept } from './kept-parameters.ts'

/**
 * A link inside the product that carries on what all links do (the instant looked at). Never prefetches: a table of
 * thousands of links must cost nothing until one is followed.
 */
export function AppLink({ href, ...properties }: ComponentProps<typeof Link> & { href: string }): ReactElement {
  const kept = useKeptParameters()
  return <Link prefetch={false} href={withKept(href, kept)} {...properties} />
}
