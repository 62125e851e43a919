import type { RecordedChange } from '../history/change.ts'
import type { Moment, RolloutZeroWindow, ServiceImpact, ZeroReason } from './rollout-types.ts'
import { MAX_ZERO_WINDOWS } from './rollout-types.ts'
import type { ReadyShare } from './series-types.ts'
import { type SparklineMemory, SparklineRecorder } from './sparkline.ts'

/** How one Service is at a moment. */
export interface CapacityReading {
  readonly share: ReadyShare
  readonly servingTerminating: number
  /** Pods wanted by the workloads that the Service selects. */
  readonly desired: number
  /** How many of those the strategy promises to keep. */
  readonly minAvailable: number
  readonly publishesNotReady: boolean
}

/** When a change was told. */
export const momentOf = ({ evidence, observedAt, observedFrom, seq }: RecordedChange): Moment => ({
  at: observedAt,
  notBefore: observedFrom,
  seq,
  ...(evidence !== 'watched' && { isListed: true }),
})

/** All that a meter knows, as plain JSON. */
export interface MeterMemory {
  /** Epoch ms up to which time is counted. */
  at: number
  reading: CapacityReading
  /** The most ready endpoints since Pods are wanted, so far: what was never there cannot be lost. */
  peak: number
  minReady: number
  desiredAtMin: number
  leastPromised: number
  zeroReadyMs: number
  zeroReadyCount: number
  windows: RolloutZeroWindow[]
  reducedMs: number
  missingPodMs: number
  belowBudgetMs: number
  wasBelowBudget: boolean
  mixedMs: number
  /** Time is not counted: the rollout ended, or stands still by intention. */
  isHeld: boolean
  sparkline: SparklineMemory
  /** What was known before the list that told the newest reading; absent where a watch told it. */
  beforeList?: MeterMemory
}

/**
 * Measures one Service during a rollout, reading by reading, in bounded memory (rule F.6). Times are ours; what happens between
 * two readings is as at the first. What one list tells is one reading: the order of its slices is no course of things.
 */
export class CapacityMeter {
  #memory: MeterMemory
  #sparkline: SparklineRecorder

  constructor(memory: MeterMemory) {
    this.#memory = { ...memory, windows: [...memory.windows] }
    this.#sparkline = new SparklineRecorder(memory.sparkline)
  }

  /** @param reading as it was when the rollout was requested, or when the Service came */
  static begin(moment: Moment, reading: CapacityReading): CapacityMeter {
    const ready = readyOf(reading)
    const isInherited = ready === 0 && reading.desired > 0
    return new CapacityMeter({
      at: moment.at,
      reading,
      peak: ready,
      minReady: ready,
      desiredAtMin: reading.desired,
      leastPromised: reading.minAvailable,
      zeroReadyMs: 0,
      zeroReadyCount: isInherited ? 1 : 0,
      windows: isInherited ? [inheritedWindow(moment, reading)] : [],
      reducedMs: 0,
      missingPodMs: 0,
      belowBudgetMs: 0,
      wasBelowBudget: false,
      mixedMs: 0,
      isHeld: false,
      sparkline: SparklineRecorder.begin(moment.at, reading.share).memory(),
    })
  }

