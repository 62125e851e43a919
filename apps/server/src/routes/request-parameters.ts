import { type RequestHeader, type ResolutionRequest, ResolutionRequestError } from '@portolan/domain'
import { z } from 'zod'
import { InvalidRequestError } from '../errors.ts'

/** More than any request has; how many are read, and how long they may be, is for the rules to say. */
const MAX_HEADER_PARAMETERS = 10_000

/** The request that is to be explained, as query parameters. */
export const requestParameters = {
  url: z.string().describe('Whom to ask for what: `https://shop.example/cart`; without a scheme `http` is meant'),
  method: z.string().describe('Default: `GET`').optional(),
  header: z
    .union([z.string(), z.array(z.string()).max(MAX_HEADER_PARAMETERS)])
    .transform((value) => [value].flat())
    .describe('A header as `Name: value`; `Host` names the host, and the URL then only whom to dial; repeatable')
    .optional(),
  gateway: z.string().min(3).max(507).describe('The Gateway that is dialled, as `namespace/name`').optional(),
  ingressClass: z.string().min(1).max(253).describe('The IngressClass whose controller is dialled').optional(),
  profile: z
    .enum(['ingress', 'ingress-nginx', 'gateway'])
    .describe('Apply these rules, whoever answers. Default: those of the controller')
    .optional(),
} as const

/** What `requestParameters` make of a query. */
export interface RequestTexts {
  readonly url: string
  readonly method?: string | undefined
  readonly header?: readonly string[] | undefined
  readonly gateway?: string | undefined
  readonly ingressClass?: string | undefined
  readonly profile?: ResolutionRequest['profile'] | undefined
}

/** @throws {InvalidRequestError} a header is not written as one */
export function resolutionRequest({ url, header, ...texts }: RequestTexts): ResolutionRequest {
  const { method, gateway, ingressClass, profile } = texts
  return {
    url,
    ...(method !== undefined && { method }),
    ...(header !== undefined && { headers: header.map(parseHeader) }),
    ...(gateway !== undefined && { gateway }),
    ...(ingressClass !== undefined && { ingressClass }),
    ...(profile !== undefined && { profile }),
  }
}

/** What the rules refuse becomes an error of this API. @throws {InvalidRequestError} */
export async function explained<Answer>(explain: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await explain()
  } catch (error) {
    if (!(error instanceof ResolutionRequestError)) throw error
    throw new InvalidRequestError(`${error.message} (${error.reason}).`, { cause: error })
  }
}

function parseHeader(text: string): RequestHeader {
  const colon = text.indexOf(':')
  if (colon > 0) return { name: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() }
  const shown = JSON.stringify(text.slice(0, 64))
  throw new InvalidRequestError(`header=${shown} is no header: write Name: value, with a colon (invalid-header).`)
}
