import type { ReactElement } from 'react'
import { hrefWith } from '../frame/namespaces.ts'
import { AppLink } from '../ui/app-link.tsx'

/** A change of the log by its `seq`. */
export function SeqLink({ seq }: { seq: number }): ReactElement {
  return (
    <AppLink
      href={hrefWith('/log/', { seq: String(seq) })}
      className="mono inline-block min-h-[24px] py-0.5 text-text-3 hover:text-accent"
    >
      seq {seq}
    </AppLink>
  )
}
