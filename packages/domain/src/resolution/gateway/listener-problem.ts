import { type Message, say } from '../messages/message.ts'
import type { GatewayListener } from './gateway-listeners.ts'

/** What says that a listener does not work; `Conflicted` is bad where it is true. */
const BAD: readonly { readonly type: string; readonly status: 'True' | 'False' }[] = [
  { type: 'Accepted', status: 'False' },
  { type: 'Conflicted', status: 'True' },
  { type: 'Programmed', status: 'False' },
]

/**
 * Why a listener may not answer, as its controller says of it or of its owner in a condition that is current.
 * Source: gateway.networking.k8s.io/v1 GatewayStatus, ListenerStatus; rule D.8.
 */
export function listenerProblem({ owner, listener }: GatewayListener): Message | undefined {
  const own = owner.status.listeners.find(({ name }) => name === listener.name)?.conditions ?? []
  const conditions = [...own, ...owner.status.conditions]
  const { generation } = owner.metadata
  for (const { type, status } of BAD) {
    const found = conditions.find((each) => each.type === type && each.status === status)
    if (!found || (found.observedGeneration ?? generation) !== generation) continue
    return say('ambiguity.listener-not-ready', {
      listener: listener.name,
      condition: type,
      why: found.reason ?? status,
    })
  }
  return undefined
}
