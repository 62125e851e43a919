'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isAboutAlerts } from '../../../api/alert-queries.ts'
import { codeAndDetail } from '../../../errors.ts'

/**
 * Tell the server to change something. Then what is on screen is asked for again, for a refusal may tell that another was
 * quicker; the sentence of a refusal is here.
 */
export function useCommand<Given, Answer>(
  command: (given: Given) => Promise<Answer>,
  done?: (answer: Answer, given: Given) => void,
) {
  const queries = useQueryClient()
  const mutation = useMutation<Answer, Error, Given>({
    mutationFn: command,
    retry: false,
    onSuccess: (answer, given) => done?.(answer, given),
    onSettled: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => isAboutAlerts(queryKey) }),
  })
  return {
    run: (given: Given) => {
      if (!mutation.isPending) mutation.mutate(given)
    },
    isBusy: mutation.isPending,
    answer: mutation.data,
    refusal: mutation.error === null ? undefined : codeAndDetail(mutation.error),
    forget: mutation.reset,
  }
}
