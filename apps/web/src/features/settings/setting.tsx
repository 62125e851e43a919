import type { ReactElement, ReactNode } from 'react'

/** Settings that belong together. */
export function SettingGroup({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ReactNode
}): ReactElement {
  return (
    <section aria-labelledby={id} className="mt-9">
      <h2 id={id} className="mb-1 scroll-mt-6 font-medium text-16">
        {title}
      </h2>
      <div className="divide-y divide-line border-line border-y">{children}</div>
    </section>
  )
}

/** One setting: what it is, what it does, and the control. */
export function Setting({
  name,
  hint,
  children,
}: {
  name: string
  hint?: ReactNode
  children?: ReactNode
}): ReactElement {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 max-w-lg flex-1 basis-64">
        <p className="font-medium">{name}</p>
        {hint && <p className="text-text-2">{hint}</p>}
      </div>
      {children}
    </div>
  )
}

/** A setting that is on or off; its name is the control's. */
export function SwitchSetting({
  name,
  hint,
  isOn,
  onChange,
}: {
  name: string
  hint: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}): ReactElement {
  return (
    <label className="flex cursor-pointer items-center justify-between gap-6 py-3">
      <span className="min-w-0 max-w-lg">
        <span className="block font-medium">{name}</span>
        <span className="block text-text-2">{hint}</span>
      </span>
      <input
        type="checkbox"
        checked={isOn}
        onChange={(change) => onChange(change.target.checked)}
        className="m-1 size-5 shrink-0 accent-(--accent)"
      />
    </label>
  )
}
