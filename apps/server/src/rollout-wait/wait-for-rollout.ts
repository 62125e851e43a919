import type { ChangesPage, Rollout, RolloutsPage } from '@portolan/contract'
import { systemClock } from '@portolan/pipeline'
import { StartRefusedError } from '../errors.ts'
import { ROLLING_KINDS } from '../rollouts/workload-keys.ts'
import { chooseRollout } from './choose-rollout.ts'
import { failuresOf, isDecided } from './judge-rollout.ts'
import { missingWorkload, presenceOf } from './missing-workload.ts'
import { PortolanClient } from './portolan-client.ts'
import { ProgressLine, type Terminal } from './progress-line.ts'
import { EXIT_CODES, type WaitOptions } from './wait-options.ts'
import { endText, progressText, workloadText } from './wait-texts.ts'

/** So often it is looked all the same, though nothing was told. */
const LOOK_EVERY_MS = 30_000
/** So long after news, so that many are one. */
const SETTLE_MS = 100
/** The newest of a workload; a wait follows those that supersede each other. */
const LIMIT = 20

export interface WaitOutputs {
  readonly output: Pick<Terminal, 'write'>
  readonly progress: Terminal
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal
}

/** How a wait ended. */
interface WaitEnd {
  readonly outcome: keyof typeof EXIT_CODES
  /** Absent where there was none. */
  readonly rollout?: Rollout
}

/**
 * `portolan rollout wait`: wait until a rollout is over, and tell its verdict.
 *
 * @returns the exit code
 * @throws {StartRefusedError} the server refuses, nobody answers there, or there is no such workload
 */
export async function waitForRollout(options: WaitOptions, outputs: WaitOutputs): Promise<number> {
  const { server, token, workload } = options
  const client = new PortolanClient({ server, token, namespace: workload.namespace })
  const line = new ProgressLine(outputs.progress, () => systemClock.monotonic())
  outputs.signal.addEventListener('abort', () => client.close(), { once: true })
  try {
    const end = await new Wait(options, client, line).ended(outputs.signal)
    line.end()
    outputs.output.write(options.isJson ? `${JSON.stringify(jsonOf(end, options))}\n` : textOf(end, options))
    return EXIT_CODES[end.outcome]
  } finally {
    line.end()
    client.close()
  }
}

class Wait {
  readonly #options: WaitOptions
  readonly #client: PortolanClient
  readonly #line: ProgressLine
  readonly #began = systemClock.monotonic()
  /** By the clock of the server. */
  #startedAt: number | undefined
  #followed: Rollout | undefined
  #generationSeq: number | null | undefined

  constructor(options: WaitOptions, client: PortolanClient, line: ProgressLine) {
    this.#options = options
    this.#client = client
    this.#line = line
    this.#generationSeq = options.generation === undefined ? undefined : null
  }

