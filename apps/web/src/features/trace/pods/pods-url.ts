'use client'

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const

const PARSERS = {
  fromPod: parseAsString.withDefault(''),
  toPod: parseAsString.withDefault(''),
  port: parseAsInteger,
  protocol: parseAsStringLiteral(PROTOCOLS).withDefault('TCP'),
}

/** One connection: Pods as `namespace/name`; `port` of the Pod that is dialled. */
export interface PodsAsked {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: (typeof PROTOCOLS)[number]
}

/** Which connection the link asks about; parts that are not there yet are empty. */
export function usePodsUrl() {
  const [{ fromPod, toPod, port, protocol }, set] = useQueryStates(PARSERS, { history: 'push' })
  return {
    draft: { from: fromPod, to: toPod, port: port ?? undefined, protocol },
    asked: fromPod && toPod && port !== null && isPort(port) ? { from: fromPod, to: toPod, port, protocol } : undefined,
    ask: ({ from, to, port, protocol }: PodsAsked) => void set({ fromPod: from, toPod: to, port, protocol }),
  }
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port <= 65_535
}
