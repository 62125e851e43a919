'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isFixed, pressedKeys, takenBy } from '../../frame/chosen-keys.ts'
import { groupOf, SHORTCUT_IDS, type ShortcutId } from '../../frame/shortcut-table.ts'
import { shownKeys } from '../../frame/shown-keys.ts'
import { useShortcutWords } from '../../frame/use-shortcut-words.ts'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { Button } from '../../ui/button.tsx'
import { SettingGroup } from './setting.tsx'

const GROUPS = ['everywhere', 'go', 'time', 'list', 'map', 'chart', 'alerts'] as const

/** Every key of the product, by where it holds; each but a few can be another one, or none. */
export function KeySettings(): ReactElement {
  const t = useTranslations('settings.keys')
  const { keys: chosen, hasSingleKeys } = usePreferences()
  const [changing, setChanging] = useState<ShortcutId>()
  const [refusal, setRefusal] = useState('')
  const words = useShortcutWords()

  const choose = (id: ShortcutId, keys: string) => {
    const taken = keys === '' ? undefined : takenBy(keys, id, chosen)
    if (taken) return setRefusal(t('taken', { keys: shownKeys(taken, chosen), what: words(taken) }))
    changePreferences({ keys: { ...chosen, [id]: keys } })
    setRefusal('')
    setChanging(undefined)
  }
  const onKeyDown = (id: ShortcutId) => (pressed: KeyboardEvent) => {
    if (changing !== id || pressed.key === 'Tab' || pressed.key === 'Shift') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') return setChanging(undefined)
    if (pressed.key === 'Delete' || pressed.key === 'Backspace') return choose(id, '')
    const keys = pressedKeys(pressed)
    if (keys === undefined) setRefusal(t('refused'))
    else choose(id, keys)
  }

  return (
    <SettingGroup id="keys" title={t('title')}>
      <div className="flex flex-wrap items-center justify-between gap-3 py-3">
        <p className="min-w-0 max-w-lg text-text-2">{t('hint')}</p>
        <Button disabled={Object.keys(chosen).length === 0} onClick={() => changePreferences({ keys: {} })}>
          {t('reset')}
        </Button>
      </div>
      {GROUPS.map((group) => (
        <div key={group} className="py-3">
          <h3 className="mb-1 font-medium text-12 text-text-3">{t(`groups.${group}`)}</h3>
          <ul className="grid gap-x-10 sm:grid-cols-2">
            {SHORTCUT_IDS.filter((id) => groupOf(id) === group).map((id) => (
              <li key={id} className="flex min-h-8 items-center justify-between gap-3">
                <span className={clsx('min-w-0', hasSingleKeys ? 'text-text-2' : 'text-text-3')}>{words(id)}</span>
                {isFixed(id) ? (
                  <kbd className="mono shrink-0 px-2 text-text-3">{shownKeys(id, chosen)}</kbd>
                ) : (
                  <button
                    type="button"
                    aria-label={t('change', { what: words(id), keys: shownKeys(id, chosen) || t('off') })}
                    aria-pressed={changing === id}
                    onClick={() => {
                      setRefusal('')
                      setChanging(changing === id ? undefined : id)
                    }}
                    onBlur={() => setChanging(undefined)}
                    onKeyDown={onKeyDown(id)}
                    className="mono min-h-[24px] min-w-[24px] shrink-0 rounded-chip border border-line bg-surface px-2 hover:border-control aria-pressed:border-accent aria-pressed:bg-accent-tint pointer-coarse:min-h-11"
                  >
                    {changing === id ? t('press') : shownKeys(id, chosen) || t('off')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <output className={clsx('block text-unready', refusal && 'py-2')}>{refusal}</output>
    </SettingGroup>
  )
}
