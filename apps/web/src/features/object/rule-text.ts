import type { TopologyEdge } from '@portolan/contract'

/** What an edge says of the way, in the spelling of the API: a rule's host, path and port, a listener, an endpoint's state. */
export function ruleText({ relation, facts }: TopologyEdge): string {
  switch (relation) {
    case 'route': {
      const [hostname] = Array.isArray(facts.hostnames) ? (facts.hostnames as string[]) : []
      const place = `${textOf(facts.host) || hostname || '*'}${textOf(facts.path)}`
      return facts.port === undefined ? place : `${place} → :${textOf(facts.port)}`
    }
    case 'default-backend':
      return facts.port === undefined ? 'defaultBackend' : `defaultBackend → :${textOf(facts.port)}`
    case 'parent':
      return Array.isArray(facts.listeners) ? (facts.listeners as string[]).join(', ') : ''
    case 'endpoint':
      return textOf(facts.state)
    default:
      return ''
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
