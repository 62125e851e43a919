import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  /** PEM of the private key. */
  key: string
  /** PEM; its own authority. */
  cert: string
}

/**
 * A certificate for 127.0.0.1 and localhost that signs itself, good for a day either way: enough to serve TLS on
 * loopback and to see a client trust it, or not. Source: RFC 5280 4.1; ECDSA P-256 with SHA-256.
 */
export function selfSignedCertificate(commonName = 'demo-cluster'): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(oid(OID.commonName), der(0x0c, Buffer.from(commonName)))))
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    SIGNATURE,
    name,
    sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(extension(OID.basicConstraints, sequence(der(0x01, TRUE))), extension(OID.subjectAltName, ALT_NAMES)),
    ),
  )
  const signature = der(0x03, Buffer.concat([NO_UNUSED_BITS, sign('sha256', body, privateKey)]))
  const encoded = sequence(body, SIGNATURE, signature)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${encoded.trimEnd()}\n-----END CERTIFICATE-----\n`,
  }
}

const DAY_MS = 86_400_000
const TRUE = Buffer.from([0xff])
const NO_UNUSED_BITS = Buffer.from([0])

/** Object identifiers as DER content. */
const OID = {
  /** 2.5.4.3 */
  commonName: '550403',
  /** 2.5.29.17 */
  subjectAltName: '551d11',
  /** 2.5.29.19 */
  basicConstraints: '551d13',
  /** 1.2.840.10045.4.3.2 */
  ecdsaWithSha256: '2a8648ce3d040302',
}

const SIGNATURE = sequence(oid(OID.ecdsaWithSha256))
const ALT_NAMES = sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function set(part: Buffer): Buffer {
  return der(0x31, part)
}

function integer(content: Buffer): Buffer {
  return der(0x02, content)
}

function explicit(tag: number, part: Buffer): Buffer {
  return der(0xa0 + tag, part)
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function extension(name: string, value: Buffer): Buffer {
  return sequence(oid(name), der(0x04, value))
}

/** `261121010000Z` */
function utcTime(epochMs: number): Buffer {
  const digits = new Date(epochMs).toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}
