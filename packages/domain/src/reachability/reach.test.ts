import { describe, expect, test } from 'vitest'
import { Snapshot } from '../history/snapshot.ts'
import type { NetworkPolicy } from '../kubernetes/network-policy.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { aNamespace, aNode, aPod } from '../testing/index.ts'
import { aProjected } from '../testing/projected.ts'
import { aRawObject } from '../testing/raw-objects.ts'
import { isInRange } from './ip-range.ts'
import { reach } from './reach.ts'
import type { ConnectionEnd } from './reachability.ts'

// Rule I.3: the fixtures of the table.
const http = [{ name: 'http', containerPort: 8080 }]
const nginx = { 'app.kubernetes.io/name': 'nginx', app: 'nginx-ctl' }
const ctl = aPod('ctl', { namespace: 'ing', labels: nginx, ip: '10.0.1.5', node: 'n1' })
const ctlH = aPod('ctl-h', {
  namespace: 'ing',
  labels: nginx,
  ip: '192.168.0.11',
  node: 'n1',
  spec: { hostNetwork: true, containers: [{ name: 'main' }] },
  status: { hostIP: '192.168.0.11' },
})
const web = aPod('web', { namespace: 'app', labels: { app: 'web' }, ip: '10.0.2.7', node: 'n2', ports: http })
const client = aPod('client', { namespace: 'app', labels: { role: 'client' }, ip: '10.0.2.8', node: 'n2' })
const n2 = aNode('n2', { ip: '192.168.0.12' })
const namespaces = [
  aNamespace('app', { labels: { team: 'a' } }),
  aNamespace('ing', { labels: { role: 'ingress' } }),
  aNamespace('other'),
]

const pod = (of: typeof web): ConnectionEnd => ({ type: 'pod', pod: of })
const ENDS = {
  ctl: pod(ctl),
  ctlH: pod(ctlH),
  web: pod(web),
  client: pod(client),
  external: { type: 'address', address: '203.0.113.9' },
  'node n2': { type: 'node', node: n2 },
} as const satisfies Record<string, ConnectionEnd>

let count = 0

function policy(spec: object, namespace = 'app'): NetworkPolicy {
  return aProjected('NetworkPolicy', aRawObject('NetworkPolicy', `p-${++count}`, { namespace, spec }))
}

const deny = () => policy({ podSelector: {}, policyTypes: ['Ingress'] })
const allow = (rule: object, podSelector: object = {}) =>
  policy({ podSelector, policyTypes: ['Ingress'], ingress: [rule] })
const ingressNamespaces = { namespaceSelector: { matchLabels: { role: 'ingress' } } }
const podsWith = (labels: object) => ({ podSelector: { matchLabels: labels } })

function snapshotOf(policies: readonly NetworkPolicy[], hidden: readonly WatchedKind[] = []): Snapshot {
  const shown = hidden.includes('Namespace') ? [] : namespaces
  const snapshot = Snapshot.of(1, [ctl, ctlH, web, client, n2, ...shown, ...policies])
  for (const kind of ['Pod', 'Node', 'Namespace', 'NetworkPolicy'] as const) {
    snapshot.setVisibility(kind, undefined, hidden.includes(kind) ? 'denied' : 'observed')
  }
  return snapshot
}

interface Row {
  readonly id: string
  readonly from?: keyof typeof ENDS
  readonly to?: keyof typeof ENDS
  readonly port?: number
  readonly what: string
  readonly policies: readonly NetworkPolicy[]
  readonly expected: string
}

const notIn = (key: string, value: string) => ({ matchExpressions: [{ key, operator: 'NotIn', values: [value] }] })
const toApp = { to: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }
const controller = { podSelector: { matchLabels: { app: 'nginx-ctl' } } }

