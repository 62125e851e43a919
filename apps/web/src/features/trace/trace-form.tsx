'use client'

import { type ReactElement, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TracedRequest } from '../../api/queries.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { matchingUrls, withScheme } from './known-urls.ts'
import { RequestOptions } from './request-options.tsx'

const NOTHING: TracedRequest = { url: '' }

/** The request to be explained: a URL, and folded below it what else decides. It becomes part of the link when it is sent. */
export function TraceForm({
  request,
  urls,
  onTrace,
}: {
  request: TracedRequest | undefined
  urls: readonly string[]
  onTrace: (request: TracedRequest) => void
}): ReactElement {
  const t = useTranslations('trace')
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<TracedRequest>(request ?? NOTHING)
  const suggestions = useMemo(
    () => matchingUrls(urls, draft.url === request?.url ? '' : draft.url),
    [urls, draft, request],
  )
  const send = (next: TracedRequest) => {
    const sent = {
      ...next,
      url: withScheme(next.url),
      header: (next.header ?? []).filter((line) => line.trim() !== ''),
    }
    setDraft(sent)
    if (sent.url !== '') onTrace(sent)
  }
  useShortcuts([{ id: 'everywhere.find', run: () => input.current?.select() }])
  return (
    <search>
      <form
        aria-label={t('title')}
        className="flex flex-col gap-2"
        onSubmit={(submit) => {
          submit.preventDefault()
          send(draft)
        }}
      >
        <div className="flex gap-2">
          <SuggestField
            input={input}
            label={t('url')}
            placeholder={t('urlPlaceholder')}
            value={draft.url}
            onChange={(url) => setDraft({ ...draft, url })}
            onPick={(url) => send({ ...draft, url })}
            suggestions={suggestions}
            className="min-w-0 flex-1"
          />
          <Button type="submit" kind="primary" className="h-9" disabled={draft.url.trim() === ''}>
            {t('trace')}
          </Button>
        </div>
        <RequestOptions draft={draft} onChange={setDraft} />
      </form>
    </search>
  )
}
