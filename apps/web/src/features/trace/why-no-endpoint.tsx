'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { serviceQuery } from '../../api/queries.ts'
import { partsOfKey } from '../../cluster/object-key.ts'
import { WhyNot } from '../../cluster/why-not.tsx'

/** What is wrong counts once it has lasted for a while: asking more often shows nothing new. */
const READ_AGAIN_MS = 5_000

/** Why no endpoint of a Service takes traffic, as far as is known. */
export function WhyNoEndpoint({
  service,
  at,
}: {
  /** `Service/namespace/name`. */
  service: string
  /** Absent: of the present. */
  at: string | undefined
}): ReactElement | null {
  const { namespace, name } = partsOfKey(service)
  const { data } = useQuery({
    ...serviceQuery(namespace ?? '-', name, at === undefined ? {} : { at }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
  })
  return data ? <WhyNot service={data.body} className="sm:ml-27" /> : null
}
