import { parentPort } from 'node:worker_threads'
import { assert } from '@portolan/domain'
import type { StoreError } from '@portolan/pipeline/ports'
import { type FromThread, type ToThread, toFailure } from './messages.ts'

/** JSON of one item of an answer's list, again and again; then what stands at its end. */
export type Answering = Generator<string, unknown>

/**
 * A part is sent when it is this long, so that nobody parses for more than a millisecond at a time. Strings of more than 128 KiB
 * lie in pages of their own: to get those from the kernel costs ten times what writing them does.
 */
const PART_CHARACTERS = 64 * 1024
/**
 * So many parts may be under way; then the thread waits until one is taken. They are enough for whoever takes them to be busy
 * while the next ones are made: an answer is not made at an even pace.
 */
const PARTS_UNDER_WAY = 64

export interface Service {
  /** Answer one request; the next one comes when this one is through. `undefined`: it is done, there is nothing to tell. */
  readonly answer: (request: unknown) => Answering | undefined
  /** What an error means for the caller. */
  readonly failureOf: (error: unknown) => StoreError
  /** Called while no request waits. @returns whether there is more to do */
  readonly idle?: () => boolean
}

/** Answer the requests of the thread that started this one, one after another. */
export function serve(service: Service): void {
  assert(parentPort, () => 'serve runs in a worker thread')
  const server = new Server(service, (message, transfer) => parentPort?.postMessage(message, transfer))
  parentPort.on('message', (message: ToThread) => server.take(message))
}

type Send = (message: FromThread, transfer?: ArrayBuffer[]) => void

class Server {
  readonly #service: Service
  readonly #send: Send
  readonly #waiting: { readonly id: number; readonly request: unknown }[] = []
  #underWay = 0
  #taken: (() => void) | undefined
  #isRunning = false
  #isIdling = false
  #isEnding = false

  constructor(service: Service, send: Send) {
    this.#service = service
    this.#send = send
  }

  take(message: ToThread): void {
    if ('end' in message) this.#endSoon()
    else if ('taken' in message) {
      this.#underWay--
      this.#taken?.()
    } else {
      this.#waiting.push(message)
      if (!this.#isRunning) void this.#run()
    }
  }

  #endSoon(): void {
    this.#isEnding = true
    this.#waiting.length = 0
    this.#taken?.()
    if (!this.#isRunning) this.#send({ ended: true })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#answer(next.id, next.request)
    this.#isRunning = false
    if (this.#isEnding) this.#send({ ended: true })
    else this.#beIdle()
  }

  async #answer(id: number, request: unknown): Promise<void> {
    try {
      const answering = this.#service.answer(request)
      this.#send({ id, result: answering && (await this.#parts(id, answering)) })
    } catch (error) {
      this.#send({ id, failure: toFailure(this.#service.failureOf(error)) })
    }
  }

  /** Whoever does not take parts makes the thread wait; the generator is closed whatever happens. */
  async #parts(id: number, answering: Answering): Promise<unknown> {
    let items: string[] = []
    let characters = 0
    try {
      for (;;) {
        if (this.#isEnding) return undefined
        const { value, done } = answering.next()
        if (done && items.length > 0) await this.#sendPart(id, items)
        if (done) return value
        items.push(value)
        characters += value.length
        if (characters < PART_CHARACTERS) continue
        await this.#sendPart(id, items)
        items = []
        characters = 0
      }
    } finally {
      answering.return(undefined)
    }
  }

  async #sendPart(id: number, items: readonly string[]): Promise<void> {
    while (this.#underWay >= PARTS_UNDER_WAY && !this.#isEnding) {
      await new Promise<void>((resolve) => {
        this.#taken = resolve
      })
    }
    this.#underWay++
    const part = new TextEncoder().encode(`[${items.join(',')}]`)
    this.#send({ id, part }, [part.buffer])
  }

  #beIdle(): void {
    if (this.#isIdling) return
    this.#isIdling = true
    setImmediate(() => {
      this.#isIdling = false
      if (!this.#isRunning && !this.#isEnding && this.#service.idle?.()) this.#beIdle()
    })
  }
}
