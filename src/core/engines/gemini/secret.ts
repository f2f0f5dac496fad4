/** Google's API keys, whichever one it is: an answer may quote another key than ours. */
const GOOGLE_KEY = /AIza[0-9A-Za-z_-]{20,}|AQ\.[0-9A-Za-z_-]{20,}/g
/** Shorter than this nothing is a secret, and taking it out would only garble the sentence. */
const SHORTEST_SECRET = 4

/**
 * A function that takes a key out of any words before they are shown or stored: as it is, as it looks in a URL, and as it
 * looks inside JSON. Servers and proxies quote what they were sent.
 */
export const withoutKey = (apiKey: string): ((words: string) => string) => {
  const spellings = [apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)]
  const hidden = [...new Set(spellings)].filter((spelling) => spelling.length >= SHORTEST_SECRET)
  return (words) =>
    hidden.reduce((left, spelling) => left.replaceAll(spelling, '[key]'), words).replace(GOOGLE_KEY, '[key]')
}

/** Words cut to a length that can be read in one go; cut only after the key was taken out, or half of it would stay. */
export const excerpt = (words: string, length = 400): string => {
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain.length <= length ? plain : `${plain.slice(0, length - 1)}…`
}
