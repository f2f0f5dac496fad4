import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { Contract } from '../../src/contract/api/index.ts'
import { CONNECT } from '../../src/contract/bridge.ts'
import { built, ROOT } from '../builders/built.ts'

/** The folder of the app to start: this one, built where it is not, unless another build is named. */
const APP = process.env['STUDIO_APP'] ?? ROOT

const STAND_IN = join(ROOT, 'test', 'electron-stand-in', 'electron')

/** Real Electron where its binary was fetched and there is a screen; the stand-in everywhere else. */
export const isReal = (): boolean =>
  existsSync(join(ROOT, 'node_modules', 'electron', 'path.txt')) && Boolean(process.env['DISPLAY'])

const binary = (): string =>
  isReal()
    ? join(ROOT, 'node_modules/electron/dist', readFileSync(join(ROOT, 'node_modules/electron/path.txt'), 'utf8'))
    : STAND_IN

/** Starts the built desktop app with `home` as the folder of everything it keeps. */
export const startDesktop = async (
  home: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Record<string, string> } = {},
): Promise<ElectronApplication> => {
  if (APP === ROOT) await built()
  return await _electron.launch({
    executablePath: binary(),
    args: [APP, ...args],
    env: { ...inherited(), XDG_CONFIG_HOME: home, STAND_IN_HOME: home, ...env },
    timeout: 30_000,
  })
}

/** Starts it without taking hold of it, where it is to end before its window opens; resolves with its exit code. */
export const startAndEnd = async (home: string, args: readonly string[]): Promise<number | null> => {
  if (APP === ROOT) await built()
  const env = { ...process.env, XDG_CONFIG_HOME: home, STAND_IN_HOME: home }
  const child = spawn(binary(), [APP, ...args], { env, stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** A client of the contract that speaks through the page: window message, preload, port, main, and back. */
export const clientIn = async (page: Page): Promise<ContractRouterClient<Contract>> => {
  // A window is there before its page is.
  await page.waitForURL(/app/)
  await page.waitForLoadState()
  const heard: ((event: { readonly data: unknown }) => void)[] = []
  const name = `heard${Math.random().toString(36).slice(2)}`
  await page.exposeFunction(name, (text: string | null, base64: string | null) => {
    const data = text ?? new Uint8Array(Buffer.from(base64 ?? '', 'base64'))
    for (const listener of heard) listener({ data })
  })
  await page.evaluate(
    ([connect, back]) => {
      const here = globalThis as unknown as Record<string, unknown>
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', (event) => {
        const data: unknown = Reflect.get(event, 'data')
        const tell = here[back] as (text: string | null, base64: string | null) => void
        if (typeof data === 'string') return tell(data, null)
        const bytes = new Uint8Array(data as ArrayBuffer)
        tell(null, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))
      })
      port1.start()
      here[`${back}Say`] = (text: string | null, base64: string) =>
        port1.postMessage(text ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
      const send = here['postMessage'] as (message: string, origin: string, ports: unknown[]) => void
      send(connect, (here['location'] as { origin: string }).origin, [port2])
    },
    [CONNECT, name] as const,
  )
  const port = {
    on: (event: string, listener: (event?: { readonly data: unknown }) => void) => {
      if (event === 'message') heard.push(listener)
    },
    postMessage: (data: unknown) => {
      const text = typeof data === 'string' ? data : null
      const base64 = text === null ? Buffer.from(data as Uint8Array).toString('base64') : ''
      void page.evaluate(
        ([say, words, bytes]) =>
          (globalThis as unknown as Record<string, (text: string | null, base64: string) => void>)[say]?.(words, bytes),
        [`${name}Say`, text, base64] as const,
      )
    },
  }
  return createORPCClient(new RPCLink({ port }))
}
