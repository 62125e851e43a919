import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Answer } from './answer.tsx'
import { type Example, type Language, writtenIn } from './examples.ts'

/** One question: in words, as a request, and with its answer. */
export function ExampleCard({
  example: { id, url },
  language,
}: {
  example: Example
  language: Language
}): ReactElement {
  const t = useTranslations('docs')
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="mb-2 font-medium text-14">
        {t(`examples.${id}`)}
      </h2>
      <CodeBlock
        text={writtenIn(language, `${location.origin}${url}`)}
        label={`GET ${url}`}
        copyLabel={t('copy')}
        copiedLabel={t('copied')}
      />
      <Answer url={url} />
    </section>
  )
}
