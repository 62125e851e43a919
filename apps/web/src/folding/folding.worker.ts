import type { TopologyStretch } from '@portolan/contract'
import { request } from '../api/request.ts'
import { FoldingDesk } from './folding-desk.ts'
import type { FoldingAnswer, FoldingRequest } from './folding-wire.ts'

// The types of this project describe a page; in a worker `self` posts without naming a target.
const page = self as unknown as {
  postMessage(answer: FoldingAnswer): void
  addEventListener(type: 'message', listener: (message: MessageEvent<FoldingRequest>) => void): void
}

const desk = new FoldingDesk({
  async readStretch({ namespaces, from, to }) {
    const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), namespace: namespaces }
    const report = (call: Extract<FoldingAnswer, { type: 'call' }>['call']) => page.postMessage({ type: 'call', call })
    return (await request<TopologyStretch>({ path: '/topology/stretch', query }, { report })).body
  },
  post: (answer) => page.postMessage(answer),
  now: () => Date.now(),
})

page.addEventListener('message', ({ data }) => desk.receive(data))
