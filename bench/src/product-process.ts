import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The program. */
export const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url))

/** The built server in a process of its own. */
export class ProductProcess {
  readonly #child: ChildProcess
  readonly url: string
  /** From spawning the process to its saying where it listens. */
  readonly startMs: number

  private constructor(child: ChildProcess, url: string, startMs: number) {
    this.#child = child
    this.url = url
    this.startMs = startMs
  }

  static async start(args: readonly string[]): Promise<ProductProcess> {
    const from = performance.now()
    const child = spawn(process.execPath, [MAIN, ...args, '--port', '0', '--log-level', 'warn'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    // Left open: a server that has something to say later would end with its pipe.
    for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      said += String(chunk)
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (url === undefined) continue
      child.stdout?.resume()
      return new ProductProcess(child, url, performance.now() - from)
    }
    throw new Error(`the server ended before it listened; it said: ${said}`)
  }

  async get<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`)
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/readyz`)).ok
  }

  /** Resident memory now, in bytes. Source: /proc, so Linux only. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
  }

  /** Time its threads worked so far, in ms, by the hundredth of a second. Source: /proc, so Linux only. */
  workedMs(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  }

  /** The highest resident memory so far, in bytes. */
  peakResidentBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await exited
  }
}

/** Ask until it is so. */
export async function until(isSo: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come to pass in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
