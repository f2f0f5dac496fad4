import type { PictureFilter, PicturePage, PictureSort } from '../../contract/api/index.ts'
import type { Client } from './client.ts'
import { pictureUrl } from './pictures.ts'

/** About two windows full of pictures: what is not in sight yet would only keep what is waiting. */
export const PAGE = 80

/** As many as a usual window shows. */
const IN_SIGHT = 16

/** A window on the pictures that match, by what is asked for. */
export type PicturesAsked = {
  readonly filter: PictureFilter
  readonly sort: PictureSort
  readonly offset: number
  readonly limit: number
}

export type FirstPictures = {
  /** The answer to this very question where it was asked ahead, once; null else: then it has to be asked. */
  readonly take: (asked: PicturesAsked) => Promise<PicturePage> | null
}

const NONE: FirstPictures = { take: () => null }

const fetchSmall = async (answer: Promise<PicturePage>): Promise<void> => {
  try {
    for (const { sha256 } of (await answer).cards.slice(0, IN_SIGHT)) new Image().src = pictureUrl(sha256, 'thumb')
  } catch {
    // Whoever takes the answer hears of its failure; here it only means that nothing is fetched.
  }
}

/**
 * Asks for the first pictures of the grid, and fetches those in sight, while the window's own code is still being read. Where the
 * window opens on anything else, nothing is asked.
 */
export const askFirstPictures = (
  client: Client,
  view: {
    readonly screen: string
    readonly layout: string
    readonly filter: PictureFilter
    readonly sort: PictureSort
  },
): FirstPictures => {
  if (view.screen !== 'board' || view.layout !== 'grid') return NONE
  const asked: PicturesAsked = { filter: view.filter, sort: view.sort, offset: 0, limit: PAGE }
  const question = JSON.stringify(asked)
  const answer = client.pictures.query(asked)
  void fetchSmall(answer)
  let taken = false
  return {
    take: (wanted) => {
      if (taken || JSON.stringify(wanted) !== question) return null
      taken = true
      return answer
    },
  }
}
