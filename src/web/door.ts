import { EVERYWHERE, INERT } from '../core/serving/policy.ts'

const page = (
  status: number,
  title: string,
  paragraphs: readonly string[],
  more: Readonly<Record<string, string>> = {},
) =>
  new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>` +
      '<style>body{font:16px/1.5 system-ui,sans-serif;background:#2b2b2b;color:#ddd;max-width:34rem;margin:18vh auto;padding:0 1rem}' +
      'h1{font-size:1.3rem;font-weight:600}code{background:#1e1e1e;padding:.1em .4em;border-radius:3px}</style>' +
      `<h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</html>`,
    {
      status,
      headers: {
        ...EVERYWHERE,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': INERT,
        'cache-control': 'no-store',
        ...more,
      },
    },
  )

/** For a browser that was not let in: how it is. */
export const closedDoor = (): Response =>
  page(401, 'This studio is private to the person who started it', [
    'Open it with the address that was printed where the studio was started. It looks like <code>http://127.0.0.1:…/?token=…</code> and opens one browser, once.',
    'For another browser, press Enter there: a new address is printed. If that window is gone, run <code>npm start</code> again.',
  ])

/** For a token that is wrong, or was used before. */
export const usedToken = (): Response =>
  page(401, 'This address was used already', [
    'Every address opens one browser, once. If it was this one, the studio is open in it: take the token off the address.',
    'For another browser, press Enter where the studio was started: a new address is printed.',
  ])

/** Lets a browser in, and takes the token off its address bar and history. */
export const openDoor = (cookie: string): Response =>
  new Response(null, {
    status: 303,
    headers: { ...EVERYWHERE, location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' },
  })

/** For a checkout whose page was not built. */
export const notBuilt = (): Response =>
  page(503, 'The page is not built yet', [
    'Run <code>npm run build</code>, or <code>npm start</code>, which does it by itself.',
  ])
