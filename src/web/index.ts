import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openApp } from '../core/app/app.ts'
import { readEngineSwitches } from '../core/app/engine-switches.ts'
import { studioFolder, usualLibrary } from '../core/serving/home.ts'
import { openVision } from '../core/vision/vision.ts'
import { openBrowser } from './browser.ts'
import { openWebHost } from './host.ts'
import { recall, remember } from './memory.ts'
import { openMovable } from './movable.ts'
import type { KeptSession } from './session.ts'
import { openSessionVault } from './vault.ts'

const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version

const HELP = `The studio for a browser on this machine.

  --port N        listen there (a free port, and the same one after a restart)
  --library DIR   the library's folder
  --no-open       print the address and open no browser
  --base-url URL  another address for Gemini, such as a proxy
  --misbehave R   make the simulator fail: unavailable=0.3,mirrored=0.1 ...
  --json          one JSON object per line
`

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const stop = (problem: { readonly message: string; readonly next: string }, json: boolean): void => {
  if (json) say(JSON.stringify({ event: 'problem', ...problem }))
  else process.stderr.write(`${problem.message} ${problem.next}\n`)
  process.exitCode = 2
}

const read = () =>
  parseArgs({
    options: {
      port: { type: 'string' },
      library: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      'base-url': { type: 'string' },
      misbehave: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values

const start = async (words: ReturnType<typeof read>): Promise<void> => {
  const { port, library, json, 'no-open': stay, help } = words
  if (help) return say(HELP)
  const engines = readEngineSwitches({ baseUrl: words['base-url'], misbehave: words.misbehave })
  if (!engines.ok) return stop(engines.problem, json)
  const home = studioFolder()
  const memory = join(home, 'web-host.json')
  const wanted = port === undefined ? recall(memory).port : Number(port)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    return stop({ message: `${port} is no port.`, next: 'A port is a number from 1024 to 65535.' }, json)

  const vault = openSessionVault(process.env['GEMINI_API_KEY'])
  const studio = await openMovable(
    async (libraryFolder, openLibrary) =>
      await openApp({
        libraryFolder,
        host: 'web',
        version: VERSION,
        vault,
        vision: openVision(),
        openLibrary,
        ...engines.value,
      }),
    library ?? usualLibrary(home),
    (folder) => say(json ? JSON.stringify({ event: 'library', folder }) : `The library is now ${folder}`),
  )
  if (!studio.ok) return stop(studio.problem, json)
  const parts = {
    pageFolder: join(import.meta.dirname, '../../out/renderer'),
    servePicture: studio.value.servePicture,
    speak: studio.value.speak,
    keptSessions: recall(memory).sessions,
    keepSessions: (sessions: readonly KeptSession[]) => remember(memory, { sessions }),
  }
  let opened = await openWebHost({ ...parts, port: wanted })
  // The port of last time may be somebody else's by now; one that was asked for is not exchanged for another.
  if (!opened.ok && port === undefined && wanted !== 0) opened = await openWebHost({ ...parts, port: 0 })
  if (!opened.ok) {
    await studio.value.close()
    return stop(opened.problem, json)
  }
  const host = opened.value
  remember(memory, { port: host.port })

  const tell = (address: string): void =>
    say(json ? JSON.stringify({ event: 'listening', address, port: host.port }) : `Identity Studio: ${address}`)
  const address = host.newAddress()
  tell(address)
  if (!json) say('The address opens one browser, once. Enter prints another; Ctrl-C ends the studio.')
  if (!stay) void openBrowser(address)
  const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null
  lines?.on('line', () => tell(host.newAddress()))

  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
  // A second one does not wait.
  process.once('SIGINT', () => process.exit(130))
  lines?.close()
  await host.close()
  await studio.value.close()
}

try {
  await start(read())
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')) throw error
  stop({ message: error.message, next: 'See --help.' }, false)
}
