import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertUntil } from '../../test/assert-until.ts'
import { randomTraffic } from '../../test/random-traffic.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { TestLog } from '../../test/test-log.ts'
import { write } from '../../test/written-traffic.ts'
import { Forgetting } from '../retention/forgetting.ts'
import { verifyLog } from './verify-log.ts'

const log = new TestLog(temporaryDirectory())
const directory = path.dirname(log.file)

/** @returns with which change the log is meant to begin */
function forget(share: number, steps: number): void {
  const blocks = log.connection.query<[number]>('SELECT first_seq FROM block ORDER BY first_seq').all()
  const [keptFrom = 1] = blocks[Math.ceil(share * (blocks.length - 1))] ?? []
  const work = new Forgetting(log.connection).forgetBefore(keptFrom)
  for (let step = 0; step < steps && !work.next().done; step++);
}

test('whatever traffic was recorded, and however much of it was forgotten, a log is found sound', async () => {
  const cut = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), steps: fc.nat(40) })
  let shortened = 0
  await assertUntil(
    fc.asyncProperty(randomTraffic({ maxLength: 600 }), fc.array(cut, { maxLength: 2 }), async (tellings, cuts) => {
      log.clear()
      write(log, tellings, [7])
      log.checkpoint()
      for (const { share, steps } of cuts) forget(share, steps)
      const { checked, findings } = await verifyLog({ directory })
      expect(findings).toEqual([])
      if (checked && checked.firstSeq > 1) shortened++
    }),
    {
      parameters: { endOnFailure: true, interruptAfterTimeLimit: 6_000, numRuns: 300 },
      isMet: () => shortened > 0,
    },
  )
  expect(shortened).toBeGreaterThan(0)
})
