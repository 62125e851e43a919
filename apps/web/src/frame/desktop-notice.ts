/**
 * A notice on the desktop, which needs the permission for it. `undefined` where there is a permission to be had but no notice
 * that a page can make, as on phones.
 */
export function desktopNotice(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
