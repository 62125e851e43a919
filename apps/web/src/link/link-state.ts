'use client'

import { type UseQueryStatesKeysMap, type UseQueryStatesOptions, type UseQueryStatesReturn, useQueryStates } from 'nuqs'
import { useEffect } from 'react'
import { type DeclaredParameters, declareParameters } from './declared-parameters.ts'

/**
 * What of a screen is in its link. Whoever reads parameters by this says which there are and what they may be; what nobody
 * reads, or nobody understands, is told as ignored.
 *
 * @param parsers the same object at each call
 */
export function useLinkState<Parsers extends UseQueryStatesKeysMap & DeclaredParameters>(
  parsers: Parsers,
  options?: Partial<UseQueryStatesOptions<Parsers>>,
): UseQueryStatesReturn<Parsers> {
  useEffect(() => declareParameters(parsers), [parsers])
  return useQueryStates(parsers, options)
}
