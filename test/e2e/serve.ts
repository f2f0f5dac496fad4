// The studio for a browser as the specs start it: the real app and the real host, told in one argument what to be like.
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { unwrap } from '../../src/contract/index.ts'
import { openApp } from '../../src/core/app/app.ts'
import { readEngineSwitches } from '../../src/core/app/engine-switches.ts'
import { openVision } from '../../src/core/vision/vision.ts'
import { openWebHost } from '../../src/web/host.ts'
import { recall, remember } from '../../src/web/memory.ts'
import { openMovable } from '../../src/web/movable.ts'
import { openSessionVault } from '../../src/web/vault.ts'

const Options = z.object({
  folder: z.string(),
  port: z.int().default(0),
  samples: z.boolean().default(true),
  misbehave: z.string().optional(),
  baseUrl: z.string().optional(),
})

const options = Options.parse(JSON.parse(process.argv[2] ?? '{}'))
const memory = join(options.folder, 'web-host.json')
const vault = openSessionVault(undefined)
const app = unwrap(
  await openMovable(
    async (libraryFolder, openLibrary) =>
      await openApp({
        libraryFolder,
        host: 'web',
        version: '0.1.0',
        vault,
        samples: options.samples,
        vision: openVision(),
        openLibrary,
        ...unwrap(readEngineSwitches(options)),
      }),
    join(options.folder, 'library'),
  ),
)
const host = unwrap(
  await openWebHost({
    port: options.port,
    pageFolder: process.env['STUDIO_PAGE'] ?? join(import.meta.dirname, '../../out/renderer'),
    servePicture: app.servePicture,
    speak: app.speak,
    keptSessions: recall(memory).sessions,
    keepSessions: (sessions) => remember(memory, { sessions }),
  }),
)
console.log(JSON.stringify({ event: 'listening', address: host.newAddress(), port: host.port }))
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
await host.close()
await app.close()
