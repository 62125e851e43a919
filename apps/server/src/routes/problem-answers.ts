import { Problem } from '@portolan/contract'

const content = { 'application/problem+json': { schema: Problem } }

/** What every path may answer instead of what was asked for. */
export const problemAnswers = {
  '4xx': { description: 'The request cannot be answered as asked; `code` says why', content },
  '5xx': { description: 'Portolan cannot answer now; `code` says why', content },
}
