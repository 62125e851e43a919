import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { turnAt } from '../../test/endless-traffic.ts'
import { TestLog } from '../../test/test-log.ts'
import { DamageMark } from './damage-mark.ts'
import { DamageWatch } from './damage-watch.ts'
import { FileCheck } from './file-check.ts'

const PAGE_BYTES = 4_096

function aLog(): string {
  const log = new TestLog()
  log.append(Array.from({ length: 2_000 }, (_, index) => turnAt(index + 1).change))
  log.connection.query('PRAGMA wal_checkpoint(TRUNCATE)').first()
  log.close()
  return log.file
}

/** What happens to a page in the middle of a disk that fails. */
function overwriteMiddle(file: string): void {
  const descriptor = openSync(file, 'r+')
  const page = Math.floor(statSync(file).size / PAGE_BYTES / 2)
  writeSync(descriptor, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, page * PAGE_BYTES)
  closeSync(descriptor)
}

describe('the check of a large log while it is used', () => {
  test('finds nothing in a sound one', async () => {
    const file = aLog()
    const damage = new DamageWatch(file)
    await new FileCheck(file, damage).done
    expect(damage.found).toBeUndefined()
  })

  test('finds damage that nobody met yet: nothing is appended any more, and the next start knows', async () => {
    const file = aLog()
    overwriteMiddle(file)
    const damage = new DamageWatch(file)
    await new FileCheck(file, damage).done
    expect(damage.found?.code).toBe('store-damaged')
    expect(new DamageMark(file).read()).toContain('is damaged')
    const writer = damage.over({ append: () => Promise.resolve() })
    await expect(writer.append()).rejects.toBe(damage.found)
  })

  test('may be ended before it is through', async () => {
    const file = aLog()
    const damage = new DamageWatch(file)
    const check = new FileCheck(file, damage)
    await check.close()
    await check.done
    expect(damage.found).toBeUndefined()
  })
})
