/**
 * Blurs a picture of `channels` interleaved floats the way an open lens does: two box passes each way, as wide as a disc
 * of `radius` pixels spreads light (equal variance: half-width 0.61 of the radius). Edges repeat. Returns a new array,
 * or the same one when there is nothing to blur.
 */
export const lensBlur = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  radius: number,
): Float32Array => boxes(data, width, height, channels, radius * 0.61, 2)

/** Three box passes: close to a Gaussian with a standard deviation of `sigma` pixels. */
export const softBlur = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  sigma: number,
): Float32Array => boxes(data, width, height, channels, Math.sqrt(sigma * sigma + 0.25) - 0.5, 3)

/** The mean over squares of 2 x `half` + 1 pixels. */
export const boxBlur = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  half: number,
): Float32Array => boxes(data, width, height, channels, half, 1)

const boxes = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  halfWidth: number,
  passes: number,
): Float32Array => {
  if (halfWidth < 0.25) return data
  const a = new Float32Array(data.length)
  const b = new Float32Array(data.length)
  let from = data
  for (let p = 0; p < passes; p++) {
    acrossRows(from, a, width, height, channels, halfWidth)
    downColumns(a, b, width, height, channels, halfWidth)
    from = b
  }
  return b
}

const acrossRows = (
  src: Float32Array,
  out: Float32Array,
  width: number,
  height: number,
  channels: number,
  half: number,
): void => {
  const whole = Math.floor(half)
  const part = half - whole
  const scale = 1 / (2 * half + 1)
  const last = width - 1
  for (let y = 0; y < height; y++)
    for (let c = 0; c < channels; c++) {
      const base = y * width * channels + c
      let sum = 0
      for (let x = -whole; x <= whole; x++) sum += src[base + Math.min(last, Math.max(0, x)) * channels] ?? 0
      for (let x = 0; x < width; x++) {
        const before = src[base + Math.max(0, x - whole - 1) * channels] ?? 0
        const after = src[base + Math.min(last, x + whole + 1) * channels] ?? 0
        out[base + x * channels] = (sum + part * (before + after)) * scale
        sum += after - (src[base + Math.max(0, x - whole) * channels] ?? 0)
      }
    }
}

const downColumns = (
  src: Float32Array,
  out: Float32Array,
  width: number,
  height: number,
  channels: number,
  half: number,
): void => {
  const whole = Math.floor(half)
  const part = half - whole
  const scale = 1 / (2 * half + 1)
  const stride = width * channels
  const last = height - 1
  const sums = new Float64Array(stride)
  for (let y = -whole; y <= whole; y++) {
    const row = Math.min(last, Math.max(0, y)) * stride
    for (let i = 0; i < stride; i++) sums[i] = (sums[i] ?? 0) + (src[row + i] ?? 0)
  }
  for (let y = 0; y < height; y++) {
    const before = Math.max(0, y - whole - 1) * stride
    const after = Math.min(last, y + whole + 1) * stride
    const leaves = Math.max(0, y - whole) * stride
    const row = y * stride
    for (let i = 0; i < stride; i++) {
      const sum = sums[i] ?? 0
      const entering = src[after + i] ?? 0
      out[row + i] = (sum + part * ((src[before + i] ?? 0) + entering)) * scale
      sums[i] = sum + entering - (src[leaves + i] ?? 0)
    }
  }
}
