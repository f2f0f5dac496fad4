import { parentPort, workerData } from 'node:worker_threads'
import { sheetFonts } from './fonts.ts'
import { drawSheet, type SheetFacts } from './sheet.ts'

/** The thread behind a contact sheet: fonts are cut and pages are packed here, and the studio goes on meanwhile. */
const facts: SheetFacts = workerData
const drawn = await drawSheet(facts, sheetFonts())
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(drawn)
