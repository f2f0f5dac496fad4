import type { Sha256 } from '../../contract/index.ts'

/** Addresses of a stored picture. Its bytes never change, so they are kept by the browser for good. */
export const pictureUrl = (sha256: Sha256, size: 'thumb' | 'proxy' | 'full'): string => `./pictures/${sha256}/${size}`
