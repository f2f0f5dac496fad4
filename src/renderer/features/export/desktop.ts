import type { DesktopBridge } from '../../../contract/bridge.ts'

/** What only the desktop app can do; null in a browser. */
export const desktop = (): DesktopBridge | null => {
  const found: unknown = Reflect.get(window, 'studio')
  return isBridge(found) ? found : null
}

const isBridge = (value: unknown): value is DesktopBridge =>
  typeof value === 'object' && value !== null && 'host' in value && value.host === 'electron'
