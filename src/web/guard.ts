/** What a request says about where it comes from. Header names in lower case; a header sent twice is listed twice. */
export interface Asked {
  readonly method: string
  /** The request's target as it was sent. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Why a request is turned away before anything looks at it. The words are for the person, not for the program. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 413 | 421
  readonly says: string
}

const refuse = (status: Refusal['status'], says: string): Refusal => ({ status, says })

/** Every value of a header; null for one that must not be repeated and is. */
const only = (asked: Asked, name: string): string | undefined | null => {
  const values = asked.headers.filter(([at]) => at === name)
  return values.length > 1 ? null : values[0]?.[1]
}

/** The names this host answers to. A name that merely leads to this machine (DNS rebinding) is not among them. */
const names = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`]

/**
 * Every address of the studio is made of these. Absolute form and `//host` name a place of their own beside the Host header
 * that is checked; escapes, dots alone and backslashes are read differently by different readers. None of it is needed.
 */
const PLAIN = /^\/(?!\/)(?!(?:[^?]*\/)?\.{1,2}(?:[/?]|$))[A-Za-z0-9._~/-]*(?:\?[!-~]*)?$/

const wrongTarget = ({ target }: Asked): Refusal | null =>
  target.length <= 2048 && PLAIN.test(target) ? null : refuse(400, 'This address cannot be read.')

const wrongHost = (asked: Asked, port: number): Refusal | null => {
  const host = only(asked, 'host')
  return typeof host === 'string' && names(port).includes(host)
    ? null
    : refuse(421, `The studio answers at 127.0.0.1:${port} only.`)
}

/** The page's own origin: the one it was asked for by, once Host has been checked. */
const originOf = (asked: Asked): string => `http://${only(asked, 'host') ?? ''}`

const FOREIGN = 'Another page asked for this. The studio answers its own pages only.'

/**
 * Whether a request may be looked at: it names this host, comes from the studio's own page or from a person who typed the
 * address, and carries nothing. Null: it may. Who is asking is another question; see session.ts.
 */
export const refusalOf = (asked: Asked, port: number): Refusal | null => {
  const wrong = wrongTarget(asked) ?? wrongHost(asked, port)
  if (wrong) return wrong
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return refuse(405, 'Pages and pictures can only be read.')
  const carries = Number(only(asked, 'content-length') ?? 0) !== 0 || only(asked, 'transfer-encoding') !== undefined
  if (carries) return refuse(413, 'This request must not carry anything.')
  const origin = only(asked, 'origin')
  if (origin !== undefined && origin !== originOf(asked)) return refuse(403, FOREIGN)
  return fromElsewhere(asked)
}

/** A browser says who led to a request; what says nothing is no browser, and no page can make it send a cookie. */
const fromElsewhere = (asked: Asked): Refusal | null => {
  const site = only(asked, 'sec-fetch-site')
  switch (site) {
    case undefined:
    case 'same-origin':
      return null
    case 'none':
      // Typed, bookmarked or opened from a terminal: a page of its own, never a part of one.
      return only(asked, 'sec-fetch-mode') === 'navigate' && only(asked, 'sec-fetch-dest') === 'document'
        ? null
        : refuse(403, FOREIGN)
    default:
      return refuse(403, `${FOREIGN} If you followed a link, copy the address into a new tab instead.`)
  }
}

/**
 * The same for the socket's upgrade, to which browsers attach cookies from any page and which no CORS protects: the Origin
 * must be there and be this very page's.
 */
export const socketRefusalOf = (asked: Asked, port: number): Refusal | null => {
  const wrong = wrongTarget(asked) ?? wrongHost(asked, port)
  if (wrong) return wrong
  if (asked.method !== 'GET' || asked.target !== '/rpc') return refuse(400, 'There is no socket at this address.')
  if (only(asked, 'origin') !== originOf(asked)) return refuse(403, FOREIGN)
  const site = only(asked, 'sec-fetch-site')
  return site === undefined || site === 'same-origin' ? null : refuse(403, FOREIGN)
}
