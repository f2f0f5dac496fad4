// Looks at a picture in this very thread and writes down every handle of the network that came to be while it did.
import { createHook } from 'node:async_hooks'
import { readFileSync, writeFileSync } from 'node:fs'

const NETWORK = /^(TCP|UDP|TLS|PIPE|GETADDRINFO|GETNAMEINFO|QUERY|HTTP|HTTP2|QUIC)/
const opened: string[] = []
createHook({ init: (_id, type) => void (NETWORK.test(type) && opened.push(type)) }).enable()

const { default: work } = await import('../../../src/core/vision/worker.ts')
const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ''))
const analysis = await work({ do: 'analyse', bytes })
const descriptor = await work({ do: 'describe', bytes })
writeFileSync(process.argv[3] ?? '', JSON.stringify({ opened, ok: analysis.ok && descriptor.ok, analysis }))
