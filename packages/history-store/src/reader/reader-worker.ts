import { workerData } from 'node:worker_threads'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { Connection } from '../sqlite/connection.ts'
import { serve } from '../threads/serve.ts'
import { LogReader } from './log-reader.ts'
import type { ReaderRequest } from './reader-requests.ts'

const { file } = workerData as { readonly file: string }
const reader = new LogReader(Connection.forReading(file))

serve({
  answer: (request) => reader.answer(request as ReaderRequest),
  failureOf: (error) => asStoreError(error, file),
})
