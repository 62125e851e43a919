'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { noteCall } from '../../api/call-registry.ts'
import { type ApiAnswer, type ApiCall, request } from '../../api/request.ts'
import { codeAndDetail } from '../../errors.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { Button } from '../../ui/button.tsx'

const SHOWN = 1_200

type Asked =
  | { readonly phase: 'not-asked' }
  | { readonly phase: 'asking' }
  | { readonly phase: 'answered'; readonly answer: ApiAnswer<unknown>; readonly call: ApiCall | undefined }
  | { readonly phase: 'failed'; readonly text: string }

/** Asks the question here and shows what comes back. */
export function Answer({ url }: { url: string }): ReactElement {
  const t = useTranslations('docs')
  const duration = useDuration()
  const [asked, setAsked] = useState<Asked>({ phase: 'not-asked' })
  const ask = async () => {
    setAsked({ phase: 'asking' })
    setAsked(await answerTo(url))
  }
  return (
    <div className="mt-2">
      <div className="flex items-center gap-3">
        <Button onClick={() => void ask()} disabled={asked.phase === 'asking'}>
          {t('ask')}
        </Button>
        <output className="text-12 text-text-3">
          {asked.phase === 'answered' &&
            asked.call &&
            t('answered', { status: asked.call.status, duration: duration(asked.call.durationMs) })}
        </output>
      </div>
      {asked.phase === 'answered' && <Body text={JSON.stringify(asked.answer.body, null, 2)} />}
      {asked.phase === 'failed' && <p className="mono mt-2 text-unready">{asked.text}</p>}
    </div>
  )
}

function Body({ text }: { text: string }): ReactElement {
  const t = useTranslations('docs')
  return (
    <pre
      className="mono mt-2 whitespace-pre-wrap break-words rounded-control border border-line bg-surface px-3 py-2.5"
      lang="en"
    >
      {text.slice(0, SHOWN)}
      {text.length > SHOWN && <span className="text-text-3">{`\n… ${t('more', { count: text.length - SHOWN })}`}</span>}
    </pre>
  )
}

async function answerTo(url: string): Promise<Asked> {
  const asked = new URL(url, location.origin)
  const query: Record<string, string> = Object.fromEntries(asked.searchParams)
  let call: ApiCall | undefined
  const report = (made: ApiCall) => {
    call = made
    noteCall(made)
  }
  try {
    const answer = await request<unknown>({ path: asked.pathname.replace('/api/v1', ''), query }, { report })
    return { phase: 'answered', answer, call }
  } catch (error) {
    const { code, detail } = codeAndDetail(error)
    return { phase: 'failed', text: `${code}: ${detail}` }
  }
}
