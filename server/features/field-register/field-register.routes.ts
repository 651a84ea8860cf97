import { fieldRegisterRoutes } from '../../../contract/field-register.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { fieldRegister } from '../../../domain/registry/field-register.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { exportRegister } from './field-register.export.ts';

/** What may be held of people, and why: generated from the declarations, so that it cannot fall behind them. */
export function makeFieldRegisterSlice(types: CaseTypes): Slice {
  const lines = fieldRegister(types);
  return {
    reads: bindReads(fieldRegisterRoutes, {
      'GET /field-register': async () => ({ items: [...lines] }),
      'GET /field-register/export': async (ctx, { query }) => exportRegister(lines, query, ctx.now),
    }),
  };
}
