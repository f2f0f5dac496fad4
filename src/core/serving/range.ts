/** The part of a file that is asked for, both ends included; `whole`: all of it; `none`: a part that is not there. */
export type Part = { readonly from: number; readonly to: number } | 'whole' | 'none'

/**
 * Reads a Range header against a file of `size` bytes. One range is served; several, or none that can be read, mean the
 * whole file (RFC 9110, 14.2).
 */
export const partOf = (range: string | null, size: number): Part => {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!found) return 'whole'
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'none' : { from: size - length, to: size - 1 }
  }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return 'whole'
  return from >= size ? 'none' : { from, to }
}
