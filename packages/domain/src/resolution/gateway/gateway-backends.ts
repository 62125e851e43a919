import { elementPath } from '../../history/field-path.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { BackendRef, GatewayRoute } from '../../kubernetes/routes.ts'
import { backendGrant } from '../../topology/reference-grants.ts'
import type { BackendChoice } from '../decision.ts'
import { say } from '../messages/message.ts'

/** The backends of a route's rule, each with its part of the traffic (rules D.8 and E.5.8). */
export function gatewayChoices(
  route: GatewayRoute,
  rule: { readonly refs: readonly BackendRef[]; readonly field: string },
  snapshot: Snapshot,
): BackendChoice[] {
  const total = rule.refs.reduce((sum, { weight }) => sum + weight, 0)
  return rule.refs.map((ref, index) => {
    const refusal = refusalOf(route, ref, snapshot)
    return {
      namespace: ref.namespace ?? route.metadata.namespace ?? '',
      target: ref.group === '' && ref.kind === 'Service' ? { service: ref.name } : { kind: ref.kind, name: ref.name },
      ...(ref.port !== undefined && { port: ref.port }),
      role: 'rule',
      weight: ref.weight,
      share: total === 0 ? 0 : ref.weight / total,
      evidence: { object: keyOf(route), field: elementPath(`${rule.field}.backendRefs`, index) },
      ...(refusal && { refusal }),
    }
  })
}

function refusalOf(route: GatewayRoute, ref: BackendRef, snapshot: Snapshot): BackendChoice['refusal'] {
  const grant = backendGrant(route, ref, snapshot)
  if (grant === 'granted') return undefined
  const args = { source: keyOf(route), service: objectKey(ref.kind, ref.namespace, ref.name) }
  return grant === 'refused'
    ? { problem: say('backend.not-granted', args), isCertain: true }
    : { problem: say('backend.unknown-grant', args), isCertain: false }
}
