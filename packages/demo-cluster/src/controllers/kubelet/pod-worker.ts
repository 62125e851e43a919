import { conditionOf, isPodReady, type Pod } from '../objects/pod.ts'
import type { CancelTimer } from '../time/timers.ts'
import { editMain, setRunning, setTerminated, terminatedState } from './container-status.ts'
import { ImagePull, writeWaiting } from './image-pull.ts'
import type { PodHandle } from './pod-handle.ts'
import { acknowledge, setAddress, setReadiness } from './pod-status.ts'

export interface ContainerEnd {
  exitCode: number
  reason: 'Completed' | 'Error' | 'OOMKilled'
}

const SECOND = 1000
/** Source: kubelet MaxContainerBackOff and its first step. */
const FIRST_BACKOFF_MS = 10_000
const LONGEST_BACKOFF_MS = 300_000
const STOPPED: ContainerEnd = { exitCode: 0, reason: 'Completed' }
const KILLED: ContainerEnd = { exitCode: 137, reason: 'Error' }

/**
 * One Pod on its node, from the binding to the last byte: sandbox and address, image, start, probes, crashes with
 * growing back-off, graceful end. The order of its writes is that of `harbour.jsonl.gz`.
 */
export class PodWorker {
  readonly #pod: PodHandle
  readonly #pull: ImagePull
  #failing: CancelTimer | undefined
  #isUp = false
  #isWarm = false
  #isEnding = false
  #restarts = 0

  constructor(pod: PodHandle) {
    this.#pod = pod
    this.#pull = new ImagePull(pod)
    pod.after(pod.some(4, 14), () => {
      pod.writeStatus((draft) => acknowledge(draft, pod.node, pod.time()))
      this.#pull.start(() => this.#start())
    })
  }

  /** The Pod is gone. */
  stop(): void {
    this.#pod.release()
  }

  cutOff(): void {
    this.#pod.cutOff()
  }

