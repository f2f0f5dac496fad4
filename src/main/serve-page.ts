import type { Protocol } from 'electron'
import type { Page } from '../core/serving/page.ts'
import { answerPicture, isPictureAddress, type ServePicture } from '../core/serving/pictures.ts'
import { words } from '../core/serving/policy.ts'
import { pathOf, SCHEME } from './page-address.ts'

/** Must be told before the app is ready: the scheme is a secure origin of its own, and no page of another may fetch it. */
export const claimScheme = (protocol: Protocol): void =>
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])

/** What the app answers to its own windows: the built page and pictures by their hash. No address becomes a file's path. */
export const answerOwn = async (request: Request, page: Page | null, serve: ServePicture): Promise<Response> => {
  const path = pathOf(request.url)
  if (path === null) return words(404, 'There is no such page.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return words(405, 'Pages and pictures can only be read.')
  if (isPictureAddress(path)) return await answerPicture(path, request, serve)
  return page ? await page.answer(path) : words(503, 'The page is not built yet. Run "npm run build".')
}
