'use client'

import type { Pod } from '@portolan/domain'
import { useQuery } from '@tanstack/react-query'
import { objectQuery } from '../../../api/queries.ts'
import { useAt } from '../../../time/use-at.ts'
import type { PodsAsked } from './pods-url.ts'

/** Ports that the containers of the Pod that is dialled declare, as `8080 http`; none where it is no Pod that is known. */
export function useDeclaredPorts({ to, protocol }: PodsAsked): readonly string[] {
  const { text: at } = useAt()
  const [namespace = '', name = '', ...rest] = to
    .trim()
    .replace(/^Pod\//, '')
    .split('/')
  const isPod = namespace !== '' && name !== '' && rest.length === 0
  const { data } = useQuery({
    ...objectQuery({ kind: 'Pod', namespace, name, ...(at !== undefined && { at }) }),
    enabled: isPod,
  })
  const pod = isPod ? (data?.body.items[0] as Pod | undefined) : undefined
  if (pod?.metadata.name !== name) return []
  return pod.spec.containers.flatMap(({ ports }) =>
    ports
      .filter((port) => port.protocol === protocol)
      .map((port) => (port.name === undefined ? `${port.containerPort}` : `${port.containerPort} ${port.name}`)),
  )
}
