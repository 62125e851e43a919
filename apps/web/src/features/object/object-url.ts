'use client'

import { parseAsString } from 'nuqs'
import { useLinkState } from '../../link/link-state.ts'

/** Which object a page is about. */
export interface ObjectIdentity {
  readonly kind: string
  /** `-` for kinds that have none. */
  readonly namespace: string
  readonly name: string
}

const PARSERS = {
  kind: parseAsString.withDefault(''),
  namespace: parseAsString.withDefault('-'),
  name: parseAsString.withDefault(''),
}

/** The object in the link; `undefined` where it names none. */
export function useObjectUrl(): ObjectIdentity | undefined {
  const [{ kind, namespace, name }] = useLinkState(PARSERS)
  return kind === '' || name === '' ? undefined : { kind, namespace: namespace || '-', name }
}

/** `Pod/shop/web-0` */
export function keyOf({ kind, namespace, name }: ObjectIdentity): string {
  return `${kind}/${namespace}/${name}`
}
