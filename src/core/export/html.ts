/** A piece of HTML that is safe to put into a page as it is. Only {@link html} makes them. */
export interface Html {
  readonly markup: string
}

type Value = string | number | Html | null | undefined | false | readonly Value[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text that cannot leave the place it is put into, between tags or inside a quoted attribute. Control characters, which
 * HTML does not allow, become a replacement mark (line ends and tabs stay), and so do the signs that turn the direction of all
 * that follows (U+202A to U+202E, U+2066 to U+2069), with which a name can show as another one.
 */
const escapeHtml = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, (sign) =>
      sign === '\n' || sign === '\t' ? sign : '\uFFFD',
    )

const write = (value: Value): string => {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(write).join('')
}

/** HTML with values put in: text is escaped, pieces of HTML and lists of them are not, null, undefined and false leave nothing. */
export const html = (markup: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  markup: markup.map((piece, at) => piece + write(values[at] ?? null)).join(''),
})

/** What somebody wrote, kept from changing the direction of the words around it, and cut where it would fill a page. */
export const written = (text: string, most = 400): Html => {
  const signs = Array.from(text)
  return html`<bdi>${signs.length > most ? `${signs.slice(0, most).join('')} ...` : text}</bdi>`
}

/**
 * A relative path as a URL: every name encoded, so that "#", "?", spaces and quotes stay part of it. Null for a path that is
 * absolute, names a scheme or climbs out of the folder.
 */
export const relativeUrl = (path: string): string | null => {
  const names = path.split('/')
  if (path === '' || names.some((name) => name === '' || name === '.' || name === '..')) return null
  if (path.includes('\\') || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null
  return names.map((name) => encodeURIComponent(name.toWellFormed())).join('/')
}
