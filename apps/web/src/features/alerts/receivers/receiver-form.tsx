'use client'

import type { NewReceiver, Receiver } from '@portolan/contract'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeReceiver, createReceiver } from '../../../api/alert-commands.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { faultAt } from '../form/fault-at.ts'
import { CheckField, SelectField, TextField } from '../form/field.tsx'
import { MatcherFields } from '../form/matcher-fields.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { QuietHoursFields } from './quiet-hours-fields.tsx'
import { draftOf, emptyTarget, newReceiver, TARGET_TYPES } from './receiver-draft.ts'
import { TargetFields } from './target-fields.tsx'
import { TemplateFields } from './template-fields.tsx'

/** Who is told, of what, when, how and in which words. */
export function ReceiverForm({
  receiver,
  onClose,
}: {
  /** Absent: a new one. */
  receiver: Receiver | undefined
  onClose: () => void
}): ReactElement {
  const t = useTranslations('alerts.receivers')
  const shell = useTranslations('shell')
  const [draft, setDraft] = useState(() => (receiver === undefined ? newReceiver() : draftOf(receiver)))
  const save = (given: NewReceiver) =>
    receiver === undefined ? createReceiver(given) : changeReceiver(receiver.id, given)
  const { run, isBusy, refusal } = useCommand(save, onClose)
  const set = (changes: Partial<NewReceiver>) => setDraft({ ...draft, ...changes })
  useEscape(true, onClose)
  return (
    <Drawer
      label={receiver === undefined ? t('new') : t('edit')}
      title={receiver?.name ?? t('new')}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-6 px-4 py-4"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          run(draft)
        }}
      >
        <Part title={t('parts.where')}>
          <TextField
            label={t('field.name')}
            value={draft.name}
            onText={(name) => set({ name })}
            fault={faultAt(refusal?.detail, 'name')}
            maxLength={200}
            required
          />
          <SelectField
            label={t('field.type')}
            value={draft.target.type}
            onValue={(type) => set({ target: emptyTarget(type) })}
            options={TARGET_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
          />
          <TargetFields
            key={draft.target.type}
            target={draft.target}
            receiver={receiver}
            detail={refusal?.detail}
            onTarget={(target) => set({ target })}
          />
          <CheckField label={t('enabled')} isOn={draft.enabled} onChange={(enabled) => set({ enabled })} />
        </Part>
        <Part title={t('parts.what')}>
          <MatcherFields matcher={draft.matcher} onMatcher={(matcher) => set({ matcher })} />
        </Part>
        <Part title={t('parts.when')}>
          <TextField
            label={t('field.perMinute')}
            type="number"
            min={1}
            max={1000}
            value={draft.perMinute}
            onText={(typed) => set({ perMinute: Number(typed) })}
            fault={faultAt(refusal?.detail, 'perMinute')}
            required
          />
          <QuietHoursFields
            quietHours={draft.quietHours}
            detail={refusal?.detail}
            onChange={(quietHours) => setDraft(withQuietHours(draft, quietHours))}
          />
        </Part>
        <Part title={t('parts.words')}>
          <SelectField
            label={t('field.language')}
            value={draft.language}
            onValue={(language) => set({ language })}
            options={[
              { value: 'en', label: 'English' },
              { value: 'zh-CN', label: '简体中文' },
            ]}
          />
          <TemplateFields
            template={draft.template}
            language={draft.language}
            onChange={(template) => setDraft(withTemplate(draft, template))}
          />
        </Part>
        <Refusal of={refusal} />
        <div className="flex gap-2">
          <ActionButton kind="primary" type="submit" isBusy={isBusy}>
            {t('save')}
          </ActionButton>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}

/** The draft with another value of a member that may be left out. */
function withQuietHours({ quietHours: _, ...rest }: NewReceiver, quietHours: NewReceiver['quietHours']): NewReceiver {
  return { ...rest, ...(quietHours && { quietHours }) }
}

function withTemplate({ template: _, ...rest }: NewReceiver, template: NewReceiver['template']): NewReceiver {
  return { ...rest, ...(template && { template }) }
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  )
}
