import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, writerOf } from '../controller-context.ts'
import type { Kubelets } from '../kubelet/kubelets.ts'
import type { NodeCondition } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { between } from '../time/chance.ts'

/** Source: kubelet `nodeStatusReportFrequency`. */
const REPORT_MS = 300_000
/** How soon a kubelet that was cut off reports again. */
const RETURN_MS = 1_500

/** What a kubelet says of a healthy Node. */
export const healthyConditions = (time: string): NodeCondition[] =>
  [
    {
      type: 'MemoryPressure',
      status: 'False' as const,
      reason: 'KubeletHasSufficientMemory',
      message: 'kubelet has sufficient memory available',
    },
    {
      type: 'DiskPressure',
      status: 'False' as const,
      reason: 'KubeletHasNoDiskPressure',
      message: 'kubelet has no disk pressure',
    },
    {
      type: 'PIDPressure',
      status: 'False' as const,
      reason: 'KubeletHasSufficientPID',
      message: 'kubelet has sufficient PID available',
    },
    { type: 'Ready', status: 'True' as const, reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  ].map(({ type, status, reason, message }) => ({
    type,
    status,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
    reason,
    message,
  }))

/** Every kubelet reports its Node every five minutes, and soon after it could not. */
export class NodeHeartbeats {
  readonly #context: ControllerContext
  readonly #kubelets: Kubelets
  readonly #known = new Set<string>()

  constructor(context: ControllerContext, kubelets: Kubelets) {
    this.#context = context
    this.#kubelets = kubelets
    context.store.subscribe(kinds.nodes, ({ type, object }) => {
      if (type !== 'ADDED' || this.#known.has(object.metadata.name)) return
      this.#known.add(object.metadata.name)
      this.#reportAfter(object.metadata.name, between(context.random, 0.1, 1) * REPORT_MS)
    })
  }

  /** The kubelet speaks again: it reports at once. */
  resume(nodeName: string): void {
    this.#context.timers.after(RETURN_MS, () => this.#report(nodeName))
  }

  #reportAfter(nodeName: string, delayMs: number): void {
    this.#context.timers.after(delayMs, () => {
      this.#report(nodeName)
      this.#reportAfter(nodeName, REPORT_MS * between(this.#context.random, 0.98, 1.02))
    })
  }

  #report(nodeName: string): void {
    if (this.#kubelets.isCutOff(nodeName)) return
    const { store, timers } = this.#context
    const node = store.get(kinds.nodes, undefined, nodeName)
    if (node === undefined) return
    writerOf(this.#context, 'kubelet').updateStatus(kinds.nodes, node, (draft) => {
      draft.status.conditions = healthyConditions(toTimestamp(timers.now())).map((condition) => {
        const before = draft.status.conditions.find(({ type }) => type === condition.type)
        const isSame = before?.status === condition.status
        return isSame ? { ...condition, lastTransitionTime: before.lastTransitionTime } : condition
      })
    })
  }
}
