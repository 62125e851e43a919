import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { StartRefusedError } from './errors.ts'

export interface ListenOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
}

/** @returns the address to open in a browser. @throws {StartRefusedError} the address cannot be had */
export async function listen(server: FastifyInstance, { host, port }: ListenOptions): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    throw refusal(error, { host, port })
  }
  const address = server.server.address() as AddressInfo
  return `http://${browsable(host)}:${address.port}`
}

/** A browser cannot open "every address". */
function browsable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function refusal(error: unknown, { host, port }: ListenOptions): unknown {
  const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? '']
  return sentence === undefined ? error : new StartRefusedError(sentence(host, port), { cause: error })
}

const SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken: end the program that has it, or choose another --port.`,
  EACCES: (_, port) => `Port ${port} may not be used by this user: choose a --port above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine: choose another --host.`,
  ENOTFOUND: (host) => `${host} cannot be resolved: choose another --host.`,
  EAI_AGAIN: (host) => `${host} cannot be resolved: choose another --host.`,
}
