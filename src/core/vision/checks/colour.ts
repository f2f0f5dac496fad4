/** Hue in degrees, saturation and lightness 0 to 1 (HSL), of a colour written #rrggbb. */
export const hslOf = (
  colour: string,
): { readonly hue: number; readonly saturation: number; readonly lightness: number } => {
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255
  const [red, green, blue] = [channel(1), channel(3), channel(5)]
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const range = most - least
  const lightness = (most + least) / 2
  if (range === 0) return { hue: 0, saturation: 0, lightness }
  const sixth =
    most === red ? (green - blue) / range : most === green ? (blue - red) / range + 2 : (red - green) / range + 4
  return {
    hue: (60 * sixth + 360) % 360,
    saturation: range / (1 - Math.abs(2 * lightness - 1)),
    lightness,
  }
}
