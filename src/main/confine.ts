import type { App, Session, WebContents } from 'electron'
import { isOwnPage } from './page-address.ts'

/** Stops what would lead to another page. */
const stay = (event: { readonly preventDefault: () => void }, url: string): void => {
  if (!isOwnPage(url)) event.preventDefault()
}

/**
 * Keeps whatever is shown inside the app's own page: no other page, no new window, no embedded view. The threat is a
 * picture, a name or a prompt that turns into a link or into markup by a bug of ours.
 */
const confine = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Confines every page the app ever opens, the ones it does not know of included. */
export const confineAll = (app: App): void => {
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

/**
 * The app needs nothing that a browser would ask a person for, except that copying works; no downloads, and no request leaves
 * the machine: what is asked for under another scheme than the app's own is stopped.
 */
export const denyRequests = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  )
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, decide) =>
    decide({ cancel: /^(?:https?|wss?|ftp|file):/.test(details.url) }),
  )
}
