/** The scheme by which the app serves its page and pictures to itself, and to nobody else. */
export const SCHEME = 'studio'

/** The page's origin. There is one host in the scheme; every other is refused. */
export const ORIGIN = `${SCHEME}://app`

/** Whether an address is one of the app's own pages. Compared as text: other schemes have no origin of their own. */
export const isOwnPage = (url: string | undefined): boolean => url?.startsWith(`${ORIGIN}/`) ?? false

/** The path of an own address without its query and fragment; null for any other address. */
export const pathOf = (url: string): string | null =>
  isOwnPage(url) ? (/^[^?#]*/.exec(url.slice(ORIGIN.length))?.[0] ?? null) : null
