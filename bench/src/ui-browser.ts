import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'undici'

/** Where a Chromium is looked for, after what `CHROMIUM_PATH` names. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

interface Answer {
  readonly id?: number
  readonly result?: {
    readonly result?: { readonly value?: unknown }
    readonly targetId?: string
    readonly sessionId?: string
    readonly metrics?: readonly { readonly name: string; readonly value: number }[]
  }
  readonly error?: { readonly message: string }
}

/** A headless Chromium with one page of 1440 × 900, spoken to in its own protocol: what is timed is the page, not a driver. */
export class UiBrowser {
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #session: string | undefined
  #lastId = 0

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#child = child
    this.#profile = profile
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer)
    })
  }

  /** `undefined` where no Chromium is installed. */
  static async start(): Promise<UiBrowser | undefined> {
    const program = [process.env.CHROMIUM_PATH ?? '', ...PLACES].find((place) => place !== '' && existsSync(place))
    if (program === undefined) return undefined
    const profile = mkdtempSync(path.join(tmpdir(), 'portolan-bench-browser-'))
    const child = spawn(program, [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', '--window-size=1440,900'],
      ...['--enable-precise-memory-info', '--js-flags=--expose-gc', `--user-data-dir=${profile}`, 'about:blank'],
    ])
    const browser = new UiBrowser(child, profile, await connected(child))
    await browser.#openPage()
    return browser
  }

  async #openPage(): Promise<void> {
    const { result: target } = await this.#ask('Target.createTarget', { url: 'about:blank' })
    const { result: attached } = await this.#ask('Target.attachToTarget', { targetId: target?.targetId, flatten: true })
    this.#session = attached?.sessionId
    await this.#ask('Performance.enable', { timeDomain: 'threadTicks' })
  }

  async goto(url: string): Promise<void> {
    await this.#ask('Page.navigate', { url })
  }

  /** What an expression of the page comes to, awaited. @throws what it throws */
  async evaluate<Value>(expression: string): Promise<Value> {
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const { result } = await this.#ask('Runtime.evaluate', asked)
    return result?.result?.value as Value
  }

  /** Time its page worked since it was navigated to, in ms: of the one thread that runs scripts, lays out and paints. */
  async workedMs(): Promise<number> {
    const { result } = await this.#ask('Performance.getMetrics', {})
    return 1000 * (result?.metrics?.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }

  async #ask(method: string, params: object): Promise<Answer> {
    const id = ++this.#lastId
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve))
    this.#socket.send(JSON.stringify({ id, method, params, ...(this.#session && { sessionId: this.#session }) }))
    const answer = await answered
    this.#waiting.delete(id)
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer
  }

  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#socket.close()
    this.#child.kill('SIGKILL')
    await exited
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function connected(child: ChildProcess): Promise<WebSocket> {
  let said = ''
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(chunk)
    const url = /ws:\/\/\S+/.exec(said)?.[0]
    if (url === undefined) continue
    child.stderr?.resume()
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    return socket
  }
  throw new Error(`Chromium ended before it listened; it said: ${said}`)
}
