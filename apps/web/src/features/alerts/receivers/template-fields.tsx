'use client'

import type { NewReceiver } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { previewTemplate } from '../../../api/alert-commands.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckField, TextArea } from '../form/field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'

/** What messages say: the product's own words, or a template; and what becomes of a recent incident. */
export function TemplateFields({
  template,
  language,
  onChange,
}: Pick<NewReceiver, 'template' | 'language'> & {
  onChange: (template: NewReceiver['template']) => void
}): ReactElement {
  const t = useTranslations('alerts.receivers.template')
  const { run, isBusy, answer, refusal } = useCommand(previewTemplate)
  return (
    <div className="flex flex-col gap-3">
      <CheckField
        label={t('own')}
        isOn={template !== undefined}
        onChange={(isOn) => onChange(isOn ? { title: '{{ alerts[0].sentence }}', body: '{{ cause }}' } : undefined)}
      />
      {template !== undefined && (
        <>
          <TextArea
            label={t('title')}
            value={template.title}
            onText={(title) => onChange({ ...template, title })}
            rows={2}
            required
          />
          <TextArea
            label={t('body')}
            value={template.body}
            onText={(body) => onChange({ ...template, body })}
            hint={t('hint')}
            rows={6}
          />
        </>
      )}
      <Button className="self-start" disabled={isBusy} onClick={() => run({ template, language })}>
        {t('preview')}
      </Button>
      <Refusal of={refusal} />
      {answer !== undefined && (
        <figure className="rounded-card border border-line bg-surface px-3 py-2">
          <figcaption className="text-12 text-text-3">{answer.isSample ? t('sample') : t('recent')}</figcaption>
          <p className="mt-1 break-words font-medium">{answer.title}</p>
          <pre className="mt-1 whitespace-pre-wrap break-words font-sans text-text-2">{answer.body}</pre>
        </figure>
      )}
    </div>
  )
}
