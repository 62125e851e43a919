'use client'

import { parseAsString, parseAsStringLiteral } from 'nuqs'
import { useLinkState } from '../../../link/link-state.ts'

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const

const PARSERS = {
  fromPod: parseAsString.withDefault(''),
  toPod: parseAsString.withDefault(''),
  port: parseAsString.withDefault(''),
  protocol: parseAsStringLiteral(PROTOCOLS).withDefault('TCP'),
}

/** One connection: ends as `namespace/name` of a Pod, `Node/-/name`, or an IP address; `port` by number, or by its name. */
export interface PodsAsked {
  readonly from: string
  readonly to: string
  readonly port: string
  readonly protocol: (typeof PROTOCOLS)[number]
}

/** Which connection the link asks about; parts that are not there yet are empty. */
export function usePodsUrl() {
  const [{ fromPod, toPod, port, protocol }, set] = useLinkState(PARSERS, { history: 'push' })
  const draft: PodsAsked = { from: fromPod, to: toPod, port, protocol }
  return {
    draft,
    asked: isWhole(draft) ? draft : undefined,
    ask: ({ from, to, port, protocol }: PodsAsked) => void set({ fromPod: from, toPod: to, port, protocol }),
  }
}

/** Whether there is enough to ask: both ends, and a port that can be one. */
export function isWhole({ from, to, port }: PodsAsked): boolean {
  return from.trim() !== '' && to.trim() !== '' && isPort(port.trim())
}

/** 1 to 65535, or a name (IANA_SVC_NAME: letters, digits and dashes, at most 15). */
export function isPort(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0 && Number(text) <= 65_535
  return /^[a-z0-9-]{1,15}$/.test(text)
}
