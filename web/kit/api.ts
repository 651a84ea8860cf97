import type { Commands, Routes } from '../../contract/api.ts';
import { makeClient } from './client.ts';

export type { Commands, Routes };

/** The client of this platform: `api.get('POST /cases', { query })`, `api.send('cases.raise', input)`. */
export const api = makeClient<Routes, Commands>();
