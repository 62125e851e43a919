'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { type ReactElement, type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import { servicesQuery } from '../api/queries.ts'
import { changePreferences } from '../preferences/preferences-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { withKept } from '../ui/kept-parameters.ts'
import { serviceHref } from './namespaces.ts'
import { SCREENS } from './screens.ts'

/** Go to a screen or a Service, or do something, by typing a part of its name in either language. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const go = (href: string) => {
    onClose()
    router.push(withKept(href))
  }
  const act = (run: () => void) => {
    run()
    onClose()
  }
  return (
    <Dialog label={t('palette.title')} onClose={onClose}>
      <Command label={t('palette.title')} loop className="flex min-h-0 flex-col">
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t('palette.placeholder')}
          className="h-12 shrink-0 border-line border-b bg-transparent px-4 text-14 outline-none placeholder:text-text-3"
        />
        <Command.List className="min-h-0 overflow-y-auto p-2">
          <Command.Empty className="px-3 py-6 text-center text-text-3">{t('palette.none')}</Command.Empty>
          <Group heading={t('palette.screens')}>
            {SCREENS.map(({ id, path, icon: Icon, key }) => (
              <Item key={id} value={`screen ${id} ${t(`nav.${id}`)}`} onSelect={() => go(path)}>
                <Icon size={15} strokeWidth={1.75} aria-hidden="true" className="text-text-3" />
                <span className="flex-1">{t(`nav.${id}`)}</span>
                <kbd className="mono text-text-3">g {key}</kbd>
              </Item>
            ))}
          </Group>
          <Services typed={typed} go={go} />
          <Group heading={t('palette.commands')}>
            <Item value={`reach pods ${t('palette.reach')}`} onSelect={() => go('/trace/?ask=pods')}>
              {t('palette.reach')}
            </Item>
            {(['light', 'dark', 'system'] as const).map((theme) => (
              <Item
                key={theme}
                value={`theme ${theme} ${t('palette.theme', { theme })}`}
                onSelect={() => act(() => changePreferences({ theme }))}
              >
                {t('palette.theme', { theme })}
              </Item>
            ))}
            <Item value="language english" onSelect={() => act(() => changePreferences({ locale: 'en' }))}>
              <span lang="en">English</span>
            </Item>
            <Item value="language chinese 中文" onSelect={() => act(() => changePreferences({ locale: 'zh-CN' }))}>
              <span lang="zh-CN">简体中文</span>
            </Item>
          </Group>
        </Command.List>
      </Command>
    </Dialog>
  )
}

function Services({ typed, go }: { typed: string; go: (href: string) => void }): ReactElement | null {
  const t = useTranslations('palette')
  const wanted = useDeferredValue(typed.trim())
  const { data } = useQuery({ ...servicesQuery({ q: wanted, limit: 20 }), enabled: wanted.length > 0 })
  if (!data || wanted.length === 0) return null
  return (
    <Group heading={t('services')}>
      {data.body.items.slice(0, 20).map((service) => (
        <Item
          key={service.key}
          value={`service ${service.namespace}/${service.name}`}
          onSelect={() => go(serviceHref(service))}
        >
          <span className="mono min-w-0 flex-1 truncate">
            <span className="text-text-3">{service.namespace}/</span>
            {service.name}
          </span>
          <span className="text-12 text-text-3">
            {service.endpoints.ready} / {service.endpoints.total}
          </span>
        </Item>
      ))}
    </Group>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }): ReactElement {
  return (
    <Command.Group
      heading={heading}
      className="mb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  )
}

function Item({
  value,
  onSelect,
  children,
}: {
  value: string
  onSelect: () => void
  children: ReactNode
}): ReactElement {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-control px-3 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  )
}
