import { spawn } from 'node:child_process'

/** How the system opens an address, where it has a screen to show it on. */
const opener = (address: string): readonly [program: string, ...args: string[]] | null => {
  switch (process.platform) {
    case 'darwin':
      return ['open', address]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address]
    default:
      return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open', address] : null
  }
}

/** Opens the address in a browser; false when there is none to be found. */
export const openBrowser = async (address: string): Promise<boolean> => {
  const found = opener(address)
  if (!found) return false
  const [program, ...args] = found
  return await new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
    // A browser that starts anew may stay the opener's child for as long as it runs.
    setTimeout(() => resolve(true), 3000).unref()
    child.unref()
  })
}
