import type { PromptVersionId } from '../../../contract/index.ts'

/** Words that were written and not saved as a version yet. */
export type PromptDraft = {
  readonly text: string
  /** What they were written from; null: the bundled default. */
  readonly parent: PromptVersionId | null
}

/** Drafts in this window's storage: they outlast a reload and a crash, one for each template. */
export type Drafts = {
  readonly get: (template: string) => PromptDraft | null
  readonly set: (template: string, draft: PromptDraft) => void
  readonly clear: (template: string) => void
  /** Words that had to make room for others and are not a version; one for each template. */
  readonly aside: (template: string) => PromptDraft | null
  readonly putAside: (template: string, draft: PromptDraft) => void
  readonly clearAside: (template: string) => void
}

const isDraft = (value: unknown): value is PromptDraft =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'parent' in value &&
  (value.parent === null || typeof value.parent === 'number')

/** @param library drafts of one library are none of another's that the same browser shows */
export const openDrafts = (storage: Storage, library: string): Drafts => {
  const place = (template: string): string => `identity-studio.draft ${library} ${template}`
  const beside = (template: string): string => `identity-studio.aside ${library} ${template}`
  const read = (name: string): PromptDraft | null => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(name) ?? 'null')
      return isDraft(kept) ? kept : null
    } catch {
      return null
    }
  }
  return {
    get: (template) => read(place(template)),
    set: (template, draft) => storage.setItem(place(template), JSON.stringify(draft)),
    clear: (template) => storage.removeItem(place(template)),
    aside: (template) => read(beside(template)),
    putAside: (template, draft) => storage.setItem(beside(template), JSON.stringify(draft)),
    clearAside: (template) => storage.removeItem(beside(template)),
  }
}
