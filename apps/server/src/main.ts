#!/usr/bin/env node
import { ClusterConfigurationError } from '@portolan/kube-source'
import { StoreError } from '@portolan/pipeline/ports'
import { readConfig } from './config.ts'
import { StartRefusedError } from './errors.ts'
import { type Running, start } from './start.ts'

/** Whatever is not flushed by then is not going to be. */
const STOP_WITHIN_MS = 4_500

await main()

async function main(): Promise<void> {
  try {
    const invocation = readConfig()
    if (invocation.action === 'print') process.stdout.write(invocation.text)
    else stopWhenTold(await start(invocation.config))
  } catch (error) {
    refuse(error)
  }
}

/** One sentence for what the user can mend, everything for what only we can. */
function refuse(error: unknown): void {
  const isMendable =
    error instanceof StartRefusedError || error instanceof ClusterConfigurationError || error instanceof StoreError
  process.stderr.write(`${isMendable ? error.message : `Portolan could not start: ${inspected(error)}`}\n`)
  process.exitCode = isMendable ? 2 : 1
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
    process.stderr.write(`Portolan cannot record any more: ${inspected(error)}\n`)
    stop(1)
  })
}

function inspected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
