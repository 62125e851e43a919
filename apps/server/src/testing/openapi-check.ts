import type { LightMyRequestResponse } from 'fastify'
import { z } from 'zod'

interface Described {
  readonly paths?: Readonly<
    Record<string, Readonly<Record<string, { readonly responses?: Responses } | undefined>> | undefined>
  >
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>

const schemas = new WeakMap<object, z.ZodType>()

/** What of an answer is not as the OpenAPI document describes it; empty for paths it does not describe. */
export function violationsOf(document: object, url: string, response: LightMyRequestResponse): readonly string[] {
  const method = (response.raw.req.method ?? 'GET').toLowerCase()
  const { paths = {}, components } = document as Described
  const [path = ''] = url.split('?', 1)
  const responses = Object.entries(paths).find(([template]) => isPath(template, path))?.[1]?.[method]?.responses
  const { statusCode } = response
  if (responses === undefined || statusCode === 304) return []
  const described = responses[statusCode] ?? responses[`${String(statusCode)[0]}XX`]
  if (described === undefined) return [`status ${statusCode} is not described`]
  if (statusCode === 204) return []
  const type = String(response.headers['content-type']).split(';', 1).join()
  const schema = described.content?.[type]?.schema
  if (schema === undefined) return [`${type} is not described for status ${statusCode}`]
  if (!/^application\/(problem\+)?json$/.test(type)) return []
  const result = zodOf(schema, components?.schemas ?? {}).safeParse(response.json())
  return result.success ? [] : result.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`)
}

function isPath(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index])
}

/** The schema of the document itself, not the one it was made from. */
function zodOf(schema: object, components: Readonly<Record<string, unknown>>): z.ZodType {
  const known = schemas.get(schema)
  if (known !== undefined) return known
  const own = JSON.stringify({ ...schema, $defs: components }).replaceAll('#/components/schemas/', '#/$defs/')
  const made = z.fromJSONSchema(JSON.parse(own))
  schemas.set(schema, made)
  return made
}
