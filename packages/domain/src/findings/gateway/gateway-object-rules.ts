import type { Gateway, Listener, ListenerSet } from '../../kubernetes/gateway.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { absence, field, listed } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'

const withoutClass = defineRule({
  id: 'GW-001',
  group: 'gateway',
  severity: 'error',
  title: 'Nobody serves a Gateway',
  description: 'The GatewayClass that a Gateway names is not there, or its controller has not accepted it.',
  subjects: ['Gateway'],
  inputs: ['GatewayClass'],
  messages: {
    default: 'GatewayClass {name} of {subject} is not accepted: {reason}',
    missing: 'There is no GatewayClass {name}, which {subject} names',
  },
  hint: 'Correct gatewayClassName, or install and start the controller of the class.',
  *evaluate(gateway, view) {
    const name = gateway.spec.gatewayClassName
    const gatewayClass = view.find('GatewayClass', undefined, name)
    const accepted = gatewayClass && conditionOf(gatewayClass.status.conditions, 'Accepted')
    if (accepted?.status === 'True') return
    const reason = accepted ? (accepted.reason ?? `Accepted is ${accepted.status}`) : 'its controller has said nothing'
    yield {
      ...(!gatewayClass && { variant: 'missing' }),
      values: { subject: keyOf(gateway), name, reason },
      evidence: [
        field(gateway, 'spec.gatewayClassName', name),
        gatewayClass
          ? field(gatewayClass, 'status.conditions[Accepted]', accepted)
          : absence(objectKey('GatewayClass', undefined, name)),
      ],
      command: 'kubectl get gatewayclasses',
    }
  },
})

const notProgrammed = defineRule({
  id: 'GW-002',
  group: 'gateway',
  severity: 'error',
  title: 'A Gateway is not in effect',
  description: 'Condition Programmed of a Gateway has not been True for more than a minute.',
  subjects: ['Gateway'],
  inputs: [],
  holdsForMs: 60_000,
  messages: { default: '{subject} is not programmed: {reason}' },
  hint: 'See the reason: addresses, resources or listeners that its controller cannot provide.',
  *evaluate(gateway) {
    const programmed = conditionOf(gateway.status.conditions, 'Programmed')
    if (programmed?.status === 'True') return
    const reason = programmed
      ? (programmed.reason ?? `Programmed is ${programmed.status}`)
      : 'its controller has said nothing'
    yield {
      values: { subject: keyOf(gateway), reason },
      evidence: [field(gateway, 'status.conditions[Programmed]', programmed)],
      ...heldSince(programmed?.lastTransitionTime ?? gateway.metadata.creationTimestamp),
    }
  },
})

const conflictedListener = defineRule({
  id: 'GW-006',
  group: 'gateway',
  severity: 'error',
  title: 'Two listeners claim the same',
  description:
    'Condition Conflicted of a listener is True: another listener has its port with another protocol, or its hostname.',
  subjects: ['Gateway', 'ListenerSet'],
  inputs: [],
  messages: { default: 'Listener {listener} of {subject} conflicts with another ({reason}): {others}' },
  hint: 'Give each listener a port, protocol and hostname of its own.',
  *evaluate(owner) {
    for (const { conditions, name } of owner.status.listeners) {
      const conflicted = conditionOf(conditions, 'Conflicted')
      if (conflicted?.status !== 'True') continue
      const others = rivalsOf(name, owner)
      yield {
        about: `status.listeners[${name}]`,
        values: {
          subject: keyOf(owner),
          listener: name,
          reason: conflicted.reason ?? 'Conflicted',
          others: listed(others.map((other) => other.name)) || 'it is of another object',
        },
        evidence: [
          field(owner, `status.listeners[${name}].conditions[Conflicted]`, conflicted),
          ...others.map(({ hostname = '', name: other, port, protocol }) =>
            field(owner, `spec.listeners[${other}]`, { port, protocol, hostname }),
          ),
        ],
        ...heldSince(conflicted.lastTransitionTime),
      }
    }
  },
})

/** Other listeners on the port of one. */
function rivalsOf(name: string, { spec }: Gateway | ListenerSet): Listener[] {
  const port = spec.listeners.find((listener) => listener.name === name)?.port
  return spec.listeners.filter((listener) => listener.name !== name && listener.port === port)
}

const idleListener = defineRule({
  id: 'GW-013',
  group: 'gateway',
  severity: 'info',
  title: 'A listener has no routes',
  description: '`attachedRoutes` of a listener is 0.',
  subjects: ['Gateway', 'ListenerSet'],
  inputs: [],
  messages: { default: 'No route is attached to listener {listener} of {subject}' },
  hint: 'Remove the listener, or see why its routes are not accepted.',
  *evaluate(owner) {
    for (const { attachedRoutes, name } of owner.status.listeners) {
      if (attachedRoutes > 0) continue
      const path = `status.listeners[${name}].attachedRoutes`
      yield {
        about: `status.listeners[${name}]`,
        values: { subject: keyOf(owner), listener: name },
        evidence: [field(owner, path, attachedRoutes)],
      }
    }
  },
})

/** What Gateways and their listeners say of themselves. */
export const GATEWAY_OBJECT_RULES: readonly Rule[] = [withoutClass, notProgrammed, conflictedListener, idleListener]
