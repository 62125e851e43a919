import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  AlertFold,
  type AlertTransition,
  LedgerFold,
  openLedgers,
  RolloutFold,
  RuleBook,
  type WatchedObject,
} from '@portolan/domain'
import {
  aDeployment,
  aModification,
  anEndpointSlice,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
} from '@portolan/domain/testing'
import { type Benchmark, type Measurement, median } from './measurement.ts'

const SERVICES = 10_000
const NAMESPACES = 20
const ENDPOINTS = 3
/** Each hundredth Service has a single endpoint, and so none for 20 s of each 40 s. */
const LONELY = 100
const CHANGES_PER_SECOND = 1_000
/** Of the log: each Service loses an endpoint and gets it back, and half of them lose it again. */
const SECONDS = 60
const ROUNDS = 1
const START = Date.parse('2026-01-02T00:00:00Z')

interface StagedService {
  readonly objects: readonly WatchedObject[]
  /** What happens to it, over and over. */
  readonly steps: readonly (readonly [WatchedObject, WatchedObject])[]
}

/** 10,000 Services and 1,000 changes a second: what it costs of one core to judge them, and what that keeps in memory. */
export const alerts: Benchmark = {
  name: 'alerts',
  async run() {
    const cluster = Array.from({ length: SERVICES }, (_, index) => stagedService(index))
    const shares: number[] = []
    let raised = 0
    let bytes = 0
    for (let round = 0; round < ROUNDS; round++) {
      const without = playMinute(cluster, false)
      const judged = playMinute(cluster, true)
      shares.push((judged.workedMs - without.workedMs) / (SECONDS * 1000))
      raised = judged.raised
      bytes = (judged.bytes - without.bytes) / (SERVICES * ENDPOINTS)
    }
    return [aboutShare(median(shares)), aboutRaised(raised), aboutMemory(bytes)]
  },
}

/** A minute of the log, judged or only folded into ledgers and rollouts: the work of this process, and what it keeps. */
function playMinute(cluster: readonly StagedService[], isJudged: boolean) {
  const bytesBefore = heapInUse()
  const snapshot = aSnapshot(...cluster.flatMap(({ objects }) => objects))
  const open = openLedgers(snapshot, START)
  const held = [...snapshot.ofKind('EndpointSlice'), ...snapshot.ofKind('Service')].map((object) => ({
    object,
    seq: 0,
  }))
  const ledgers = LedgerFold.restore(open, held, (uid) => snapshot.byUid('Pod', uid))
  const rollouts = new RolloutFold(snapshot)
  const fold = isJudged ? new AlertFold({ snapshot, rules: new RuleBook([]), at: START, ledgers: open }) : undefined
  fold?.advance(START)
  const transitions: AlertTransition[] = []
  const worked = process.cpuUsage()
  for (let count = 0; count < SECONDS * CHANGES_PER_SECOND; count++) {
    const observedAt = START + count * (1000 / CHANGES_PER_SECOND)
    if (fold && count % CHANGES_PER_SECOND === 0) transitions.push(...fold.advance(observedAt - 1))
    const change = aModification(snapshot.seq + 1, stepOf(cluster, count), { observedAt })
    const applied = snapshot.apply(change)
    const ledger = ledgers.apply(change, applied.before, applied.after)
    const told = { change, applied, ledger, rollouts: rollouts.apply(change, applied) }
    if (fold) transitions.push(...fold.apply(told))
  }
  const { system, user } = process.cpuUsage(worked)
  const raised = transitions.filter(({ type }) => type === 'raised').length
  transitions.length = 0
  // Whatever is measured is still in use here.
  const bytes = heapInUse() - bytesBefore + (fold?.firing().length ?? 0) * 0
  return { workedMs: (system + user) / 1000, raised, bytes, inUse: [snapshot, ledgers, rollouts, fold] }
}

function stepOf(cluster: readonly StagedService[], count: number): readonly [WatchedObject, WatchedObject] {
  const service = cluster[count % SERVICES]
  const step = service?.steps[Math.floor(count / SERVICES) % service.steps.length]
  if (step === undefined) throw new Error(`nothing happens as change ${count}`)
  return step
}

/** A Service with its workload and Pods, of which the first fails and recovers. */
function stagedService(index: number): StagedService {
  const name = `app-${index}`
  const namespace = `team-${index % NAMESPACES}`
  const replicas = index % LONELY === 0 ? 1 : ENDPOINTS
  const deployment = aDeployment(name, { namespace, replicas })
  const replicaSet = aReplicaSet(name, { namespace, replicas, owner: deployment })
  const podOf = (ordinal: number, isReady: boolean) => {
    const ip = `10.${index >> 8}.${index & 255}.${ordinal}`
    return aPod(`${name}-${ordinal}`, { namespace, ip, labels: { app: name }, owner: replicaSet, node: 'n1', isReady })
  }
  const pods = Array.from({ length: replicas }, (_, ordinal) => podOf(ordinal, true))
  const sliceOf = (isReady: boolean) =>
    anEndpointSlice(name, {
      ...{ namespace, service: name },
      endpoints: pods.map((pod, ordinal) => ({ pod, ready: ordinal > 0 || isReady })),
    })
  const [well, failing] = [true, false].map((isReady) => ({ pod: podOf(0, isReady), slice: sliceOf(isReady) })) as [
    { pod: WatchedObject; slice: WatchedObject },
    { pod: WatchedObject; slice: WatchedObject },
  ]
  return {
    objects: [aService(name, { namespace, selector: { app: name } }), deployment, replicaSet, ...pods, well.slice],
    steps: [
      [well.pod, failing.pod],
      [well.slice, failing.slice],
      [failing.pod, well.pod],
      [failing.slice, well.slice],
    ],
  }
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapInUse(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

function aboutShare(share: number): Measurement {
  const measured = `${(share * 100).toFixed(1)} % of a core`
  return { what: 'judging 10,000 Services, 1,000 changes/s', measured, budget: '≤ 10 %', isMet: share <= 0.1 }
}

function aboutRaised(raised: number): Measurement {
  const wanted = SERVICES / LONELY
  return { what: 'alerts raised meanwhile', measured: `${raised}`, budget: `≥ ${wanted}`, isMet: raised >= wanted }
}

function aboutMemory(bytes: number): Measurement {
  const measured = `${Math.round(bytes)} bytes an endpoint`
  return { what: 'kept in memory by judging', measured, budget: '≤ 4096', isMet: bytes <= 4096 }
}
