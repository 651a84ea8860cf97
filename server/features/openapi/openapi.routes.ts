import { openApiRoutes } from '../../../contract/openapi.ts';
import { openApiDocument } from '../../../contract/openapi-document.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';

/** The contract as a document for those who build against it. */
export const openApiSlice: Slice = {
  reads: bindReads(openApiRoutes, { 'GET /openapi.json': async () => openApiDocument() }),
};
