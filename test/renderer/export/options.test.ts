import { describe, expect, it } from 'vitest'
import { ExportRequest } from '../../../src/contract/api/index.ts'
import { firstDraft } from '../../../src/renderer/features/export/options.ts'

const options = { format: 'webp', size: 800 } as const

describe('the Export screen begins', () => {
  it('[U70] as most people want it, where nothing was exported yet', () => {
    expect(firstDraft(null, false)).toMatchObject({ to: 'folder', folder: '', options: { format: 'original' } })
  })

  it('[U70] as the last time', () => {
    const last = ExportRequest.parse({ what: 'approved', options, to: { kind: 'folder', folder: '/client' } })
    expect(firstDraft(last, true)).toMatchObject({ to: 'folder', folder: '/client', options })
  })

  it('[U70] with a folder in the desktop app, where the last export was a zip for a browser', () => {
    const last = ExportRequest.parse({ what: 'approved', options, to: { kind: 'zip' } })
    expect(firstDraft(last, false)).toMatchObject({ to: 'zip', options })
    expect(firstDraft(last, true)).toMatchObject({ to: 'folder', folder: '', options })
  })
})
