/** One sentence or line of a prompt, in small letters. */
export interface Sentence {
  readonly text: string
  /** The same length, with everything the words rule out ("no text", "not a snapshot") made blank. */
  readonly affirmed: string
}

/** What a prompt says about the finished picture, and what it says about the pictures that come with it. */
export interface Words {
  readonly sentences: readonly Sentence[]
  /** The affirmed words about the finished picture, one line a sentence. */
  readonly affirmed: string
  /** "If the nose in the scene points to the left edge ..." */
  readonly conditions: string
  /** "Images 2 to 6 show the same person on plain white." */
  readonly inputs: string
  /** Every word as it was written, in small letters. */
  readonly all: string
}

/** Longer prompts are read up to here: nobody writes more, and reading stays quick whatever comes in. */
const LONGEST = 24_000

const NEGATION =
  /\b(?:no|not|never|without|avoid|avoiding|don't|doesn't|isn't|aren't|cannot|neither|nor|none|instead of|rather than|free of|free from|unlike)\b(?!\s+only\b)[^,;:()]*?(?=,|;|:|\(|\)|\bbut\b|$)/g
/** "White background and blue clothes stay behind in the views": the whole sentence rules out. */
const LEFT_BEHIND = /\b(?:stays?|left|leaves?|remains?) (?:behind|out)\b|\bleave out\b/
const CONDITION = /^\W*(?:if|when|whenever|wherever|whichever|should the)\b/
const ABOUT_INPUT =
  /^\W*(?:(?:in|the|these|those|this|attached|following|given|first|second|third|last|next|other|remaining|two|three|four|five|both|all|character|reference|of)\s+)*(?:images?|pictures?|photos?|photographs?|references?|views?)\b[^.:]{0,60}?\b(?:shows?|is|are|was|were|contains?|depicts?|holds?|gives?|carry|carries|comes?|tells?|serves?)\b/

const plain = (text: string): string =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, '-')

const affirmedOf = (text: string): string =>
  LEFT_BEHIND.test(text) ? '' : text.replaceAll(NEGATION, (ruledOut) => ' '.repeat(ruledOut.length))

/** Reads a prompt's sentences: which are about the finished picture, which rule something out, which are about the inputs. */
export const readWords = (prompt: string): Words => {
  const all = plain(prompt)
  const sentences = all
    .split(/\n+|(?<=[.!?;])\s+/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, affirmed: affirmedOf(text) }))
  const conditions = sentences.filter(({ text }) => CONDITION.test(text))
  const inputs = sentences.filter((sentence) => !conditions.includes(sentence) && ABOUT_INPUT.test(sentence.text))
  const wanted = sentences.filter((sentence) => !conditions.includes(sentence) && !inputs.includes(sentence))
  return {
    sentences: wanted,
    affirmed: wanted.map(({ affirmed }) => affirmed).join('\n'),
    conditions: conditions.map(({ text }) => text).join('\n'),
    inputs: inputs.map(({ text }) => text).join('\n'),
    all,
  }
}

/**
 * Without "golden hour or dramatic studio light": a choice that is left to the model says nothing about the hour or the light.
 */
export const withoutOffers = (affirmed: string): string =>
  affirmed.replaceAll(/\b(?:golden[- ]hour|daylight|sunset|night|dramatic|soft|warm)[a-z -]{0,24}\bor\b[^.,;\n]*/g, ' ')

/** What the lines with a label say ("Expression: ..."), one a line; empty when no line has it. */
export const labelled = (words: Words, label: RegExp): string =>
  words.sentences
    .filter(({ text }) =>
      new RegExp(String.raw`^\W*(?:\d+\W+)?[^:]{0,30}\b(?:${label.source})\b[^:]{0,20}:`).test(text),
    )
    .map(({ affirmed }) => affirmed)
    .join('\n')

/** A keyword with a weight: how sure a reader is of the meaning when the word turns up. */
export interface Keyword<T> {
  readonly means: T
  readonly words: RegExp
  readonly weight: number
}

/**
 * The meaning whose keywords weigh most in a text, each counted at most twice; between equals the one named first.
 * Null when none turns up.
 */
export const weigh = <T>(
  text: string,
  keywords: readonly Keyword<T>[],
): { readonly means: T; readonly weight: number } | null => {
  const sums = new Map<T, { weight: number; at: number }>()
  for (const { means, words, weight } of keywords) {
    const found = [...text.matchAll(new RegExp(words.source, 'g'))]
    const first = found[0]
    if (first === undefined) continue
    const before = sums.get(means)
    sums.set(means, {
      weight: (before?.weight ?? 0) + weight * Math.min(found.length, 2),
      at: Math.min(before?.at ?? Infinity, first.index),
    })
  }
  const best = [...sums].toSorted(([, a], [, b]) => b.weight - a.weight || a.at - b.at)[0]
  return best === undefined ? null : { means: best[0], weight: best[1].weight }
}
