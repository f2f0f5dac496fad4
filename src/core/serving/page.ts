import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { contentPolicy, EVERYWHERE, newNonce, words } from './policy.ts'

/** Stands in the built page wherever its nonce belongs; see electron.vite.config.ts. */
export const NONCE_PLACE = 'STUDIO_STYLE_NONCE'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Answers for the files of the built page. */
export interface Page {
  /** @param path the request's path as it was sent; a name that was not there when the page was opened is a 404. */
  readonly answer: (path: string) => Promise<Response>
}

/**
 * The built renderer. Its files are listed once, and a request is looked up in that list: no address is ever turned into
 * a path, so that none can lead anywhere else. Null when nothing is built.
 * @param sockets addresses of the socket that the page may open; see {@link contentPolicy}
 */
export const openPage = (folder: string, sockets: readonly string[] = []): Page | null => {
  const files = listed(folder)
  if (!files.has('/index.html')) return null
  return {
    answer: async (path) => {
      const name = path === '/' ? '/index.html' : path
      const file = files.get(name)
      if (file === undefined) return words(404, 'There is no such page.')
      const type = TYPES[extname(file)] ?? 'application/octet-stream'
      if (name.endsWith('.html')) return html(await readFile(file, 'utf8'), type, sockets)
      const headers = {
        ...EVERYWHERE,
        'content-type': type,
        'content-security-policy': contentPolicy(newNonce(), sockets),
        // The bundler names these after their content.
        'cache-control': name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
      }
      return new Response(await readFile(file), { headers })
    },
  }
}

const html = (text: string, type: string, sockets: readonly string[]): Response => {
  const nonce = newNonce()
  const headers = {
    ...EVERYWHERE,
    'content-type': type,
    'content-security-policy': contentPolicy(nonce, sockets),
    'cache-control': 'no-store',
  }
  return new Response(text.replaceAll(NONCE_PLACE, nonce), { headers })
}

const listed = (folder: string): ReadonlyMap<string, string> => {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return new Map(
      entries.map((entry) => {
        const file = join(entry.parentPath, entry.name)
        return [file.slice(folder.length).replaceAll('\\', '/'), file]
      }),
    )
  } catch {
    return new Map()
  }
}
