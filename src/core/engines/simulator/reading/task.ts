import type { Words } from './sentences.ts'

/** "Swap the face", "replace her head": wording that image models do not follow. */
export const hasSwapWording = (words: Words): boolean =>
  /\b(?:swap|swaps|swapping|replace|replaces|replacing|exchange|exchanging|switch|substitute|put)\b[^.\n]{0,50}\b(?:face|faces|head|heads)\b[^.\n]{0,60}\b(?:with|by|for|from|onto|on|into|in|between)\b|\bface[- ]?swap(?:ping)?\b|\bfaces?\b[^.\n]{0,24}\b(?:swapped|replaced|exchanged)\b/.test(
    words.affirmed,
  )

/** What a request in words alone wants back. */
export type Question = 'describe' | 'nearest-view' | 'second-opinion' | 'other'

/** The question behind a request for words. */
export const readQuestion = (words: Words): Question => {
  if (/\bjson\b/.test(words.all) && /\bfindings\b/.test(words.all) && /\bverdict\b/.test(words.all))
    return 'second-opinion'
  const namesViews = new Set(words.all.match(/\b(?:front|(?:profile|three[- ]quarter)[- ](?:left|right))\b/g)).size >= 3
  if (namesViews && /\b(?:which|nearest|closest|best|fits|matches|name)\b/.test(words.all)) return 'nearest-view'
  if (/\b(?:describe|description|prompt|recreate|caption|image 1|picture|photo|scene|frame)\b/.test(words.all))
    return 'describe'
  return 'other'
}

/** Whether words sent to an image model only ask something and want no picture. */
export const isOnlyAQuestion = (words: Words): boolean =>
  /^\W*(?:what|who|whose|why|how|which|where|is|are|does|do|can you (?:tell|describe|see))\b[^\n]*\?\W*$/.test(
    words.all.trim(),
  ) &&
  !/\b(?:create|make|draw|generate|render|show me|paint|picture of|photo of|portrait|would|looks? like)\b/.test(
    words.all,
  )

/** Whether the words take only a scene's surroundings and leave whoever is in it out of the picture. */
export const wantsEnvironmentOnly = (words: Words): boolean =>
  /\b(?:only|just|solely|purely) (?:for |as )?(?:the |its |a )?(?:environment|location|setting|background|place)\b|\blocation:|\b(?:environment|setting|background|location) (?:only|alone|reference)\b|\bwhoever is in it\b/.test(
    words.all,
  )
