import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { onTestFinished } from 'vitest'
import { Sha256, unwrap } from '../../src/contract/index.ts'
import { openWebHost, type WebHost, type WebHostParts } from '../../src/web/host.ts'
import { aFolder } from '../builders/studio.ts'
import { sendRaw } from './raw.ts'

/** Stands for a picture: what counts is which bytes come back. */
export const PICTURE = Buffer.from('\x89PNG the bytes of a picture, all forty-four')
export const PICTURE_HASH = Sha256.parse(createHash('sha256').update(PICTURE).digest('hex'))

/** A line that stands in a file beside the blobs and must never come back. */
export const SECRET = 'the secret that lies beside the pictures'

/** Says its name, and counts until the other side is gone. */
export const tinyRouter = {
  name: os.handler(() => 'the studio'),
  count: os.handler(async function* () {
    for (let number = 1; ; number++) {
      yield number
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }),
}

/** A web host on a page and one picture, closed when the test is over. */
export const aHost = async (more: Partial<WebHostParts> = {}): Promise<WebHost> => {
  const folder = await aFolder()
  const page = join(folder, 'page')
  await mkdir(join(page, 'assets'), { recursive: true })
  await Promise.all([
    writeFile(
      join(page, 'index.html'),
      '<!doctype html><title>Studio</title><style nonce="STUDIO_STYLE_NONCE"></style>',
    ),
    writeFile(join(page, 'assets', 'index-abc.js'), 'void 0'),
    writeFile(join(folder, 'library.db'), SECRET),
    writeFile(join(folder, 'secret.txt'), SECRET),
    writeFile(join(folder, PICTURE_HASH), PICTURE),
  ])
  const handler = new RPCHandler(tinyRouter)
  const host = unwrap(
    await openWebHost({
      port: 0,
      pageFolder: page,
      servePicture: ({ hash, size }) =>
        hash === PICTURE_HASH
          ? { mimeType: 'image/png', ...(size === 'full' ? { path: join(folder, hash) } : { bytes: PICTURE }) }
          : null,
      speak: (socket) => void handler.upgrade(socket, { context: {} }),
      ...more,
    }),
  )
  onTestFinished(async () => await host.close())
  return host
}

/** Opens the door with a fresh address, as a browser does; the cookie it got. */
export const letIn = async (host: WebHost): Promise<string> => {
  const { pathname, search } = new URL(host.newAddress())
  const answer = await sendRaw(host.port, [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: 127.0.0.1:${host.port}`,
    'Connection: close',
  ])
  return answer.headers['set-cookie']?.split(';')[0] ?? ''
}
