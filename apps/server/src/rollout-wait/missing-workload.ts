import type { ObjectsPage } from '@portolan/contract'
import { StartRefusedError } from '../errors.ts'
import { closestName } from '../plugins/closest-name.ts'
import { ROLLING_KINDS } from '../rollouts/workload-keys.ts'
import type { PortolanClient } from './portolan-client.ts'
import type { WaitedWorkload } from './wait-options.ts'
import { workloadText } from './wait-texts.ts'

const EVERY_KIND = [...new Set(Object.values(ROLLING_KINDS))]
/** As many as a page holds. */
const MAX_NAMES = 1_000

/** Whether a workload is there, as far as its server can tell. */
export type Presence = 'there' | 'missing' | 'unknown'

/** @returns `undefined` where nobody answers now */
export async function presenceOf(client: PortolanClient, workload: WaitedWorkload): Promise<Presence | undefined> {
  const { kind, namespace, name } = workload
  const kinds = kind === undefined ? EVERY_KIND : [kind]
  const page = await client.read<ObjectsPage>(objectsPath(kinds, { namespace, name, limit: '1' }))
  if (page === undefined) return undefined
  if (page.items.length > 0) return 'there'
  const { coverage } = page
  const isRead = kinds.every((each) => coverage.kinds[each] === 'observed')
  return isRead && !coverage.gaps.some((gap) => kinds.includes(gap.kind)) ? 'missing' : 'unknown'
}

/** What to tell somebody who waits for a workload that does not exist: it is as good as always a mistyped name. */
export async function missingWorkload(client: PortolanClient, workload: WaitedWorkload): Promise<StartRefusedError> {
  const { kind, namespace, name } = workload
  const page = await client.read<ObjectsPage>(objectsPath(EVERY_KIND, { namespace, limit: String(MAX_NAMES) }))
  const others = page?.items ?? []
  const closest = closestName(
    name,
    others.map(({ metadata }) => metadata.name),
  )
  const meant = others.find(({ metadata }) => metadata.name === closest)
  const remedy = meant
    ? `did you mean ${workloadText({ kind: meant.kind, namespace, name: meant.metadata.name })}?`
    : 'correct its name, or apply it before waiting for it.'
  const missing = `${kind ?? 'Deployment, StatefulSet or DaemonSet'} ${namespace}/${name}`
  return new StartRefusedError(`There is no ${missing} in the cluster that ${client.server} watches: ${remedy}`)
}

function objectsPath(kinds: readonly string[], filters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(filters)
  for (const kind of kinds) query.append('kind', kind)
  return `/objects?${query}`
}