const TABLE: readonly Row[] = [
  { id: 'P01', what: 'no policy anywhere', policies: [], expected: 'allow' },
  { id: 'P02', what: 'default deny', policies: [deny()], expected: 'deny' },
  {
    id: 'P03',
    what: 'the namespace is allowed',
    policies: [deny(), allow({ from: [ingressNamespaces] })],
    expected: 'allow',
  },
  {
    id: 'P04',
    what: 'both selectors of one peer must hold',
    policies: [deny(), allow({ from: [{ ...ingressNamespaces, ...podsWith({ app: 'other' }) }] })],
    expected: 'deny',
  },
  {
    id: 'P05',
    what: 'of two peers one is enough',
    policies: [deny(), allow({ from: [ingressNamespaces, podsWith({ app: 'other' })] })],
    expected: 'allow',
  },
  {
    id: 'P06',
    what: 'a podSelector alone means the namespace of the policy',
    policies: [deny(), allow({ from: [podsWith({ app: 'nginx-ctl' })] })],
    expected: 'deny',
  },
  {
    id: 'P07',
    from: 'client',
    what: 'a client of the same namespace',
    policies: [deny(), allow({ from: [podsWith({ role: 'client' })] })],
    expected: 'allow',
  },
  { id: 'P08', what: 'from: [] restricts nothing', policies: [deny(), allow({ from: [] })], expected: 'allow' },
  {
    id: 'P09',
    what: 'ingress: [] allows nothing',
    policies: [policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] })],
    expected: 'deny',
  },
  { id: 'P10', what: 'one empty rule allows everything', policies: [allow({})], expected: 'allow' },
  { id: 'P11', what: 'every namespace', policies: [allow({ from: [{ namespaceSelector: {} }] })], expected: 'allow' },
  {
    id: 'P12',
    what: 'the port of the Service is listed, the Pod listens on another',
    policies: [allow({ from: [ingressNamespaces], ports: [{ port: 80 }] })],
    expected: 'deny',
  },
  { id: 'P13', what: 'a named port of the Pod', policies: [allow({ ports: [{ port: 'http' }] })], expected: 'allow' },
  { id: 'P14', what: 'a name the Pod lacks', policies: [allow({ ports: [{ port: 'https' }] })], expected: 'deny' },
  {
    id: 'P15',
    what: 'a range of ports',
    policies: [allow({ ports: [{ port: 8000, endPort: 8100 }] })],
    expected: 'allow',
  },
  { id: 'P16', what: 'UDP only', policies: [allow({ ports: [{ protocol: 'UDP' }] })], expected: 'deny' },
  { id: 'P17', what: 'ports: [] restricts nothing', policies: [allow({ ports: [] })], expected: 'allow' },
  {
    id: 'P18',
    what: 'the controller may open nothing',
    policies: [policy({ ...controller, policyTypes: ['Egress'] }, 'ing')],
    expected: 'deny',
  },
  {
    id: 'P19',
    what: 'the controller may, the destination takes nothing',
    policies: [policy({ ...controller, policyTypes: ['Egress'], egress: [toApp] }, 'ing'), deny()],
    expected: 'deny',
  },
  {
    id: 'P20',
    from: 'client',
    what: 'egress rules without policyTypes isolate ingress too',
    policies: [policy({ podSelector: {}, egress: [toApp] })],
    expected: 'deny',
  },
  {
    id: 'P21',
    what: 'the source is carved out of the range',
    policies: [allow({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.1.0/24'] } }] })],
    expected: 'deny',
  },
  {
    id: 'P22',
    from: 'external',
    what: 'a client outside the cluster, by its range',
    policies: [deny(), allow({ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })],
    expected: 'allow',
  },
  { id: 'P23', from: 'external', what: 'a client outside, default deny', policies: [deny()], expected: 'deny' },
  { id: 'P24', from: 'node n2', what: "probes of the Pod's own node", policies: [deny()], expected: 'allow' },
  {
    id: 'P25',
    from: 'ctlH',
    what: 'a hostNetwork source is a Pod to some plugins only',
    policies: [deny(), allow({ from: [ingressNamespaces] })],
    expected: 'undefined',
  },
  { id: 'P26', from: 'ctlH', what: 'a hostNetwork source, and no rule at all', policies: [deny()], expected: 'deny' },
  {
    id: 'P27',
    to: 'ctlH',
    port: 443,
    what: 'a policy that selects a hostNetwork Pod',
    policies: [policy({ ...controller, policyTypes: ['Ingress'] }, 'ing')],
    expected: 'undefined',
  },
  {
    id: 'P28',
    what: 'a policy of another namespace',
    policies: [policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] }, 'other')],
    expected: 'allow',
  },
  {
    id: 'P29',
    what: 'NotIn leaves the Pod out',
    policies: [policy({ podSelector: notIn('app', 'web'), policyTypes: ['Ingress'] })],
    expected: 'allow',
  },
  {
    id: 'P30',
    what: 'NotIn selects a Pod without the key',
    policies: [policy({ podSelector: notIn('tier', 'web'), policyTypes: ['Ingress'] })],
    expected: 'deny',
  },
  { id: 'P31', from: 'web', what: 'a Pod to itself', policies: [deny()], expected: 'allow' },
]

