import { BadRequestError } from '../errors.ts'
import { closestName } from '../plugins/closest-name.ts'

/** @throws {BadRequestError} there is no such zone; the message names the one that may be meant */
export function requireTimeZone(timeZone: string, field: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch (cause) {
    const closest = closestName(timeZone, Intl.supportedValuesOf('timeZone'))
    const hint = closest === undefined ? 'write one such as Europe/Berlin or UTC.' : `did you mean ${closest}?`
    throw new BadRequestError(`${field} is ${JSON.stringify(timeZone)}, which is no time zone: ${hint}`, { cause })
  }
}
