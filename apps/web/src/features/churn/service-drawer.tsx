'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ServiceChurn } from '../../cluster/churn/service-churn.tsx'
import { useEscape } from '../../frame/escape-stack.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Mono } from '../../ui/mono.tsx'

/** The churn of one Service: why, when most, and where more is told of it. */
export function ServiceDrawer({
  service,
  onClose,
}: {
  /** `namespace/name`. */
  service: string
  onClose: () => void
}): ReactElement {
  const t = useTranslations('churn')
  const shell = useTranslations('shell')
  const { asked } = useTimeWindow()
  useEscape(true, onClose)
  const [namespace = '', name = ''] = service.split('/')
  const stretch = { from: asked.from ?? undefined, to: asked.to ?? undefined }
  return (
    <Drawer label={t('service')} title={<Mono text={service} />} closeLabel={shell('close')} onClose={onClose}>
      <div className="flex flex-col gap-5 px-4 py-4">
        <div className="flex flex-wrap gap-2">
          <AppLink href={hrefWith('/service/', { namespace, name, ...stretch })} className={buttonClass()}>
            {t('page')}
          </AppLink>
          <AppLink href={hrefWith('/map/', { namespace, focus: `Service/${service}` })} className={buttonClass()}>
            {t('onMap')}
          </AppLink>
        </div>
        <ServiceChurn namespace={namespace} name={name} />
      </div>
    </Drawer>
  )
}
