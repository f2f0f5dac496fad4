import type { IdentityId, SubjectId } from '../../contract/index.ts'
import type { Studio } from './studio.tsx'

/** Another subject or identity on the board; what was picked for the one before is let go. */
export const choosePerson = (
  { view }: Studio,
  whom: { readonly subject?: SubjectId; readonly identity?: IdentityId },
): void =>
  view.setState((state) => ({
    // Lineage is about the same two; whoever looks there goes on looking there.
    screen: state.screen === 'lineage' ? 'lineage' : 'board',
    layout: 'lanes',
    loupe: false,
    subject: whom.subject ?? state.subject,
    identity: whom.identity ?? state.identity,
    selection: [],
    focus: null,
    picked: { scenes: [], portraits: [] },
  }))
