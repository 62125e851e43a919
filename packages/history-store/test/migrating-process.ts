// Brings logs to the schema of a folder of migrations: `node migrating-process.ts <folder>`. Says that it is ready, then takes the
// file of a log from each line of its input, and says when that is done.
import { createInterface } from 'node:readline'
import { prepareDatabase } from '../src/opening/prepare-database.ts'

const [, , migrations] = process.argv
process.stdout.write('ready\n')
for await (const file of createInterface({ input: process.stdin })) {
  prepareDatabase(file, () => 0, migrations)
  process.stdout.write('done\n')
}
