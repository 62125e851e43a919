import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { GatewayRoute, HTTPRoute, ParentReference } from '../../kubernetes/routes.ts'
import { attach } from '../../resolution/gateway/attachment.ts'
import { type GatewayListener, letsIn } from '../../resolution/gateway/gateway-listeners.ts'
import { sharedHostname } from '../../resolution/host-match.ts'
import { compareText } from '../../text-order.ts'
import { ROUTE_KINDS } from '../../topology/backend-services.ts'
import { isAskedFor } from '../../topology/parent-reference.ts'
import { backendGrant } from '../../topology/reference-grants.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, Lookup, RuleView } from '../rule-view.ts'
import {
  backendsOf,
  currentCondition,
  filtersOf,
  parentKey,
  parentObject,
  parentsOf,
  type WrittenParent,
} from './route-references.ts'

/** HTTPRoutes by the key of each parent that they name. */
export const HTTP_ROUTES_OF_PARENT: Lookup<'HTTPRoute'> = {
  name: 'http routes of parent',
  kinds: ['HTTPRoute'],
  keysOf: (route) => route.spec.parentRefs.map((parent) => parentKey(route, parent)),
}

/** The listeners of a parent that a reference asks for; none where it is not there, or has no listeners. */
function listenersAskedFor(route: GatewayRoute, parent: ParentReference, view: RuleView): GatewayListener[] {
  const owner = parentObject(route, parent, view)
  if (!owner) return []
  const listeners = owner.spec.listeners.map((listener, index) => ({
    owner,
    listener,
    evidence: { object: keyOf(owner), field: `spec.listeners[${index}]` },
  }))
  return listeners.filter(({ listener }) => isAskedFor(listener, parent))
}

/** Hosts that a route and a listener share, by our own computation; `undefined` where the listener does not take the route. */
function computedHosts(
  route: GatewayRoute,
  { listener, parent }: { listener: GatewayListener; parent: ParentReference },
  view: RuleView,
): readonly string[] | undefined {
  const unheard = { ...route, status: { parents: [] } } as GatewayRoute
  const found = attach({ route: unheard, parent }, listener, { snapshot: view, controllerName: undefined })
  return found && 'hostnames' in found ? found.hostnames : undefined
}

/** A hostname of an HTTPRoute on a listener. */
type HttpHost = readonly [listener: string, hostname: string, route: ObjectKey, createdAt: string]

/** By key of a Gateway or ListenerSet, the hostnames of HTTPRoutes on its listeners. */
const HTTP_HOSTS: Derivation<readonly HttpHost[]> = {
  name: 'http hosts of parent',
  compute: (owner, view) => view.lookup(HTTP_ROUTES_OF_PARENT, owner).flatMap((route) => httpHosts(route, owner, view)),
}

function httpHosts(route: HTTPRoute, owner: ObjectKey, view: RuleView): HttpHost[] {
  const parents = route.spec.parentRefs.filter((parent) => parentKey(route, parent) === owner)
  return parents.flatMap((parent) =>
    listenersAskedFor(route, parent, view).flatMap((listener) =>
      (computedHosts(route, { listener, parent }, view) ?? []).map(
        (hostname): HttpHost => [listener.listener.name, hostname, keyOf(route), route.metadata.creationTimestamp],
      ),
    ),
  )
}

const sharedHostnames = defineRule({
  id: 'GW-011',
  group: 'gateway',
  severity: 'warning',
  title: 'An HTTPRoute and a GRPCRoute share a hostname',
  description: 'A GRPCRoute shares a hostname with an HTTPRoute on one listener: only the older of them is accepted.',
  subjects: ['GRPCRoute'],
  inputs: ['HTTPRoute', 'Gateway', 'ListenerSet'],
  consults: ['Namespace', 'Service'],
  messages: {
    default: '{subject} and {other} share {hostname} on listener {listener}: only the older one counts, {older}',
  },
  hint: 'Give HTTP and gRPC hostnames of their own.',
  *evaluate(route, view) {
    const told = new Set<string>()
    for (const { hostname, http } of sharedHosts(route, view)) {
      const [listener, otherHostname, other, createdAt] = http
      const about = `${other} on ${listener}`
      if (told.has(about)) continue
      told.add(about)
      const { creationTimestamp } = route.metadata
      const byAge = compareText(creationTimestamp, createdAt) || compareText(placeOf(keyOf(route)), placeOf(other))
      yield {
        about,
        values: {
          ...{ subject: keyOf(route), other, listener },
          hostname: hostname || 'every host',
          older: byAge < 0 ? keyOf(route) : other,
        },
        evidence: [
          field(route, 'spec.hostnames', route.spec.hostnames),
          field(route, 'metadata.creationTimestamp', creationTimestamp),
          { object: other, path: 'spec.hostnames', value: otherHostname },
          { object: other, path: 'metadata.creationTimestamp', value: createdAt },
        ],
      }
    }
  },
})

/** `namespace/name`: of two routes that are equally old the first by it counts (rule D.8). */
const placeOf = (key: ObjectKey): string => key.slice(key.indexOf('/') + 1)

