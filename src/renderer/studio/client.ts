export type { StudioClient as Client } from '../connection.ts'
