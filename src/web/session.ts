import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is kept of a browser that was let in: never its secret, only the hash of it. */
export interface KeptSession {
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Who may talk to the studio. */
export interface Sessions {
  /** A word that opens the studio to one browser, once. Older words that nobody used go on being good. */
  readonly newToken: () => string
  /** The cookie for a browser that brings a good token; null for a used, wrong or absent one. */
  readonly exchange: (token: string | null) => string | null
  /** Whether a Cookie header holds the cookie of a browser that was let in. */
  readonly knows: (cookies: string | undefined) => boolean
}

const DAYS_14 = 14 * 24 * 60 * 60 * 1000

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const secret = (): string => randomBytes(32).toString('base64url')

/** Compares hashes, so that neither the length nor the first wrong letter of a guess shows in the time it takes. */
const isAmong = (given: string, hashes: readonly Buffer[]): Buffer | undefined => {
  const hash = hashOf(given)
  let found: Buffer | undefined
  for (const known of hashes) if (timingSafeEqual(hash, known)) found = known
  return found
}

/**
 * Browsers that were let in, and tokens for those that will be.
 * @param port cookies do not tell ports apart, so the cookie's name does
 * @param kept sessions of an earlier start, so that an open window goes on after a restart
 * @param keep told whenever they change
 */
export const openSessions = ({
  port,
  kept = [],
  keep = () => {},
  now = Date.now,
}: {
  readonly port: number
  readonly kept?: readonly KeptSession[]
  readonly keep?: (sessions: readonly KeptSession[]) => void
  readonly now?: () => number
}): Sessions => {
  const cookieName = `studio-${port}`
  let tokens: readonly Buffer[] = []
  let sessions = kept
  const living = (): readonly KeptSession[] => sessions.filter(({ until }) => until > now())
  return {
    newToken: () => {
      const token = secret()
      tokens = [...tokens, hashOf(token)]
      return token
    },
    exchange: (token) => {
      const good = token === null ? undefined : isAmong(token, tokens)
      if (!good) return null
      tokens = tokens.filter((known) => known !== good)
      const value = secret()
      sessions = [...living(), { sha256: hashOf(value).toString('hex'), until: now() + DAYS_14 }]
      keep(sessions)
      return `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${DAYS_14 / 1000}`
    },
    knows: (cookies) => {
      const hashes = living().map(({ sha256 }) => Buffer.from(sha256, 'hex'))
      return (cookies ?? '')
        .split(';')
        .map((cookie) => cookie.trim())
        .filter((cookie) => cookie.startsWith(`${cookieName}=`))
        .some((cookie) => isAmong(cookie.slice(cookieName.length + 1), hashes) !== undefined)
    },
  }
}