/** Each hostname of an HTTPRoute that a route shares on a listener, with what they share; `''`: every host. */
function* sharedHosts(
  route: GatewayRoute,
  view: RuleView,
): IterableIterator<{ readonly hostname: string; readonly http: HttpHost }> {
  for (const { parent } of parentsOf(route)) {
    for (const listener of listenersAskedFor(route, parent, view)) {
      const own = computedHosts(route, { listener, parent }, view) ?? []
      const others = own.length === 0 ? [] : view.derive(HTTP_HOSTS, keyOf(listener.owner))
      for (const http of others) {
        if (http[0] !== listener.listener.name) continue
        const shared = own.map((host) => sharedHostname(host || undefined, http[1] || undefined))
        const hostname = shared.find((host) => host !== undefined)
        if (hostname !== undefined) yield { hostname, http }
      }
    }
  }
}

/** Reasons for which a route is refused that we compute too. */
const COMPUTED_REASONS = new Set(['NotAllowedByListeners', 'NoMatchingListenerHostname', 'NoMatchingParent'])

const discrepancy = defineRule({
  id: 'GW-012',
  group: 'gateway',
  severity: 'warning',
  title: 'A status is not what the objects say',
  description:
    'Whether a route is on a listener, or may refer into another namespace, is computed from the objects (rule D.8), and its ' +
    'controller currently says the opposite. A discrepancy, not an error of either. What the controller refuses for reasons that ' +
    'are not computed is not compared.',
  subjects: ROUTE_KINDS,
  inputs: ['Gateway', 'ListenerSet', 'GatewayClass', 'Namespace', 'ReferenceGrant'],
  consults: ['Service'],
  messages: {
    default: 'By its objects {subject} is {computed} at {parent}, and its controller says {reported}',
    grants: 'By its objects references of {subject} are {computed}, and its controller says {reported}',
  },
  hint: 'See the log of the controller; it may have features, policies or a view of its own.',
  *evaluate(route, view) {
    for (const written of parentsOf(route)) {
      yield* acceptanceDiffers(route, written, view)
      yield* grantsDiffer(route, written, view)
    }
  },
})

function* acceptanceDiffers(route: GatewayRoute, written: WrittenParent, view: RuleView) {
  const { parent, path } = written
  const accepted = currentCondition(route, written, { type: 'Accepted', view })
  const listeners = listenersAskedFor(route, parent, view)
  if (!accepted || listeners.length === 0 || listeners.some((listener) => isUnsure(route, listener, view))) return
  const isRefused = accepted.status === 'False' && COMPUTED_REASONS.has(accepted.reason ?? '')
  if (accepted.status !== 'True' && !isRefused) return
  const isTaken = listeners.some((listener) => computedHosts(route, { listener, parent }, view) !== undefined)
  if (isTaken === (accepted.status === 'True')) return
  yield {
    about: path,
    values: {
      subject: keyOf(route),
      parent: parentKey(route, parent),
      computed: isTaken ? 'accepted' : 'refused',
      reported: `Accepted is ${accepted.status}${accepted.reason === undefined ? '' : ` (${accepted.reason})`}`,
    },
    evidence: [
      field(route, path, parent),
      field(route, 'status.parents[*].conditions[Accepted]', accepted),
      ...listeners.slice(0, MOST_EVIDENCE).map(({ evidence, listener }) => ({
        object: evidence.object,
        path: `${evidence.field}.allowedRoutes`,
        value: { from: listener.allowedRoutes.namespaces.from, hostname: listener.hostname ?? null },
      })),
    ],
  }
}

/** Labels of a namespace decide, and it is not there. */
function isUnsure(route: GatewayRoute, { listener, owner }: GatewayListener, view: RuleView): boolean {
  const namespaces = { from: route.metadata.namespace ?? '', owner: owner.metadata.namespace ?? '' }
  return letsIn(listener.allowedRoutes.namespaces, namespaces, view) === 'unknown'
}

function* grantsDiffer(route: GatewayRoute, written: WrittenParent, view: RuleView) {
  const resolved = currentCondition(route, written, { type: 'ResolvedRefs', view })
  const abroad = backendsOf(route).filter(
    ({ backend: { namespace } }) => namespace !== undefined && namespace !== route.metadata.namespace,
  )
  if (!resolved || abroad.length === 0) return
  const grants = abroad.map(({ backend, path }) => ({ path, grant: backendGrant(route, backend, view) }))
  const refused = grants.filter(({ grant }) => grant === 'refused')
  const isAllGranted = grants.every(({ grant }) => grant === 'granted')
  const saysRefused = resolved.status === 'False' && resolved.reason === 'RefNotPermitted' && !hasMirror(route)
  if (!(resolved.status === 'True' && refused.length > 0) && !(saysRefused && isAllGranted)) return
  yield {
    about: `${written.path} grants`,
    variant: 'grants',
    values: {
      subject: keyOf(route),
      computed: refused.length > 0 ? `refused (${listed(refused.map(({ path }) => path))})` : 'granted',
      reported: `ResolvedRefs is ${resolved.status}`,
    },
    evidence: [
      field(route, 'status.parents[*].conditions[ResolvedRefs]', resolved),
      ...grants.slice(0, MOST_EVIDENCE).map(({ grant, path }) => field(route, path, grant)),
    ],
  }
}

/** A mirror is a reference too, which may be the one that is not permitted. */
function hasMirror(route: GatewayRoute): boolean {
  return filtersOf(route).some((filters) => filters.some(({ requestMirror }) => requestMirror !== undefined))
}

/** Whether routes are where they say they are. */
export const GATEWAY_ATTACHMENT_RULES: readonly Rule[] = [sharedHostnames, discrepancy]
