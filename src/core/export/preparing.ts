import type { ExportOptions, ExportWhat } from '../../contract/api/index.ts'
import { failed, type Result } from '../../contract/index.ts'
import { type Deliverable, deliverablesOf, type DeliverySource } from './deliverable.ts'
import { checkTemplate } from './file-names.ts'

/**
 * The pictures of an export, once everything is in order that can be known before anything is written. Problems:
 * `export-name-unknown`, `export-nothing-chosen`, and those of {@link deliverablesOf}.
 */
export const prepareExport = (
  source: DeliverySource,
  what: ExportWhat,
  options: ExportOptions,
): Result<readonly Deliverable[]> => {
  const template = checkTemplate(options.name)
  if (!template.ok) return template
  if (!options.pictures && options.contactSheet === null && options.reviewPage === null)
    return failed(
      'export-nothing-chosen',
      'Nothing is chosen to be written.',
      'Choose pictures, contact sheet or review page.',
    )
  return deliverablesOf(source, what)
}
