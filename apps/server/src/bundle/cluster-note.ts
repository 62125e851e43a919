import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const FILE = 'cluster.json'

const ClusterNote = z.object({ name: z.string(), server: z.string() })

/** Which cluster a log is of; kept beside it, for whoever reads the log without its server. */
export type ClusterNote = z.infer<typeof ClusterNote>

/** Write down whose log a directory holds, in place of what was written before. */
export function writeClusterNote(directory: string, { name, server }: ClusterNote): void {
  writeFileSync(path.join(directory, FILE), `${JSON.stringify({ name, server })}\n`, { mode: 0o600 })
}

/** `undefined` where there is none, or none that can be understood. */
export function readClusterNote(directory: string): ClusterNote | undefined {
  try {
    return ClusterNote.safeParse(JSON.parse(readFileSync(path.join(directory, FILE), 'utf8'))).data
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
