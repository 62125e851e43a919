import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A key and the certificate for it, both PEM. */
export interface Certified {
  readonly key: string
  readonly cert: string
}

/** Who signs certificates; its own certificate is what clients trust. */
export interface Authority extends Certified {
  /** A certificate for a server at this IPv4 address. */
  issueFor(address: string): Certified
}

const DAY_MS = 24 * 60 * 60 * 1000
const OID = {
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
} as const

/** A certificate authority that lives for one test. */
export function createAuthority(name: string): Authority {
  const keys = keyPair()
  const isAuthority = extension(OID.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))))
  const own = certificate({ subject: name, issuer: name, keys, signer: keys.privateKey, extension: isAuthority })
  return {
    ...own,
    issueFor(address) {
      const ip = der(0x87, Buffer.from(address.split('.').map(Number)))
      const names = extension(OID.subjectAltName, sequence(ip))
      return certificate({ subject: address, issuer: name, keys: keyPair(), signer: keys.privateKey, extension: names })
    },
  }
}

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

interface CertificateParts {
  readonly subject: string
  readonly issuer: string
  readonly keys: KeyPair
  readonly signer: KeyObject
  readonly extension: Buffer
}

/** X.509 v3 (RFC 5280, 4.1), signed with ECDSA and SHA-256. */
function certificate({ subject, issuer, keys, signer, extension }: CertificateParts): Certified {
  const algorithm = sequence(oid(OID.ecdsaWithSha256))
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer),
    sequence(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    distinguishedName(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  )
  const signature = sign('sha256', toBeSigned, signer)
  const signed = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return { key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(signed) }
}

const keyPair = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'P-256' })

const distinguishedName = (name: string) =>
  sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))))

const extension = (id: readonly number[], value: Buffer) => sequence(oid(id), der(0x04, value))

const oid = (bytes: readonly number[]) => der(0x06, Buffer.from(bytes))

const sequence = (...parts: readonly Buffer[]) => der(0x30, Buffer.concat(parts))

/** GeneralizedTime, `YYYYMMDDHHMMSSZ`. */
const time = (ms: number) => der(0x18, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')))

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
