import { mediationRoutes } from '../../../contract/mediations.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { exportAwards } from './awards.export.ts';

/** 人民调解 beside its cases: what is settled over many of them. */
export const mediationsSlice: Slice = {
  reads: bindReads(mediationRoutes, { 'POST /mediations/awards': (ctx, { query }) => exportAwards(ctx, query) }),
};