  /** A zero-ready window is open. */
  get isZero(): boolean {
    return openWindow(this.#memory) !== undefined
  }

  /**
   * From this moment on it is so.
   * @param reason what to say where this begins a zero-ready window
   * @returns whether a window began or ended, or fewer are ready than ever or than promised
   */
  read(moment: Moment, reading: CapacityReading, reason: () => ZeroReason): boolean {
    const before = this.#news
    this.#joinList(moment)
    const memory = this.#memory
    this.#countUpTo(moment.at)
    memory.reading = reading
    const ready = readyOf(reading)
    const wasZero = this.isZero
    if (wasZero && (ready > 0 || reading.desired === 0)) this.#closeWindow(moment)
    if (!memory.isHeld) {
      memory.leastPromised = Math.min(memory.leastPromised, reading.minAvailable)
      this.#sparkline.step(moment.at, reading.share)
      if (!wasZero && ready === 0 && reading.desired > 0 && memory.peak > 0) this.#openWindow(moment, reason())
    }
    if (wasZero && this.isZero) this.#noteServing(reading.servingTerminating)
    memory.peak = reading.desired === 0 ? 0 : Math.max(memory.peak, ready)
    this.#noteBudget(ready)
    this.#noteFewest(ready, reading.desired)
    return this.#news !== before
  }

  /** Count no more time. A zero-ready window that is open goes on to its own end, unless it is inherited. */
  hold(moment: Moment): void {
    if (this.#memory.isHeld) return
    delete this.#memory.beforeList
    this.#countUpTo(moment.at)
    if (openWindow(this.#memory)?.reason === 'inherited') this.#closeWindow(moment)
    this.#sparkline.step(moment.at, this.#memory.reading.share)
    this.#memory.isHeld = true
  }

  /** Count again. */
  goOn(moment: Moment): void {
    delete this.#memory.beforeList
    this.#countUpTo(moment.at)
    this.#memory.isHeld = false
  }

  memory(): MeterMemory {
    return { ...this.#memory, windows: [...this.#memory.windows], sparkline: this.#sparkline.memory() }
  }

  /** What came of it, counted up to a moment (epoch ms) where it still goes on. */
  impactUpTo(service: string, at: number): ServiceImpact {
    const copy = new CapacityMeter(this.memory())
    copy.#countUpTo(at)
    const { minReady, desiredAtMin, leastPromised, windows, reading, isHeld, at: until } = copy.#memory
    const { zeroReadyMs, zeroReadyCount, reducedMs, missingPodMs, belowBudgetMs, wasBelowBudget, mixedMs } =
      copy.#memory
    return {
      service,
      minReady,
      desired: desiredAtMin,
      minAvailable: leastPromised,
      ...{ zeroReadyMs, zeroReady: windows, zeroReadyCount },
      ...{ reducedMs, missingPodMs, belowBudgetMs, wasBelowBudget, mixedMs },
      publishesNotReady: reading.publishesNotReady,
      sparkline: isHeld ? this.#sparkline.drawn : this.#sparkline.upTo(until),
    }
  }

  /** What is worth telling of. */
  get #news(): string {
    const { minReady, wasBelowBudget, zeroReadyCount } = this.#memory
    return [minReady, wasBelowBudget, zeroReadyCount, this.isZero].join()
  }

  /** Take back what was read of the same list before. */
  #joinList({ at, isListed }: Moment): void {
    const { beforeList, at: readAt } = this.#memory
    delete this.#memory.beforeList
    if (!isListed) return
    if (beforeList && readAt === at) {
      this.#memory = { ...beforeList, windows: [...beforeList.windows] }
      this.#sparkline = new SparklineRecorder(beforeList.sparkline)
    }
    this.#memory.beforeList = this.memory()
  }

  #countUpTo(at: number): void {
    const memory = this.#memory
    const elapsed = Math.max(0, at - memory.at)
    memory.at = Math.max(memory.at, at)
    if (this.isZero) memory.zeroReadyMs += elapsed
    if (memory.isHeld) return
    const { share, desired, minAvailable } = memory.reading
    const ready = readyOf(memory.reading)
    if (ready < desired) memory.reducedMs += elapsed
    memory.missingPodMs += Math.max(0, desired - ready) * elapsed
    if (ready < Math.min(minAvailable, memory.peak)) memory.belowBudgetMs += elapsed
    if (share.to > 0 && share.to < ready) memory.mixedMs += elapsed
  }

  #noteFewest(ready: number, desired: number): void {
    const memory = this.#memory
    if (memory.isHeld || ready >= memory.minReady || desired === 0) return
    memory.minReady = ready
    memory.desiredAtMin = desired
  }

  #noteBudget(ready: number): void {
    const memory = this.#memory
    const isBelow = ready < Math.min(memory.reading.minAvailable, memory.peak)
    if (!memory.isHeld && isBelow) memory.wasBelowBudget = true
  }

  #openWindow(from: Moment, reason: ZeroReason): void {
    const memory = this.#memory
    memory.zeroReadyCount++
    const window = { from, servingTerminating: memory.reading.servingTerminating, reason }
    // A window too many takes the last place: one that is open must be known.
    if (memory.windows.length >= MAX_ZERO_WINDOWS) memory.windows.pop()
    memory.windows.push(window)
  }

  #closeWindow(to: Moment): void {
    this.#replaceOpen((window) => ({ ...window, to }))
  }

  #noteServing(count: number): void {
    this.#replaceOpen((window) => ({ ...window, servingTerminating: Math.max(window.servingTerminating, count) }))
  }

  #replaceOpen(next: (window: RolloutZeroWindow) => RolloutZeroWindow): void {
    const window = openWindow(this.#memory)
    if (window) this.#memory.windows[this.#memory.windows.length - 1] = next(window)
  }
}

const readyOf = ({ share }: CapacityReading): number => share.from + share.to + share.other

function openWindow({ windows }: MeterMemory): RolloutZeroWindow | undefined {
  const last = windows.at(-1)
  return last && last.to === undefined ? last : undefined
}

function inheritedWindow(from: Moment, { servingTerminating }: CapacityReading): RolloutZeroWindow {
  return { from, servingTerminating, reason: 'inherited' }
}
