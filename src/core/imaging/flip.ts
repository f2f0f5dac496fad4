import { failed, ok, ProblemError, type Result } from '../../contract/index.ts'
import { decodeRgb, encodePng } from './pixels.ts'
import type { MadePicture } from './types.ts'

/** What the file of a flipped picture says about itself. */
const FLIPPED_KEYWORD = 'identity-studio-flipped'

/**
 * The picture turned about left to right, without loss, as a PNG that says so and from which picture. What the other file said
 * about itself is left behind: it would not be true any more.
 * @param from the picture's name
 */
export const flipPicture = async (bytes: Uint8Array, from: string): Promise<Result<MadePicture>> => {
  try {
    const { data, width, height } = await decodeRgb(bytes)
    const turned = new Uint8Array(data.length)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = 3 * (y * width + x)
        const to = 3 * (y * width + width - 1 - x)
        turned[to] = data[at] ?? 0
        turned[to + 1] = data[at + 1] ?? 0
        turned[to + 2] = data[at + 2] ?? 0
      }
    const png = await encodePng(turned, width, height, { text: { [FLIPPED_KEYWORD]: from } })
    return ok({ bytes: png, mimeType: 'image/png', width, height })
  } catch (error) {
    if (error instanceof ProblemError) return failed(error.problem.code, error.problem.message, error.problem.next)
    throw error
  }
}
