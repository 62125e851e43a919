import { Liquid } from 'liquidjs'
import { TemplateError } from '../errors.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import type { MessageView } from './message-view.ts'

/** Liquid. A title is one line; a body is plain text. */
export interface MessageTemplate {
  readonly title: string
  readonly body: string
}

/** A message as text. */
export interface MessageText {
  /** One line, at most 500 characters. */
  readonly title: string
  /** At most 20,000 characters. */
  readonly body: string
}

const TITLE_LENGTH = 500
const BODY_LENGTH = 20_000

const HARMLESS = { strictFilters: true, ownPropertyOnly: true, templates: {} } as const
/** For the product's own templates: a machine that is busy must not cost a message, and the time of a render is that of the clock. */
const unbounded = new Liquid(HARMLESS)
/** Bounded in everything a template could take: what it parses, renders and holds. It reads no file and calls nothing. */
const bounded = new Liquid({
  ...HARMLESS,
  parseLimit: 200_000,
  renderLimit: 100,
  memoryLimit: 5_000_000,
})

/** @throws {TemplateError} it says where the fault is */
export function renderMessage(template: MessageTemplate, view: MessageView): MessageText {
  const liquid = Object.values(DEFAULT_TEMPLATES).includes(template) ? unbounded : bounded
  return {
    title: cut(render(liquid, 'title', { template, view }).replace(/\s+/g, ' ').trim(), TITLE_LENGTH),
    body: cut(render(liquid, 'body', { template, view }).trim(), BODY_LENGTH),
  }
}

/** A template of somebody's own that fails costs its form, not the message: the product's own is used. */
export function renderOrDefault(
  template: MessageTemplate | undefined,
  view: MessageView,
  language: keyof typeof DEFAULT_TEMPLATES,
): MessageText & { readonly fault?: TemplateError } {
  if (template === undefined) return renderMessage(DEFAULT_TEMPLATES[language], view)
  try {
    return renderMessage(template, view)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return { ...renderMessage(DEFAULT_TEMPLATES[language], view), fault: error }
  }
}

interface Rendering {
  readonly template: MessageTemplate
  readonly view: MessageView
}

function render(liquid: Liquid, part: 'title' | 'body', { template, view }: Rendering): string {
  try {
    return String(liquid.parseAndRenderSync(template[part], view))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new TemplateError(`The ${part} of the template cannot be used: ${why}.`, { cause })
  }
}

/** At whole characters, with a mark where something is missing. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const kept = text.slice(0, length - 1)
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}…`
}
