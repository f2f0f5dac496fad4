import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

/** A process that has the system's GLib loaded first and calls itself Electron, as Electron on Linux does. */
const run = (electron: boolean) =>
  spawnSync(
    process.execPath,
    [
      '--no-warnings',
      '--input-type=module',
      '-e',
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, ${electron ? "electron: '45.4.1'" : ''} } })
       const { encodePng, decodeRgb } = await import(${JSON.stringify(new URL('../../../src/core/imaging/pixels.ts', import.meta.url).href)})
       const { width } = await decodeRgb(await encodePng(new Uint8Array(300), 10, 10))
       console.log(width)`,
    ],
    { encoding: 'utf8', env: { ...process.env, LD_PRELOAD: 'libgobject-2.0.so.0' } },
  )

const hasSystemGlib = (): boolean => {
  try {
    return (
      process.platform === 'linux' &&
      execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }).includes('libgobject-2.0.so.0')
    )
  } catch {
    return false
  }
}

describe.skipIf(!hasSystemGlib())("beside the system's GLib, as in Electron on Linux", () => {
  test('[I29] sharp works without a critical from GLib', () => {
    const { status, stdout, stderr } = run(true)
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '10\n', stderr: '' })
  })
})
