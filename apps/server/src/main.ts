#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { ClusterConfigurationError } from '@portolan/kube-source'
import { StoreError } from '@portolan/pipeline/ports'
import { replayLog } from './alerts/replay-log.ts'
import { exportBundle } from './bundle/export-bundle.ts'
import { openBundle } from './bundle/open-bundle.ts'
import { checkLog } from './check-log.ts'
import { type Invocation, readConfig } from './config.ts'
import { RequestError, StartRefusedError } from './errors.ts'
import { waitForRollout } from './rollout-wait/wait-for-rollout.ts'
import { type Running, start } from './start.ts'

/** What the user can mend; its message is one sentence with the remedy. */
const MENDABLE = [StartRefusedError, RequestError, ClusterConfigurationError, StoreError] as const
/** Whatever is not flushed by then is not going to be. */
const STOP_WITHIN_MS = 4_500
/** Resident memory from which on the process counts as large, and how often it is looked at. */
const LARGE_BYTES = 700e6
const LOOK_AGAIN_MS = 1_000

// Young memory is looked through by the thread that made it: helpers that would join in have no core to themselves.
setFlagsFromString('--no-parallel-scavenge')
collectSoonerOnceLarge()
await main()

/**
 * Of a large cluster most memory stays. With the usual growth between two collections, by half or more, garbage would fill as
 * much again; with a fifth it does not, for some more time of the processor, which a small cluster can do without.
 */
function collectSoonerOnceLarge(): void {
  const looking = setInterval(() => {
    if (process.memoryUsage.rss() < LARGE_BYTES) return
    clearInterval(looking)
    setFlagsFromString('--heap-growing-percent=20')
  }, LOOK_AGAIN_MS)
  looking.unref()
}

async function main(): Promise<void> {
  try {
    await perform(readConfig())
  } catch (error) {
    refuse(error)
  }
}

async function perform(invocation: Invocation): Promise<void> {
  switch (invocation.action) {
    case 'print':
      process.stdout.write(invocation.text)
      return
    case 'start':
      return stopWhenTold(await start(invocation.config))
    case 'open':
      return stopWhenTold(await untilTold((signal) => openBundle(invocation.config, signal)))
    case 'export':
      return untilTold((signal) => exportBundle(invocation.config, { output: process.stdout, signal }))
    case 'rollout':
      process.exitCode = await untilTold((signal) =>
        waitForRollout(invocation.config, { output: process.stdout, progress: process.stderr, signal }),
      )
      return
    case 'alerts':
      return untilTold((signal) => replayLog(invocation.config, { output: process.stdout, signal }))
    case 'check':
      process.exitCode = await checkLog(invocation.config, process.stdout)
  }
}

/** Work that is told when the process is to end, so that it leaves nothing behind. */
async function untilTold<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ending = new AbortController()
  const end = () => ending.abort()
  process.on('SIGTERM', end).on('SIGINT', end)
  try {
    return await work(ending.signal)
  } finally {
    process.off('SIGTERM', end).off('SIGINT', end)
  }
}

/** One sentence for what the user can mend, everything for what only we can. */
function refuse(error: unknown): void {
  const sentence = sentenceOf(error)
  process.stderr.write(`${sentence ?? `Portolan could not start: ${inspected(error)}`}\n`)
  process.exitCode = sentence === undefined ? 1 : 2
}

/** `undefined` where the user can do nothing about it. */
function sentenceOf(error: unknown): string | undefined {
  return MENDABLE.some((kind) => error instanceof kind) ? (error as Error).message : undefined
}

function stopWhenTold(running: Running): void {
  let isStopping = false
  const stop = (exitCode: number) => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(exitCode || 1), STOP_WITHIN_MS).unref()
    running.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`Portolan could not stop cleanly: ${inspected(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop(0))
  process.on('SIGINT', () => stop(0))
  running.failed.catch((error: unknown) => {
    process.stderr.write(`Portolan cannot record any more: ${sentenceOf(error) ?? inspected(error)}\n`)
    stop(1)
  })
}

function inspected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
