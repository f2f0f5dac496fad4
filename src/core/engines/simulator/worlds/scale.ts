/** The mean of `step` x `step` blocks of an interleaved picture; the last blocks may be smaller. */
export const shrink = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  step: number,
): { readonly width: number; readonly height: number; readonly data: Float32Array } => {
  const w = Math.ceil(width / step)
  const h = Math.ceil(height / step)
  const out = new Float32Array(w * h * channels)
  const share = new Float32Array(w * h)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / step) * w
    for (let x = 0; x < width; x++) {
      const to = row + Math.floor(x / step)
      const from = (y * width + x) * channels
      share[to] = (share[to] ?? 0) + 1
      for (let c = 0; c < channels; c++) out[to * channels + c] = (out[to * channels + c] ?? 0) + (data[from + c] ?? 0)
    }
  }
  for (let i = 0; i < w * h; i++)
    for (let c = 0; c < channels; c++) out[i * channels + c] = (out[i * channels + c] ?? 0) / (share[i] ?? 0)
  return { width: w, height: h, data: out }
}

/** Reads an interleaved picture at full size from a smaller one, between its pixels. The first `keep` channels are kept. */
export const enlarge = (
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  keep: number,
  toWidth: number,
  toHeight: number,
): Float32Array => {
  const out = new Float32Array(toWidth * toHeight * keep)
  const left = new Int32Array(toWidth)
  const right = new Int32Array(toWidth)
  const share = new Float32Array(toWidth)
  for (let x = 0; x < toWidth; x++) {
    const at = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / toWidth - 0.5))
    const x0 = Math.floor(at)
    left[x] = x0 * channels
    right[x] = Math.min(width - 1, x0 + 1) * channels
    share[x] = at - x0
  }
  const line = new Float32Array(width * channels)
  for (let y = 0; y < toHeight; y++) {
    const at = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / toHeight - 0.5))
    const y0 = Math.floor(at)
    const f = at - y0
    const a = y0 * width * channels
    const b = Math.min(height - 1, y0 + 1) * width * channels
    for (let i = 0; i < line.length; i++) line[i] = (data[a + i] ?? 0) * (1 - f) + (data[b + i] ?? 0) * f
    let to = y * toWidth * keep
    for (let x = 0; x < toWidth; x++) {
      const l = left[x] ?? 0
      const r = right[x] ?? 0
      const g = share[x] ?? 0
      for (let c = 0; c < keep; c++) out[to++] = (line[l + c] ?? 0) * (1 - g) + (line[r + c] ?? 0) * g
    }
  }
  return out
}
