/** Dies of the first byte 0, as a worker does that runs out of memory; answers everything else. */
export default async ({ bytes }) => {
  if (bytes[0] === 0) {
    setImmediate(() => {
      throw new Error('out of memory')
    })
    await new Promise(() => {})
  }
  return { ok: true, value: null }
}
