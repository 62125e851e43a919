import { describe, expect, test } from 'vitest'
import { LoadSlots } from './load-slots.ts'

const forever = new AbortController().signal

function aGate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('LoadSlots', () => {
  test('[B.6] no more than so many loads run, in the order they came', async () => {
    const slots = new LoadSlots(2)
    const gates = [aGate(), aGate(), aGate(), aGate()]
    const started: number[] = []
    const work = gates.map(({ opened }, index) =>
      slots.use(forever, async () => {
        started.push(index)
        await opened
      }),
    )
    await Promise.resolve()
    expect(started).toEqual([0, 1])
    gates[1]?.open()
    await work[1]
    await Promise.resolve()
    expect(started).toEqual([0, 1, 2])
    for (const { open } of gates) open()
    await Promise.all(work)
    expect(started).toEqual([0, 1, 2, 3])
  })

  test('a load that fails frees its slot', async () => {
    const slots = new LoadSlots(1)
    await expect(slots.use(forever, () => Promise.reject(new Error('reset')))).rejects.toThrow('reset')
    expect(await slots.use(forever, async () => 'loaded')).toBe('loaded')
  })

  test('whoever stops waiting takes no slot', async () => {
    const slots = new LoadSlots(1)
    const gate = aGate()
    const stopping = new AbortController()
    const first = slots.use(forever, () => gate.opened)
    const second = slots.use(stopping.signal, async () => 'never')
    stopping.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    gate.open()
    await first
    expect(await slots.use(forever, async () => 'third')).toBe('third')
  })
})