describe('reach', () => {
  for (const { id, from = 'ctl', to = 'web', port = 8080, what, policies, expected } of TABLE) {
    test(`[${id}] ${from} to ${to}: ${what}`, () => {
      const connection = { from: ENDS[from], to: ENDS[to], port, protocol: 'TCP' } as const
      expect(reach(connection, snapshotOf(policies)).verdict).toBe(expected)
    })
  }

  const connection = { from: ENDS.ctl, to: ENDS.web, port: 8080, protocol: 'TCP' } as const

  test('[I.2] a refusal names the rule that comes closest, and what of it does not fit', () => {
    const far = allow({ from: [podsWith({ role: 'client' })] })
    const near = allow({ from: [ingressNamespaces], ports: [{ port: 80 }] })
    const { ingress } = reach(connection, snapshotOf([far, near]))
    expect(ingress.decidedBy).toEqual({
      policy: `NetworkPolicy/app/${near.metadata.name}`,
      field: 'spec.ingress[0].ports[0]',
    })
    expect(ingress.message.text).toBe(
      `${near.metadata.name} comes closest: it matches the peer but lists 80, and the connection is to 8080`,
    )
  })

  test('[I.2] what is allowed names the first rule that allows it', () => {
    const allowing = allow({ from: [podsWith({ app: 'x' }), ingressNamespaces] })
    const { ingress } = reach(connection, snapshotOf([deny(), allowing]))
    expect(ingress.decidedBy).toEqual({
      policy: `NetworkPolicy/app/${allowing.metadata.name}`,
      field: 'spec.ingress[0].from[1]',
    })
  })

  test('policies that may not be read leave the verdict unknown, never allow', () => {
    expect(reach(connection, snapshotOf([], ['NetworkPolicy'])).verdict).toBe('unknown')
  })

  test('[I.1.12] the name label of a namespace is known without reading it; other labels are not', () => {
    const byName = allow({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ing' } } }] })
    const byRole = allow({ from: [ingressNamespaces] })
    expect(reach(connection, snapshotOf([byName], ['Namespace'])).verdict).toBe('allow')
    expect(reach(connection, snapshotOf([byRole], ['Namespace'])).verdict).toBe('unknown')
    const named = (name: string) => ({ 'kubernetes.io/metadata.name': name, role: 'ingress' })
    const byBoth = (name: string) => allow({ from: [{ namespaceSelector: { matchLabels: named(name) } }] })
    expect(reach(connection, snapshotOf([byBoth('ing')], ['Namespace'])).verdict).toBe('unknown')
    expect(reach(connection, snapshotOf([byBoth('other')], ['Namespace'])).verdict).toBe('deny')
  })

  test('[I.1.6] a sidecar names ports like any container; an init container that ends names none', () => {
    const named = (restartPolicy?: string) => {
      const initContainers = [{ name: 'mesh', ports: [{ name: 'admin', containerPort: 8080 }], restartPolicy }]
      const to = aPod('web', {
        namespace: 'app',
        ip: '10.0.2.7',
        spec: { containers: [{ name: 'main' }], initContainers },
      })
      return reach({ ...connection, to: pod(to) }, snapshotOf([allow({ ports: [{ port: 'admin' }] })])).verdict
    }
    expect([named('Always'), named()]).toEqual(['allow', 'deny'])
  })

  test('[I.1.8] Pods that are named by address range are noted as depending on the plugin', () => {
    const byRange = allow({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })
    const { verdict, notes } = reach(connection, snapshotOf([byRange]))
    expect(verdict).toBe('allow')
    expect(notes.map(({ id }) => id)).toEqual(['note.ip-block', 'note.plugin'])
  })
})

test('addresses lie in ranges of their own family only', () => {
  expect(isInRange('10.0.1.5', '10.0.0.0/8')).toBe(true)
  expect(isInRange('11.0.1.5', '10.0.0.0/8')).toBe(false)
  expect(isInRange('2001:db8::1', '2001:db8::/32')).toBe(true)
  expect(isInRange('2001:db9::1', '2001:db8::/32')).toBe(false)
  expect(isInRange('::ffff:10.0.1.5', '::ffff:10.0.0.0/104')).toBe(true)
  expect(isInRange('10.0.1.5', '::/0')).toBe(false)
  expect(isInRange('10.0.1.5', '0.0.0.0/0')).toBe(true)
  for (const broken of ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '1:2:3/64', '10.0.0.0/x', '::1::/8']) {
    expect(isInRange('10.0.1.5', broken)).toBeUndefined()
  }
})
