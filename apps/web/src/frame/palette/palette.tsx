'use client'

import { Command } from 'cmdk'
import { Bookmark, History, Waypoints } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { recentLinks, savedViews } from '../../preferences/remembered-links.ts'
import { useStoredList } from '../../preferences/stored-list.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { withKept } from '../../ui/kept-parameters.ts'
import { takeTyping } from '../early-typing.ts'
import { CommandItems } from './command-items.tsx'
import { FoundObjects, type GoTo, useFound } from './found-objects.tsx'
import { InstantItems } from './instant-items.tsx'
import { LinkItems } from './link-items.tsx'
import { MapItems } from './map-items.tsx'
import { NameView } from './name-view.tsx'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { ScreenItems } from './screen-items.tsx'
import { fitsWords } from './typed-words.ts'
import { UrlItem } from './url-item.tsx'

/** Go to any object, host, screen, view or instant, or do something, by typing a part of what it is called. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('palette')
  const [isNaming, setIsNaming] = useState(false)
  return (
    <Dialog label={t('title')} onClose={onClose}>
      {isNaming ? (
        <NameView onBack={() => setIsNaming(false)} onClose={onClose} />
      ) : (
        <Finder onName={() => setIsNaming(true)} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Finder({ onName, onClose }: { onName: () => void; onClose: () => void }): ReactElement {
  const t = useTranslations('palette')
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const { answer, isAsking } = useFound(typed)
  const recent = useStoredList(recentLinks)
  const views = useStoredList(savedViews)
  const go: GoTo = (link) => {
    onClose()
    recentLinks.put(link)
    router.push(withKept(link.href))
  }
  const act = (run: () => void) => {
    onClose()
    // What is done may move the focus, after the dialog has given it back.
    requestAnimationFrame(run)
  }
  const removeView = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Delete' || !pressed.shiftKey) return
    const view = views.find(({ name }) => chosen === `view ${name}`)
    if (view) savedViews.remove(view)
  }
  const takeEarly = () => {
    const early = takeTyping()
    if (early) setTyped((later) => early + later)
  }
  return (
    <Command
      label={t('title')}
      loop
      shouldFilter={false}
      value={chosen}
      onValueChange={setChosen}
      onKeyDown={removeView}
      className="flex min-h-0 flex-col"
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        onFocus={takeEarly}
        maxLength={200}
        placeholder={t('placeholder')}
        className="h-12 shrink-0 border-line border-b bg-transparent px-4 text-14 outline-none placeholder:text-text-3"
      />
      <Command.List className="min-h-0 overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-text-3">
          {isAsking ? t('asking') : t('none')}
        </Command.Empty>
        <InstantItems typed={typed} onClose={onClose} />
        <LinkItems sort="recent" heading={t('recent')} links={recent} typed={typed} icon={History} onSelect={go} />
        <LinkItems
          sort="view"
          heading={t('views')}
          links={views}
          typed={typed}
          icon={Bookmark}
          hint={<kbd className="mono text-text-3 max-sm:hidden">{t('removeKey')}</kbd>}
          onSelect={({ href }) => {
            onClose()
            router.push(href)
          }}
        />
        <ScreenItems typed={typed} go={go} />
        <UrlItem typed={typed} go={go} />
        {answer && <FoundObjects answer={answer} go={go} />}
        {answer && <MapItems answer={answer} go={go} />}
        {fitsWords(`reach pods ${t('reach')}`, typed) && (
          <PaletteGroup heading={t('questions')}>
            <PaletteItem value="question reach" onSelect={() => go({ name: t('reach'), href: '/trace/?ask=pods' })}>
              <Waypoints size={15} strokeWidth={1.75} aria-hidden="true" className="text-text-3" />
              {t('reach')}
            </PaletteItem>
          </PaletteGroup>
        )}
        <CommandItems typed={typed} act={act} onName={onName} />
      </Command.List>
    </Command>
  )
}
