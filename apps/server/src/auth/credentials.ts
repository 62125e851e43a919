import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** How long a browser stays signed in. */
export const SESSION_MS = 7 * 86_400_000

/** Checks tokens and sessions in constant time; keeps no state, so sessions survive a restart and cost no memory. */
export interface Credentials {
  isToken(candidate: string): boolean
  /** A value for a cookie that proves, until it expires, that its holder once knew the token. It does not contain the token. */
  newSession(now: number): string
  isSession(candidate: string, now: number): boolean
}

/**
 * Sessions are signed with a key that is slow to derive from the token, so a stolen cookie does not help to guess the token;
 * another token makes all of them void.
 */
export function credentialsFor(token: string): Credentials {
  const key = scryptSync(token, 'portolan session 1', 32)
  const expected = digest(key, token)
  const sign = (content: string): string => digest(key, content).toString('base64url')
  return {
    isToken: (candidate) => timingSafeEqual(digest(key, candidate), expected),
    newSession(now) {
      const content = `${now + SESSION_MS}.${randomBytes(16).toString('base64url')}`
      return `${content}.${sign(content)}`
    },
    isSession(candidate, now) {
      const [expiresAt = '', nonce = '', signature = ''] = candidate.split('.', 3)
      const isGenuine = timingSafeEqual(digest(key, signature), digest(key, sign(`${expiresAt}.${nonce}`)))
      return isGenuine && Number(expiresAt) > now
    },
  }
}

/** Of equal length whatever came in: comparing two of them tells nothing about either. */
function digest(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
