'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { CodeBlock } from '../../ui/code-block.tsx'

const PROGRAM = (origin: string) => `import { io } from 'socket.io-client'

const socket = io('${origin}', { transports: ['websocket'] })
let last

const follow = () =>
  socket.emit('follow', { kinds: ['EndpointSlice'], after: last }, (answer) => {
    if ('seq' in answer) last ??= answer.seq
  })

socket.on('connect', follow)
socket.on('reset', ({ seq }) => { last = seq; follow() })
socket.on('changes', ({ after, seq, changes }) => {
  if (after > last) return follow()      // a hole: ask again from the last good place
  for (const change of changes) if (change.seq > last) console.log(change)
  last = Math.max(last, seq)
})`

const RULES = ['follow', 'chain', 'hole', 'reset', 'services'] as const

/** The live stream in five rules and one program that keeps them. */
export function SocketGuide(): ReactElement {
  const t = useTranslations('docs')
  return (
    <section aria-labelledby="socket" className="mt-12">
      <h2 id="socket" className="font-medium text-16">
        {t('socket.title')}
      </h2>
      <p className="mt-1 text-text-2">{t('socket.lead')}</p>
      <ol className="mt-3 mb-4 list-decimal space-y-1.5 pl-5 text-text-2 marker:text-text-3">
        {RULES.map((rule) => (
          <li key={rule}>
            {t.rich(`socket.rules.${rule}`, {
              code: (text) => (
                <code lang="en" className="mono rounded-[4px] bg-hover px-1 text-text-1">
                  {text}
                </code>
              ),
            })}
          </li>
        ))}
      </ol>
      <CodeBlock text={PROGRAM(location.origin)} label="JavaScript" copyLabel={t('copy')} copiedLabel={t('copied')} />
    </section>
  )
}
