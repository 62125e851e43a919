import type { HistoryReader } from '@portolan/pipeline/ports'
import type { Measurement } from '../measurement.ts'
import { aboutTimes, type Timed, timeOf, timesOf } from './timed-questions.ts'

const NAMESPACE_SAMPLES = 100
const CLUSTER_SAMPLES = 20

/** The cost of the state at an instant, asked of a log of some size. */
export interface Instants {
  readonly changes: number
  readonly ofNamespace: readonly Timed[]
  readonly ofCluster: readonly Timed[]
}

/** Instants all over the log, each far from the one before. */
export async function timesOfInstants(reader: HistoryReader): Promise<Instants> {
  const { oldest, newest, changes } = await reader.bounds()
  const [first = 1, last = 1] = [oldest?.seq, newest?.seq]
  const placeAt = (index: number) => ({ seq: Math.round(first + spread(index) * (last - first)) })
  const instants = (count: number) => Array.from({ length: count }, (_, index) => placeAt(index))
  const namespaces = await namespacesOf(reader)
  const namespaceAt = (index: number) => [namespaces[index % namespaces.length] ?? '']
  await reader.objectsAt(placeAt(1))
  return {
    changes,
    ofNamespace: await timesOf(instants(NAMESPACE_SAMPLES), (at, index) => reader.objectsAt(at, namespaceAt(index))),
    ofCluster: await timesOf(instants(CLUSTER_SAMPLES), (at) => reader.objectsAt(at)),
  }
}

/** Shares of the log, the next one never near the one before. */
const spread = (index: number): number => ((index + 1) * 0.618_033_988_75) % 1

export async function namespacesOf(reader: HistoryReader): Promise<string[]> {
  const past = await reader.objectsAt({ seq: Number.MAX_SAFE_INTEGER }, ['-'])
  const names = (past?.objects ?? []).filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)
  return names.filter((name) => !name.startsWith('kube-'))
}

/** @param instants of the shortest log first, of the longest last */
export function aboutInstants(instants: readonly Instants[]): Measurement[] {
  const [first, last] = [instants[0], instants.at(-1)]
  return [
    ...instants.flatMap(({ changes, ofNamespace, ofCluster }) => [
      aboutTimes(`state of one namespace at an instant, ${changes} changes stored`, ofNamespace, 50),
      aboutTimes(`state of 1,000 Services and 10,000 Pods at an instant, ${changes} changes stored`, ofCluster, 400),
    ]),
    ...(first && last
      ? [
          aboutFlatness('one namespace', first.ofNamespace, last.ofNamespace),
          aboutFlatness('1,000 Services and 10,000 Pods', first.ofCluster, last.ofCluster),
        ]
      : []),
  ]
}

/** A log with hardly a change behind its first list has nothing to apply; one that is never idle has a quarter of a state. */
function aboutFlatness(what: string, short: readonly Timed[], long: readonly Timed[]): Measurement {
  const [limit, measured] = [timeOf(short, 0.5), timeOf(long, 0.5)]
  return {
    what: `state of ${what} at an instant, in the longest log against the shortest`,
    measured: `p50 ${measured.toFixed(1)} ms = ${(measured / limit).toFixed(2)} × limit`,
    limit: `${limit.toFixed(1)} ms`,
    budget: '≤ 2 × limit',
    isMet: measured <= 2 * limit,
  }
}
