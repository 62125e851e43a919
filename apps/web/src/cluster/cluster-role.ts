import type { ResourceStatus } from '@portolan/contract'

type Refused = Pick<ResourceStatus, 'resource' | 'group'>

/**
 * The ClusterRole that grants reading exactly these resources, as YAML ready for `kubectl apply -f -`.
 * One rule per API group in the order given; `get`, `list` and `watch` only.
 */
export function clusterRoleFor(refused: readonly Refused[]): string {
  const byGroup = new Map<string, Set<string>>()
  for (const { group, resource } of refused) {
    const resources = byGroup.get(group) ?? new Set()
    byGroup.set(group, resources.add(resource))
  }
  const rules = [...byGroup].map(([group, resources]) =>
    [
      `  - apiGroups: [${group === '' ? '""' : group}]`,
      `    resources: [${[...resources].join(', ')}]`,
      '    verbs: [get, list, watch]',
    ].join('\n'),
  )
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    '  name: portolan-reader-additions',
    'rules:',
    ...rules,
    '',
  ].join('\n')
}
