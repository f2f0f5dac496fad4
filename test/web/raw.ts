import { connect } from 'node:net'

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends a request byte by byte as it is written, which no client library would do with a hostile one, and reads until the
 * other side closes. Status 0: closed without an answer.
 */
export const sendRaw = async (port: number, lines: readonly string[], body = ''): Promise<RawAnswer> =>
  await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1')
    })
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer in 5 s')))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      // An accepted upgrade stays open.
      if (chunk.includes('101 Switching')) socket.destroy()
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
    )
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString('latin1'))))
  })

const parse = (text: string): RawAnswer => {
  const [head = '', ...body] = text.split('\r\n\r\n')
  const [first = '', ...fields] = head.split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field) => {
      const at = field.indexOf(':')
      return [field.slice(0, at).toLowerCase(), field.slice(at + 1).trim()]
    }),
  )
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: body.join('\r\n\r\n') }
}
