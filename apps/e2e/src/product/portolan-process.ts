import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url))

/** Much more than it takes, beside other tests that start others. */
const LISTENS_WITHIN_MS = 100_000

export interface StartOptions {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** The built product in a process of its own, as a user starts it. */
export class PortolanProcess {
  readonly #child: ChildProcess
  #stdout = ''
  #stderr = ''
  readonly #exited: Promise<number | string>

  private constructor(child: ChildProcess) {
    this.#child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
    })
    this.#exited = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  }

  /** Start and go on at once. The environment is empty but for PATH and what is given. */
  static spawn({ args, env = {} }: StartOptions): PortolanProcess {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new PortolanProcess(child)
  }

  /** Start on a free port and wait until it listens. What does not is ended. */
  static async start(options: StartOptions): Promise<PortolanProcess> {
    const started = PortolanProcess.spawn({ ...options, args: ['--port', '0', ...options.args] })
    try {
      await started.waitFor(async () => started.url !== undefined, LISTENS_WITHIN_MS)
    } catch (error) {
      await started.kill()
      throw error
    }
    return started
  }

  /** Where it listens, read off what it says at its start. */
  get url(): string | undefined {
    return /http:\/\/127\.0\.0\.1:\d+/.exec(this.#stdout + this.#stderr)?.[0]
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** Exit code, or the name of the signal; by then everything it said is known. */
  get exited(): Promise<number | string> {
    return this.#exited
  }

  async get<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`)
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

  /** Ask until it is so. Fails with what the process said when it never is. */
  async waitFor(isSo: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs
    let refusal: unknown
    while (Date.now() < deadline) {
      if (this.#child.exitCode !== null) break
      try {
        if (await isSo()) return
      } catch (error) {
        refusal = error
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`it did not come to pass; it said:\n${this.#stdout}\n${this.#stderr}`, { cause: refusal })
  }

  async stop(): Promise<number | string> {
    this.#child.kill('SIGTERM')
    return this.#exited
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }
}
