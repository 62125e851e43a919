'use client'

import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { savedViews } from '../../preferences/remembered-links.ts'
import { useStoredList } from '../../preferences/stored-list.ts'
import { Button } from '../../ui/button.tsx'

/** Gives what is shown a name in this browser: the whole link, with its instant and filters. */
export function NameView({ onBack, onClose }: { onBack: () => void; onClose: () => void }): ReactElement {
  const t = useTranslations('palette')
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const views = useStoredList(savedViews)
  const replaced = views.find((view) => view.name === name.trim())
  useEffect(() => input.current?.focus(), [])
  const back = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape' || pressed.nativeEvent.isComposing) return
    pressed.stopPropagation()
    onBack()
  }
  return (
    <form
      onKeyDown={back}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        if (name.trim() === '') return
        savedViews.put({ name: name.trim(), href: `${location.pathname}${location.search}` })
        onClose()
      }}
      className="flex flex-col gap-3 p-4"
    >
      <label htmlFor="view-name" className="font-medium">
        {t('nameLabel')}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id="view-name"
          value={name}
          onChange={(change) => setName(change.target.value)}
          maxLength={80}
          autoComplete="off"
          aria-describedby="view-name-hint"
          className="h-9 min-w-0 flex-1 rounded-control border border-control/60 bg-page px-3 text-14"
        />
        <Button kind="primary" type="submit" disabled={name.trim() === ''} className="h-9">
          {t('save')}
        </Button>
      </div>
      <p id="view-name-hint" className="text-text-2">
        {replaced ? t('replaces') : t('nameHint')}
      </p>
    </form>
  )
}
