import { expect, test } from 'vitest'
import { clusterRoleFor } from './cluster-role.ts'

test('what is denied, and nothing else, is asked for: one rule per API group', () => {
  const refused = [
    { resource: 'nodes', group: '' },
    { resource: 'networkpolicies', group: 'networking.k8s.io' },
    { resource: 'pods', group: '' },
    { resource: 'pods', group: '' },
  ]
  expect(clusterRoleFor(refused)).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: portolan-reader-additions
rules:
  - apiGroups: [""]
    resources: [nodes, pods]
    verbs: [get, list, watch]
  - apiGroups: [networking.k8s.io]
    resources: [networkpolicies]
    verbs: [get, list, watch]
`)
})
