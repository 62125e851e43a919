import type { SecretRef } from '@portolan/pipeline/ports'
import type { Sealer } from './sealer.ts'
import type { SecretPlaces } from './secret-places.ts'

/** Where secrets come from. */
export interface SecretSources {
  readonly sealer: Pick<Sealer, 'open'>
  readonly places: Pick<SecretPlaces, 'readFile' | 'readVariable'>
}

/** Reads a secret anew at every call, so that a rotated file is used at once. */
export type ReadSecret = (secret: SecretRef) => string

/** @returns a reader that throws `SecretError`, naming file or variable, where there is no secret */
export function secretReader({ sealer, places }: SecretSources): ReadSecret {
  return (secret) => {
    switch (secret.from) {
      case 'sealed':
        return sealer.open(secret.sealed)
      case 'file':
        return places.readFile(secret.path)
      case 'variable':
        return places.readVariable(secret.name)
    }
  }
}
