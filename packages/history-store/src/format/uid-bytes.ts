const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const UUID_BYTES = 16

/**
 * A `metadata.uid` in as few bytes as it needs: 16 where it is a UUID as the API server writes it, else its UTF-8 text, with
 * a NUL behind it where it would be 16 bytes long. Equal bytes mean equal uids.
 */
export function uidToBytes(uid: string): Uint8Array {
  if (UUID.test(uid)) return Buffer.from(uid.replaceAll('-', ''), 'hex')
  const text = Buffer.from(uid)
  return text.length === UUID_BYTES ? Buffer.concat([text, Buffer.of(0)]) : text
}

/** The inverse of `uidToBytes`. */
export function uidFromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length !== UUID_BYTES) {
    const isPadded = buffer.length === UUID_BYTES + 1 && buffer.at(-1) === 0
    return buffer.toString('utf8', 0, isPadded ? UUID_BYTES : buffer.length)
  }
  const hex = buffer.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
