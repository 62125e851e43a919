import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const RUN_SOURCE = fileURLToPath(new URL('../../tooling/src/sources/run-source.mjs', import.meta.url))

/** A process that runs a module of this folder, and talks in lines. */
export class Child {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>

  constructor(module: string, ...values: string[]) {
    const file = fileURLToPath(new URL(module, import.meta.url))
    this.#process = spawn(process.execPath, [RUN_SOURCE, file, ...values], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#process.stdin.on('error', () => undefined)
    const reading: Interface = createInterface({ input: this.#process.stdout })
    this.#lines = reading[Symbol.asyncIterator]()
  }

  say(line: string): void {
    this.#process.stdin.write(`${line}\n`)
  }

  /** What it says next; `undefined` when it has ended. */
  async hear(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next()
    return done ? undefined : value
  }

  /** As the kernel does when memory runs out. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await gone
  }
}
