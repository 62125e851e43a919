'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactElement, type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import type { TracedRequest } from '../../api/queries.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const FIELD = 'rounded-control border border-control/60 bg-page px-2.5'

/** Method, headers, and which entry is dialled; folded while all of them are the usual ones. */
export function RequestOptions({
  draft,
  onChange,
}: {
  draft: TracedRequest
  onChange: (draft: TracedRequest) => void
}): ReactElement {
  const t = useTranslations('trace')
  const { method = 'GET', header = [], gateway, ingressClass, url } = draft
  const isUsual = method === 'GET' && header.length === 0 && !gateway && !ingressClass
  const methods = METHODS.some((known) => known === method) ? METHODS : [...METHODS, method]
  return (
    <details open={!isUsual} className="group">
      <summary className="flex min-h-[24px] w-fit cursor-pointer list-none items-center gap-1 rounded-chip pr-2 text-text-2 hover:text-accent pointer-coarse:min-h-11">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        {t('options')}
      </summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-[auto_1fr_1fr]">
        <Labelled label={t('method')}>
          {(id) => (
            <select
              id={id}
              value={method}
              onChange={({ target }) => onChange({ ...draft, method: target.value })}
              className={`h-9 ${FIELD}`}
            >
              {methods.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('gateway')}>
          {(id) => (
            <input
              id={id}
              value={gateway ?? ''}
              placeholder={t('any')}
              onChange={({ target }) => onChange(without({ url, method, header, ingressClass, gateway: target.value }))}
              className={`mono h-9 w-full min-w-0 ${FIELD}`}
            />
          )}
        </Labelled>
        <Labelled label={t('ingressClass')}>
          {(id) => (
            <input
              id={id}
              value={ingressClass ?? ''}
              placeholder={t('any')}
              onChange={({ target }) => onChange(without({ url, method, header, gateway, ingressClass: target.value }))}
              className={`mono h-9 w-full min-w-0 ${FIELD}`}
            />
          )}
        </Labelled>
        <div className="sm:col-span-3">
          <Labelled label={t('headers')}>
            {(id) => (
              <textarea
                id={id}
                rows={Math.min(6, Math.max(2, header.length + 1))}
                value={header.join('\n')}
                placeholder="X-Canary: always"
                spellCheck={false}
                onChange={({ target }) => onChange({ ...draft, header: linesOf(target.value) })}
                className={`mono w-full min-w-0 py-1.5 ${FIELD}`}
              />
            )}
          </Labelled>
        </div>
      </div>
    </details>
  )
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }): ReactElement {
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-12 text-text-3">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

/** One header a line, as typed; empty lines are dropped when the request is sent. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}

type Loose = { readonly [Part in keyof TracedRequest]: TracedRequest[Part] | undefined } & { readonly url: string }

/** An empty field asks for nothing. */
function without({ url, method, header, gateway, ingressClass }: Loose): TracedRequest {
  return {
    url,
    ...(method && { method }),
    ...(header && { header }),
    ...(gateway && { gateway }),
    ...(ingressClass && { ingressClass }),
  }
}
