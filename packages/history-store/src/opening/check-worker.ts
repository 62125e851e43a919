import { workerData } from 'node:worker_threads'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { Connection } from '../sqlite/connection.ts'
import { serve } from '../threads/serve.ts'
import { checkFile } from './check-file.ts'

const { file } = workerData as { readonly file: string }

serve({
  answer: () => checkFile(Connection.forReading(file), file),
  failureOf: (error) => asStoreError(error, file),
})
