/** What may be left over at the end of memory that was sized for its bytes. */
const SPARE_BYTES = 64

/**
 * Gives back the memory of bytes that nobody uses any more, at once; they are empty afterwards. V8 counts such memory and, left
 * to itself, collects the whole heap every few pictures to free it, which costs as much as encoding them. Only for bytes that
 * own their memory: a view of something larger stays. Never while a decoder still reads them: await it first.
 */
export const letGo = ({ buffer, byteLength }: Uint8Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength <= byteLength + SPARE_BYTES) buffer.transfer(0)
}
