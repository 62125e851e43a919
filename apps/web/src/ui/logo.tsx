import type { ReactElement } from 'react'

/** The compass rose of a portolan chart: north in the accent, facets in light and shade, rhumb lines between. */
export function Logo({ size = 22 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M6.6 6.6 11.2 11.2M25.4 6.6 20.8 11.2M6.6 25.4 11.2 20.8M25.4 25.4 20.8 20.8"
        fill="none"
        className="stroke-text-3"
        strokeWidth="1.25"
        strokeLinecap="round"
      />
      <path className="fill-accent" d="M16 0 20 12 16 16Z" />
      <path className="fill-accent opacity-55" d="M16 0 12 12 16 16Z" />
      <path className="fill-text-1" d="M32 16 20 20 16 16ZM16 32 12 20 16 16ZM0 16 12 12 16 16Z" />
      <path className="fill-text-1 opacity-40" d="M32 16 20 12 16 16ZM16 32 20 20 16 16ZM0 16 12 20 16 16Z" />
    </svg>
  )
}
