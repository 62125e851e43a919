import type { Gateway, GatewayClass, ListenerSet } from '../../kubernetes/gateway.ts'
import type { Condition } from '../../kubernetes/metadata.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { GatewayRoute } from '../../kubernetes/routes.ts'
import { ROUTE_KINDS } from '../../topology/backend-services.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule, type RuleHit } from '../rule.ts'
import { isParentMissing, parentKey, parentsOf, reportsOn } from './route-references.ts'

const parentMissing = defineRule({
  id: 'GW-003',
  group: 'gateway',
  severity: 'error',
  title: 'Nobody takes a route',
  description:
    'A parentRef names a Gateway or ListenerSet that is not there, or a listener that it does not have; or no controller has said ' +
    'anything of the reference for more than a minute.',
  subjects: ROUTE_KINDS,
  inputs: ['Gateway', 'ListenerSet'],
  consults: ['Service'],
  holdsForMs: 60_000,
  messages: {
    default: 'No controller has said anything of {subject} at {parent}',
    missing: '{subject} wants to be at {parent}, which is not there or has no such listener',
  },
  hint: 'Correct name, namespace, sectionName or port of the reference, or start the controller of the Gateway.',
  *evaluate(route, view) {
    for (const { parent, path } of parentsOf(route)) {
      const isMissing = isParentMissing(route, parent, view)
      if (!isMissing && reportsOn(route, parent).length > 0) continue
      yield {
        about: path,
        ...(isMissing && { variant: 'missing' }),
        values: {
          subject: keyOf(route),
          parent: parentKey(route, parent),
        },
        evidence: [field(route, path, parent), field(route, 'status.parents', route.status.parents.length)],
      }
    }
  },
})

interface Reported {
  readonly about: string
  readonly condition: Condition
  /** Who is told of it, for people. */
  readonly where: string
}

/** One condition of each parent of a route. */
function reported(route: GatewayRoute, type: string): Reported[] {
  return route.status.parents.flatMap(({ conditions, controllerName, parentRef }, index) => {
    const condition = conditionOf(conditions, type)
    if (!condition) return []
    const { kind, name, namespace = route.metadata.namespace, sectionName } = parentRef
    const section = sectionName === undefined ? '' : ` listener ${sectionName}`
    const where = `${objectKey(kind, namespace, name)}${section} (${controllerName})`
    return [{ about: `status.parents[${index}].conditions[${type}]`, condition, where }]
  })
}

function hitOf(object: GatewayRoute | Gateway | ListenerSet, { about, condition, where }: Reported): RuleHit {
  const { message = '', reason = `${condition.type} is ${condition.status}` } = condition
  return {
    about,
    values: { subject: keyOf(object), where, reason, message },
    evidence: [field(object, about, condition)],
    ...heldSince(condition.lastTransitionTime),
  }
}

const notAccepted = defineRule({
  id: 'GW-004',
  group: 'gateway',
  severity: 'error',
  title: 'A route is refused',
  description: 'Condition Accepted of a route is False at one of its parents.',
  subjects: ROUTE_KINDS,
  inputs: [],
  messages: { default: '{subject} is refused at {where}: {reason}' },
  hint: 'See the reason: allowedRoutes of the listener, the hostnames of both, or the name of the section.',
  *evaluate(route) {
    for (const one of reported(route, 'Accepted')) if (one.condition.status === 'False') yield hitOf(route, one)
  },
})

const unresolvedRefs = defineRule({
  id: 'GW-005',
  group: 'gateway',
  severity: 'error',
  title: 'A reference leads nowhere',
  description: 'Condition ResolvedRefs is False: of a route at one of its parents, or of a listener.',
  subjects: [...ROUTE_KINDS, 'Gateway', 'ListenerSet'],
  inputs: [],
  messages: { default: 'References of {subject} do not resolve at {where}: {reason}' },
  hint: 'Create the Service or certificate that is named, or a ReferenceGrant in its namespace.',
  *evaluate(object) {
    const all =
      object.kind === 'Gateway' || object.kind === 'ListenerSet'
        ? ofListeners(object)
        : reported(object, 'ResolvedRefs')
    for (const one of all) if (one.condition.status === 'False') yield hitOf(object, one)
  },
})

function ofListeners({ status }: Gateway | ListenerSet): Reported[] {
  return status.listeners.flatMap(({ conditions, name }) => {
    const condition = conditionOf(conditions, 'ResolvedRefs')
    const about = `status.listeners[${name}].conditions[ResolvedRefs]`
    return condition ? [{ about, condition, where: `listener ${name}` }] : []
  })
}

const partlyInvalid = defineRule({
  id: 'GW-010',
  group: 'gateway',
  severity: 'warning',
  title: 'Part of a route is dropped',
  description:
    'Condition PartiallyInvalid of a route is True: its controller dropped a rule ("Dropped Rule"), or went back to what was last ' +
    'valid ("Fall Back").',
  subjects: ROUTE_KINDS,
  inputs: [],
  messages: { default: 'Part of {subject} has no effect at {where}: {message}' },
  hint: 'Correct the rule that the message names.',
  *evaluate(route) {
    for (const one of reported(route, 'PartiallyInvalid')) if (one.condition.status === 'True') yield hitOf(route, one)
  },
})

type WithStatus = GatewayRoute | Gateway | ListenerSet | GatewayClass

const staleStatus = defineRule({
  id: 'GW-009',
  group: 'gateway',
  severity: 'warning',
  title: 'A status speaks of an older specification',
  description:
    '`observedGeneration` of a condition is behind `metadata.generation`: its controller has not looked at the change yet.',
  subjects: ['GatewayClass', 'Gateway', 'ListenerSet', ...ROUTE_KINDS],
  inputs: [],
  messages: { default: '{subject} is at generation {generation}; {conditions} speaks of an older one' },
  hint: 'See the controller: it is down, or far behind.',
  *evaluate(object) {
    const { generation } = object.metadata
    if (generation === undefined) return
    const stale = conditionsOf(object).filter(
      ({ condition }) => condition.observedGeneration !== undefined && condition.observedGeneration < generation,
    )
    if (stale.length === 0) return
    yield {
      values: {
        subject: keyOf(object),
        generation,
        conditions: listed([...new Set(stale.map(({ condition }) => condition.type))]),
      },
      evidence: [
        field(object, 'metadata.generation', generation),
        ...stale
          .slice(0, MOST_EVIDENCE)
          .map(({ condition, path }) => field(object, `${path}.observedGeneration`, condition.observedGeneration)),
      ],
    }
  },
})

function conditionsOf(object: WithStatus): { readonly path: string; readonly condition: Condition }[] {
  if ('parents' in object.status) {
    return object.status.parents.flatMap(({ conditions }, index) => placed(conditions, `status.parents[${index}].`))
  }
  const listeners =
    'listeners' in object.status
      ? object.status.listeners.flatMap(({ conditions, name }) => placed(conditions, `status.listeners[${name}].`))
      : []
  return [...placed(object.status.conditions, 'status.'), ...listeners]
}

const placed = (conditions: readonly Condition[], prefix: string) =>
  conditions.map((condition) => ({ condition, path: `${prefix}conditions[${condition.type}]` }))

/** What controllers say of routes, and what they do not say. */
export const GATEWAY_STATUS_RULES: readonly Rule[] = [
  parentMissing,
  notAccepted,
  unresolvedRefs,
  staleStatus,
  partlyInvalid,
]
