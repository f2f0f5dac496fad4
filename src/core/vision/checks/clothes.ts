import type { Check } from './check.ts'
import { hslOf } from './colour.ts'
import { graded, share } from './finding.ts'

/** Light blue as cloth shows it, from sunlit to folded: hue and lightness of HSL. */
const isLightBlue = (colour: string): boolean => {
  const { hue, saturation, lightness } = hslOf(colour)
  return hue >= 190 && hue <= 245 && saturation >= 0.12 && lightness >= 0.4 && lightness <= 0.93
}

/** Whether the light-blue shirt or blouse of a view is there: in a headshot nothing else is light blue. */
export const clothes: Check = ({ palette }, { limits }) => {
  const blue = palette.reduce((sum, { colour, share: part }) => sum + (isLightBlue(colour) ? part : 0), 0)
  return graded('clothes', blue, limits, 'clothes-blue', {
    good: `Light-blue clothes fill ${share(blue)} of the picture.`,
    bad: 'A light-blue shirt or blouse was asked for, and hardly any light blue is in the picture.',
  })
}
