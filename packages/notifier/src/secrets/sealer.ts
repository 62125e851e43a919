import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SecretError } from '../errors.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Bound into every seal, so that it opens nothing else that the key may seal one day. */
const PURPOSE = Buffer.from('portolan receiver secret 1')

/** Keeps a value unreadable in the database. */
export interface Sealer {
  /** Another text at every call. */
  seal(value: string): string
  /** @throws {SecretError} it was sealed with another key, or is damaged */
  open(sealed: string): string
}

/** AES-256-GCM with a key of 32 bytes. */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(value) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(PURPOSE)
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
        decipher.setAAD(PURPOSE).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        const value = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
        return Buffer.concat([value, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new SecretError('A stored secret cannot be opened with the key of this installation: enter it again.', {
          cause,
        })
      }
    },
  }
}
