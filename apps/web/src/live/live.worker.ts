import { request } from '../api/request.ts'
import { LiveHub } from './live-hub.ts'
import { connectTo } from './socket-connection.ts'
import type { PageMessage } from './wire.ts'

// The types of this project describe a page; in a worker `self` posts without naming a target.
const page = self as unknown as {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (message: MessageEvent<PageMessage>) => void): void
  readonly location: Location
}

const hub = new LiveHub({
  connect: connectTo(page.location.origin),
  request,
  post: (handOver) => page.postMessage(handOver),
  later: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  now: () => Date.now(),
})

page.addEventListener('message', ({ data }) => hub.receive(data))
