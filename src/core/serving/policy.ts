import { randomBytes } from 'node:crypto'

/** A fresh word that lets the style elements of one page through its policy. */
export const newNonce = (): string => randomBytes(16).toString('base64')

/**
 * What a window's page may load: its own files, its own pictures, its own socket, and nothing from anywhere else. Styles
 * that libraries add at run time need the page's nonce; scripts never get one, so that words that become markup by
 * mistake stay words.
 * @param sockets addresses of the socket, where the page's own origin does not cover them
 */
export const contentPolicy = (nonce: string, sockets: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A picture or a message is looked at and never does anything, also when opened on its own. */
export const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox"

/** What every answer says, whatever it is. */
export const EVERYWHERE: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  'x-dns-prefetch-control': 'off',
}

/** A short answer in words that is never kept. */
export const words = (status: number, text: string, more: Readonly<Record<string, string>> = {}): Response =>
  new Response(text, {
    status,
    headers: {
      ...EVERYWHERE,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': INERT,
      'cache-control': 'no-store',
      ...more,
    },
  })
