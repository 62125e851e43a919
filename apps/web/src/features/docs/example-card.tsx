'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Answer } from './answer.tsx'
import { type Example, LANGUAGES, type Language, writtenIn } from './examples.ts'

const NAMES: Record<Language, string> = { curl: 'curl', javascript: 'JavaScript', python: 'Python' }

/** One question: in words, in three languages, and with its answer. */
export function ExampleCard({ example: { id, url } }: { example: Example }): ReactElement {
  const t = useTranslations('docs')
  const [language, setLanguage] = useState<Language>('curl')
  return (
    <section aria-labelledby={id} className="mt-10">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="font-medium text-14">
          {t(`examples.${id}`)}
        </h2>
        <Segmented
          label={t('language')}
          value={language}
          onChange={setLanguage}
          segments={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        />
      </div>
      <CodeBlock
        text={writtenIn(language, `${location.origin}${url}`)}
        label={NAMES[language]}
        copyLabel={t('copy')}
        copiedLabel={t('copied')}
      />
      <Answer url={url} />
    </section>
  )
}