  /** The node is back: what waited happens, and the truth about readiness is written. */
  reconnect(): void {
    this.#pod.reconnect()
    if (this.#pod.read()?.metadata.deletionTimestamp !== undefined) this.end()
    else if (this.#isUp) this.#writeReadiness(this.#passes())
  }

  /** Probe soon, because what probes depend on has changed. */
  reprobe(): void {
    if (!this.#isUp || !this.#isWarm) return
    const { failureThreshold = 3, successThreshold = 1 } = this.#pod.main.readinessProbe ?? {}
    const rounds = this.#passes() ? successThreshold : failureThreshold
    this.#pod.after(this.#pod.some(0.3, 1) * rounds * this.#probePeriodMs(), () => this.#probe())
  }

  /** Stop as asked: preStop, SIGTERM, and SIGKILL at the deadline. */
  end(): void {
    const pod = this.#pod.read()
    if (pod === undefined || this.#isEnding || this.#pod.isCutOff) return
    this.#isEnding = true
    this.#pod.cancelPlans()
    const deadlineMs = Math.max(0, Date.parse(pod.metadata.deletionTimestamp ?? '') - this.#pod.now())
    if (!this.#isUp) {
      this.#pod.after(Math.min(300, deadlineMs), () => this.#endWith(STOPPED))
      return
    }
    this.#pod.tell('Normal', 'Killing', `Stopping container ${this.#pod.main.name}`)
    const { exitMs } = this.#pod.behaviours.of(pod)
    const preStopMs = (this.#pod.main.lifecycle?.preStop?.sleep?.seconds ?? 0) * SECOND
    const neededMs = exitMs === 'never' ? Number.POSITIVE_INFINITY : preStopMs + exitMs
    this.#pod.after(Math.min(neededMs, deadlineMs), () => this.#endWith(neededMs < deadlineMs ? STOPPED : KILLED))
  }

  /** The container exits by itself and is started again: at once the first time, later each time after. */
  crash(end: ContainerEnd): void {
    if (this.#isEnding || !this.#isUp) return
    this.#isUp = false
    const finishedAt = this.#pod.time()
    this.#pod.writeStatus((draft) => {
      editMain(draft, (status) => {
        status.state = terminatedState(status, { ...end, finishedAt })
        status.ready = false
        status.started = false
      })
      setReadiness(draft, false, finishedAt)
    })
    const backOffMs =
      this.#restarts === 0 ? 0 : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (this.#restarts - 1))
    this.#restarts += 1
    this.#pod.after(this.#pod.some(300, 900), () => this.#restartAfter(backOffMs))
  }

  #restartAfter(backOffMs: number): void {
    const pod = this.#pod.read()
    if (pod === undefined) return
    if (backOffMs > 0) {
      const { name } = this.#pod.main
      const where = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`
      const wait = `back-off ${backOffMs / SECOND}s restarting failed container=${name} pod=${where}`
      this.#pod.tell('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${where}`)
      writeWaiting(this.#pod, 'CrashLoopBackOff', wait)
    }
    this.#pod.after(backOffMs, () => this.#pull.start(() => this.#start()))
  }

  #start(): void {
    const pod = this.#pod.read()
    if (pod !== undefined) this.#pod.after(this.#pod.behaviours.of(pod).startMs, () => this.#run(pod))
  }

  #run(pod: Pod): void {
    const { name, startupProbe } = this.#pod.main
    this.#pod.tell('Normal', 'Created', `Created container: ${name}`)
    this.#pod.tell('Normal', 'Started', `Started container ${name}`)
    this.#isUp = true
    this.#isWarm = false
    this.#pod.writeStatus((draft) => {
      draft.status.phase = 'Running'
      setAddress(draft, this.#pod.address())
      editMain(draft, (status) => {
        if (status.state.terminated !== undefined) status.lastState = { terminated: status.state.terminated }
        status.restartCount = this.#restarts
      })
      setRunning(draft, { isStarted: startupProbe === undefined, startedAt: this.#pod.time() })
    })
    const { readyMs, crash } = this.#pod.behaviours.of(pod)
    if (crash !== undefined) this.#pod.after(crash.afterMs, () => this.crash(crash))
    if (readyMs === 'never') this.#pod.after(this.#probePeriodMs(), () => this.#failProbe())
    else this.#pod.after(readyMs, () => this.#warmUp())
  }

  #warmUp(): void {
    if (!this.#isUp) return
    this.#isWarm = true
    if (this.#pod.main.startupProbe === undefined) {
      this.#probe()
      return
    }
    this.#pod.writeStatus((draft) =>
      editMain(draft, (status) => {
        status.started = true
      }),
    )
    this.#pod.after(this.#pod.some(100, 1000), () => this.#probe())
  }

  #probe(): void {
    if (!this.#isUp) return
    if (this.#passes()) this.#writeReadiness(true)
    else this.#failProbe()
  }

  /** Fail now and every period after, until the probe passes. */
  #failProbe(): void {
    const pod = this.#pod.read()
    if (pod === undefined || !this.#isUp || this.#passes()) return
    this.#pod.tell('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503')
    if (isPodReady(pod)) this.#writeReadiness(false)
    this.#failing?.()
    this.#failing = this.#pod.after(this.#probePeriodMs(), () => this.#failProbe())
  }

  #passes(): boolean {
    const pod = this.#pod.read()
    return pod !== undefined && this.#isWarm && this.#pod.behaviours.passesReadiness(pod)
  }

  #writeReadiness(isReady: boolean): void {
    this.#pod.writeStatus((draft) => {
      setReadiness(draft, isReady, this.#pod.time())
      editMain(draft, (status) => {
        status.ready = isReady
      })
    })
  }

  #endWith(end: ContainerEnd): void {
    this.#isUp = false
    this.#pod.writeStatus((draft) => {
      setTerminated(draft, { ...end, finishedAt: this.#pod.time() })
      if (conditionOf(draft, 'Ready') !== undefined) setReadiness(draft, false, this.#pod.time())
    })
    this.#pod.after(this.#pod.some(20, 60), () => this.#pod.finish())
  }

  #probePeriodMs(): number {
    return (this.#pod.main.readinessProbe?.periodSeconds ?? 10) * SECOND
  }
}
