import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { findElectron } from '../../src/cli/desktop.ts'
import { built, ROOT } from '../builders/built.ts'
import { aFolder } from '../builders/studio.ts'

/** `npm start` on a machine without a screen. */
const startStudio = async (words: readonly string[]) => {
  await built()
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/launch.js'), 'start', '--no-open', ...words], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', XDG_CONFIG_HOME: await aFolder() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said.text += chunk.toString()
    })
  return { child, said, gone: once(child, 'exit').then(([code]) => code as number | null) }
}

describe('npm start', () => {
  it('[H11] says in one line why there is no desktop app, and opens the browser host instead', async () => {
    const { child, said, gone } = await startStudio([])
    await vi.waitFor(() => expect(said.text).toContain('token='), { timeout: 30_000 })
    const [why, address] = said.text.split('\n')
    expect(why).toBe('The desktop app cannot be opened here: there is no screen to open a window on.')
    const url = new URL(/http:\S+/.exec(address ?? '')?.[0] ?? '')
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    child.kill('SIGTERM')
    expect(await gone).toBe(0)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('[H11] ends the host when whoever started it is gone', async () => {
    await built()
    const launch = `"${process.execPath}" "${join(ROOT, 'src/cli/launch.js')}" start --no-open & echo started; wait`
    const shell = spawn('sh', ['-c', launch], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', XDG_CONFIG_HOME: await aFolder() },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    shell.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await vi.waitFor(() => expect(said).toContain('token='), { timeout: 30_000 })
    const { origin } = new URL(/http:\S+/.exec(said)?.[0] ?? '')
    shell.kill('SIGKILL')
    const answers = async (): Promise<boolean> =>
      await fetch(origin).then(
        () => true,
        () => false,
      )
    await vi.waitFor(async () => expect(await answers()).toBe(false), { timeout: 30_000, interval: 200 })
  })

  it('[H11] ends with 2 where the port is not one', async () => {
    const { said, gone } = await startStudio(['--port', 'nine'])
    expect(await gone).toBe(2)
    expect(said.text).toContain('nine is no port.')
  })

  it('[H11] says why Electron could not be fetched', async () => {
    vi.stubEnv('DISPLAY', ':0')
    const uid = vi.spyOn(process, 'getuid').mockReturnValue(1000)
    onTestFinished(() => {
      vi.unstubAllEnvs()
      uid.mockRestore()
    })
    const found = await findElectron(await aFolder())
    expect(found).toMatchObject({
      ok: false,
      problem: { message: 'The desktop app cannot be opened here: Electron is not installed.' },
    })
  })
})
