import { setTimeout as after } from 'node:timers/promises'
import type { StoredObject } from '../api-server/stored-object.ts'
import { apply, fold, list, versionsOf, type WatchLine } from './api-client.ts'

/**
 * The smallest client that is right: lists, watches from the list, resumes after every break, lists again after a 410.
 * What it knows must be what the server knows, whatever went wrong between. Stops when its `await using` ends.
 */
export class Follower implements AsyncDisposable {
  objects = new Map<string, StoredObject>()
  /** Every change it was told, as `MODIFIED web@104`, in order; told twice is here twice. */
  readonly told: string[] = []
  lists = 0
  /** Watches that were answered so far. */
  watches = 0
  /** One of them is answered, and has not ended as far as is known here. */
  isWatching = false
  #version: string | undefined
  readonly #url: string
  readonly #stop = new AbortController()
  readonly #following: Promise<void>

  /** Begins at once. */
  constructor(url: string) {
    this.#url = url
    this.#following = this.#follow()
  }

  /** `name@resourceVersion` of all it knows, sorted. */
  state(): string[] {
    return versionsOf(this.objects.values()).sort()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#following
  }

  async #follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (this.#version === undefined) await this.#list()
        await this.#watch()
      } catch (cause) {
        this.isWatching = false
        // Whatever broke, the answer is to try again: this client is judged by what it knows in the end.
        if (cause instanceof SyntaxError) throw cause
        await after(2)
      }
    }
  }

  async #list(): Promise<void> {
    const { items, metadata } = await list(this.#url)
    this.objects = fold(items, [])
    this.#version = metadata.resourceVersion
    this.lists++
  }

  async #watch(): Promise<void> {
    const url = `${this.#url}?watch=true&allowWatchBookmarks=true&resourceVersion=${this.#version}`
    const { status, body } = await fetch(url, { signal: this.#stop.signal })
    if (status !== 200 || body === null) {
      if (status === 410) this.#version = undefined
      throw new Error(`watch answered ${status}`)
    }
    this.watches++
    this.isWatching = true
    let rest = ''
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) this.#hear(JSON.parse(line) as WatchLine)
    }
    this.isWatching = false
  }

  #hear(line: WatchLine): void {
    if (line.type === 'ERROR') {
      if (line.object.code === 410) this.#version = undefined
      return
    }
    this.#version = line.object.metadata.resourceVersion
    if (line.type !== 'BOOKMARK') this.told.push(`${line.type} ${line.object.metadata.name}@${this.#version}`)
    apply(this.objects, line)
  }
}
