import { BadRequestError } from '../errors.ts'

/** Kinds that roll out, as they may be written too. */
export const ROLLING_KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  deployments: 'Deployment',
  deploy: 'Deployment',
  statefulset: 'StatefulSet',
  statefulsets: 'StatefulSet',
  sts: 'StatefulSet',
  daemonset: 'DaemonSet',
  daemonsets: 'DaemonSet',
  ds: 'DaemonSet',
}

/**
 * Which workloads a request means, as `Kind/namespace/name`; of every kind that rolls out where none is named.
 *
 * @param namespaces beside which it was named
 * @throws {BadRequestError} it does not say which is meant
 */
export function workloadKeys(text: string, namespaces: readonly string[] = []): readonly string[] {
  const parts = text.split('/')
  const kind = ROLLING_KINDS[parts[0]?.toLowerCase() ?? '']
  const [only, ...others] = namespaces
  const place = kind === undefined ? parts : parts.slice(1)
  const [namespace, name] = place.length === 1 && others.length === 0 ? [only, place[0]] : place
  if (!namespace || !name || place.length > 2) {
    throw new BadRequestError(
      `workload=${text} does not name one workload: write workload=Deployment/namespace/name, or Deployment/name beside one namespace.`,
    )
  }
  const kinds = kind === undefined ? [...new Set(Object.values(ROLLING_KINDS))] : [kind]
  return kinds.map((each) => `${each}/${namespace}/${name}`)
}