  async ended(signal: AbortSignal): Promise<WaitEnd> {
    const { timeoutMs, failOn } = this.#options
    while (!signal.aborted) {
      const isNone = (await this.#look()) === 'none'
      const rollout = this.#followed
      if (rollout && isDecided(rollout, failOn)) return this.#judged(rollout)
      if (isNone) return { outcome: 'none' }
      if (this.#passed >= timeoutMs) return rollout ? this.#judged(rollout, 'timeout') : { outcome: 'timeout' }
      this.#line.tell(rollout ? progressText(rollout) : this.#waitingText())
      await this.#client.news(this.#patienceMs(rollout !== undefined))
      await systemClock.sleep(SETTLE_MS, signal)
    }
    throw new StartRefusedError('It was ended before the rollout was over.')
  }

  /** What speaks against it for certain counts also where it is not over. */
  #judged(rollout: Rollout, otherwise: 'passed' | 'timeout' = 'passed'): WaitEnd {
    const isFailed = failuresOf(rollout).some((failure) => this.#options.failOn.includes(failure))
    return { outcome: isFailed ? 'failed' : otherwise, rollout }
  }

  async #look(): Promise<'none' | undefined> {
    const { workload, graceMs, failOn } = this.#options
    if (this.#generationSeq === null) this.#generationSeq = await this.#seenGeneration()
    const query = new URLSearchParams({ workload: workloadText(workload), limit: String(LIMIT) })
    const page = await this.#client.read<RolloutsPage>(`/rollouts?${query}`)
    if (page === undefined) return this.#refuseSilence()
    const now = Date.parse(page.at)
    this.#startedAt ??= now
    const choice = chooseRollout(
      { rollouts: page.items, now },
      {
        startedAt: this.#startedAt,
        graceMs,
        followsSuccessors: !failOn.includes('superseded'),
        ...(this.#followed && { followed: this.#followed.id }),
        ...(this.#generationSeq !== undefined && { generationSeq: this.#generationSeq }),
      },
    )
    if (choice !== 'none') this.#followed = choice ?? this.#followed
    const isDue = choice === 'none' || now >= this.#startedAt + graceMs
    if (this.#followed !== undefined || !isDue) return undefined
    const presence = await presenceOf(this.#client, workload)
    if (presence === 'missing') throw await missingWorkload(this.#client, workload)
    return presence !== undefined && choice === 'none' ? 'none' : undefined
  }

  /** `seq` of the change that told the generation, or a later one; `null` where it was not told yet. */
  async #seenGeneration(): Promise<number | null> {
    const { workload, generation = 0 } = this.#options
    const kinds = workload.kind === undefined ? [...new Set(Object.values(ROLLING_KINDS))] : [workload.kind]
    const { namespace, name } = workload
    const query = new URLSearchParams({ namespace, name, order: 'desc', limit: '1000' })
    for (const kind of kinds) query.append('kind', kind)
    const page = await this.#client.read<ChangesPage>(`/changes?${query}`)
    const told = page?.items.findLast(({ differences }) => differences.some((one) => generationIn(one) >= generation))
    return told?.seq ?? null
  }

  /** A server that never answered is the wrong one; one that did will be back. */
  #refuseSilence(): undefined {
    const { graceMs, server } = this.#options
    if (this.#startedAt !== undefined || this.#passed < graceMs) return undefined
    throw new StartRefusedError(`No Portolan answers at ${server}: start it, or correct --server.`)
  }

  /** Until something is due: the end of the grace, or of the wait. */
  #patienceMs(isFollowing: boolean): number {
    const { graceMs, timeoutMs } = this.#options
    const dueAt = [timeoutMs, ...(isFollowing ? [] : [graceMs])].filter((at) => at > this.#passed)
    return Math.max(1, Math.min(LOOK_EVERY_MS, ...dueAt.map((at) => at - this.#passed)))
  }

  get #passed(): number {
    return systemClock.monotonic() - this.#began
  }

  #waitingText(): string {
    const what = this.#startedAt === undefined ? `${this.#options.server} to answer` : 'a rollout to begin'
    return `${workloadText(this.#options.workload)}: waiting for ${what}.`
  }
}

/** What a difference says of `metadata.generation`; 0 where nothing. */
function generationIn({ path, after }: ChangesPage['items'][number]['differences'][number]): number {
  if (path === 'metadata.generation') return Number(after)
  const added =
    path === '' ? (after as { readonly metadata?: { readonly generation?: number } } | undefined) : undefined
  return added?.metadata?.generation ?? 0
}

function jsonOf({ outcome, rollout }: WaitEnd, { workload, failOn }: WaitOptions): object {
  const failures = rollout ? failuresOf(rollout).filter((failure) => failOn.includes(failure)) : []
  return {
    outcome,
    exitCode: EXIT_CODES[outcome],
    workload: workloadText(workload),
    failures,
    rollout: rollout ?? null,
  }
}

function textOf({ outcome, rollout }: WaitEnd, { workload, graceMs, timeoutMs }: WaitOptions): string {
  const name = workloadText(workload)
  const passed = outcome === 'timeout' ? `Not over after ${timeoutMs / 1_000} s.\n` : ''
  if (rollout) return `${endText(rollout)}${passed}`
  if (outcome === 'timeout') return `${name}: no rollout was seen within ${timeoutMs / 1_000} s.\n`
  return `${name}: no rollout was asked for; none began within ${graceMs / 1_000} s.\n`
}
