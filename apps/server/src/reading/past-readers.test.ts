import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Problem } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { listening, until } from '../testing/live-client.ts'
import { aPod } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'
import { MAX_WAITING } from './reading-queue.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** A log whose past is not read before somebody lets go. */
async function heldPast() {
  const world = new World()
  for (let index = 0; index < 60; index++) world.put(aPod(`web-${index}`))
  let letGo = (): void => undefined
  world.pastHeld = new Promise((resolve) => {
    letGo = resolve
  })
  const over = await TestApp.over({ world })
  app = over
  await until(() => world.pastRead.length === 1, 'the rollouts are being caught up with')
  world.pastRead.length = 0
  let seq = 0
  const ask = () => over.get(`/api/v1/objects?limit=1&at=seq:${++seq}`)
  return { world, over, ask, letGo: () => letGo() }
}

describe('questions about the past', () => {
  test('wait for their turn as long as there is room, then they are refused with when to come again', async () => {
    const { world, ask, letGo } = await heldPast()
    const first = ask()
    await until(() => world.pastRead.length === 1, 'the first is being read')
    const waiting = Array.from({ length: MAX_WAITING }, ask)
    const refused = await ask()
    expect([refused.statusCode, refused.headers['retry-after'], refused.json<Problem>().code]).toEqual([
      503,
      '2',
      'too-many-readers',
    ])
    letGo()
    for (const answer of await Promise.all([first, ...waiting])) expect(answer.statusCode).toBe(200)
    expect((await ask()).statusCode).toBe(200)
  })

  test('whoever hangs up makes room, and is not read for', async () => {
    const { world, over, ask, letGo } = await heldPast()
    const url = await listening(over)
    const first = ask()
    await until(() => world.pastRead.length === 1, 'the first is being read')
    const arrived = once(over.app.server.server, 'request') as Promise<[IncomingMessage]>
    const question = get(`${url}/api/v1/objects?limit=1&at=seq:60`)
    question.on('error', () => undefined)
    const [heard] = await arrived
    await nextTurn()
    const waiting = Array.from({ length: MAX_WAITING - 1 }, ask)
    expect((await ask()).statusCode).toBe(503)
    const isOver = new Promise((resolve) => heard.on('close', resolve).on('error', resolve))
    question.destroy()
    await isOver
    await nextTurn()
    const late = ask()
    await nextTurn()
    expect((await ask()).statusCode).toBe(503)
    letGo()
    for (const answer of await Promise.all([first, ...waiting, late])) expect(answer.statusCode).toBe(200)
    expect(world.pastRead).toHaveLength(MAX_WAITING + 1)
  })
})
