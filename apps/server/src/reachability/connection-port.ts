import type { Connection, ConnectionEnd } from '@portolan/domain'
import { BadRequestError } from '../errors.ts'

/**
 * The number of a port as requests write it: itself, or the name that a container of the destination Pod gave it.
 *
 * @throws {BadRequestError} it is no port, or the destination has none of that name
 */
export function connectionPort(text: string, to: ConnectionEnd, protocol: Connection['protocol']): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : undefined
  if (number !== undefined && number >= 1 && number <= 65_535) return number
  const named = number === undefined ? portsOf(to, protocol).find(({ name }) => name === text) : undefined
  if (named !== undefined) return named.containerPort
  const names = portsOf(to, protocol).flatMap(({ name }) => name ?? [])
  const known = names.length === 0 ? 'it names none' : `it names ${names.join(', ')}`
  throw new BadRequestError(
    `port=${JSON.stringify(text.slice(0, 64))} is no number from 1 to 65535 and no ${protocol} port of the destination: ${known}.`,
  )
}

function portsOf(to: ConnectionEnd, protocol: Connection['protocol']) {
  if (to.type !== 'pod') return []
  const { containers, initContainers } = to.pod.spec
  return [...containers, ...initContainers].flatMap(({ ports }) => ports).filter((port) => port.protocol === protocol)
}
