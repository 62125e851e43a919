/**
 * Where a client goes next that was sent elsewhere.
 *
 * @param location as the answer names it, absolute or relative to the request
 * @returns `undefined` where nothing can be asked of it: no address, or no web page
 */
export function redirectTarget(location: string | undefined, requested: string): string | undefined {
  if (location === undefined || !URL.canParse(location, requested)) return undefined
  const target = new URL(location, requested)
  return /^https?:$/.test(target.protocol) ? target.toString() : undefined
}
