import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { freePort } from './free-port.ts'

const PATIENCE_MS = 60_000
const ATTEMPTS = 5

/** A server that some tests need beside Node. */
export interface StartedProgram {
  readonly url: string
  readonly child: ChildProcess
}

/**
 * Start a server of the Prometheus family on a free port. It cannot be told to pick one itself, so that somebody else may
 * take the port before it does; then it ends, and is started on another.
 *
 * @param flagsFor with the address it shall listen at
 * @throws it never becomes ready
 */
export async function startProgram(
  program: string,
  flagsFor: (address: string) => readonly string[],
): Promise<StartedProgram> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const address = `127.0.0.1:${await freePort()}`
    const child = spawn(program, flagsFor(address), { stdio: 'ignore' })
    const url = `http://${address}`
    if (await becomesReady(child, url)) return { url, child }
    child.kill('SIGKILL')
  }
  throw new Error(`${program} did not start in ${ATTEMPTS} attempts`)
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  for (const before = Date.now() + PATIENCE_MS; Date.now() < before; await setTimeout(50)) {
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined)
    if (child.exitCode !== null) return false
    if (answer?.ok) return true
  }
  return false
}
