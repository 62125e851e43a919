import { workerData } from 'node:worker_threads'
import { StoreFullError } from '@portolan/pipeline/ports'
import { StoreMismatchError } from '../errors.ts'
import { Retention } from '../retention/retention.ts'
import { RolloutWriter } from '../rollouts/rollout-writer.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { Connection } from '../sqlite/connection.ts'
import { serve } from '../threads/serve.ts'
import { decodeFrame } from './batch-frames.ts'
import { LogWriter } from './log-writer.ts'
import { WriteAheadLog } from './write-ahead-log.ts'
import type { WriterOptions, WriterRequest } from './writer-requests.ts'

const { file, maxPages, isExcerpt, retention: limits } = workerData as WriterOptions
const connection = Connection.forWriting(file)
if (maxPages !== undefined) connection.exec(`PRAGMA max_page_count = ${maxPages}`)
const writer = new LogWriter(connection, isExcerpt)
const rollouts = new RolloutWriter(connection)
const retention = limits && new Retention(connection, limits, maxPages)
const writeAheadLog = new WriteAheadLog(connection, file)
/** What went wrong while nobody waited; the next request is told. */
let failure: unknown
/** The last batch was not written. */
let wasRefused = false

serve({ answer: perform, idle, failureOf: (error) => asStoreError(error, file) })

function perform(request: unknown): undefined {
  if (failure !== undefined) throw failure
  const order = request as WriterRequest
  switch (order.type) {
    case 'frame':
      return write(order)
    case 'abandon':
      return void writer.abandon()
    case 'keep-rollouts':
      return void rollouts.keep(order.rollouts, order.state)
    case 'clear-rollouts':
      return void rollouts.clear()
    case 'close':
      writer.abandon()
      writeAheadLog.empty()
      return void connection.close()
  }
}

function write({ frame, isFirst }: Extract<WriterRequest, { type: 'frame' }>): undefined {
  if (isFirst) prepareForBatch()
  else if (!connection.isInTransaction)
    throw new StoreMismatchError('The batch that this is a part of was not written.')
  try {
    writer.write(decodeFrame(frame))
    wasRefused = false
  } catch (error) {
    wasRefused = true
    throw error
  }
}

/** What housekeeping has no time for between batches, for as long as one may wait. */
function prepareForBatch(): void {
  retention?.makeRoom(wasRefused)
  writer.catchUp()
}

/** Housekeeping between batches: first what makes room. */
function idle(): boolean {
  return [keepLogSmall, forget, () => writer.checkpoint()].map(whereThereIsRoom).includes(true)
}

function keepLogSmall(): boolean {
  writeAheadLog.bound()
  return false
}

function forget(): boolean {
  return !connection.isInTransaction && retention?.step() !== undefined
}

/** A full disk only puts it off. @returns whether there is more to do */
function whereThereIsRoom(work: () => boolean): boolean {
  try {
    return failure === undefined && work()
  } catch (error) {
    const storeError = asStoreError(error, file)
    if (!(storeError instanceof StoreFullError)) failure = storeError
    return false
  }
}
