import { verifyLog } from '@portolan/history-store'
import type { LogConfig } from './config.ts'
import { directoryToRead } from './configuration/chosen-log.ts'

/**
 * `portolan check`: verify the log that is meant, also while it is being recorded, and tell what was found.
 *
 * @returns the exit code: 0 where the log is sound, 1 where it is not
 * @throws {StoreError | ClusterConfigurationError} there is no log to check; the message is one sentence
 */
export async function checkLog(config: LogConfig, output: NodeJS.WritableStream): Promise<0 | 1> {
  const directory = await directoryToRead(config)
  const { checked, findings, total } = await verifyLog({ directory })
  if (total === 0) {
    const changes =
      checked === undefined ? 'It is empty.' : `Changes ${checked.firstSeq} to ${checked.lastSeq} were checked.`
    output.write(`The log in ${directory} is sound. ${changes}\n`)
    return 0
  }
  for (const { code, message } of findings) output.write(`${code}: ${message}\n`)
  const more = total > findings.length ? `, the first ${findings.length} are above` : ''
  output.write(`The log in ${directory} is not sound: ${total} ${total === 1 ? 'finding' : 'findings'}${more}.\n`)
  return 1
}
