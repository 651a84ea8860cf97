import { packageCommands, packageRoutes } from '../../../contract/packages.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { dropPackage, orderPackage } from './packages.commands.ts';
import { packageJobs } from './packages.jobs.ts';
import { listPackages, sendPackage } from './packages.queries.ts';

/** Records of a topic as one file, for somebody who checks. */
export function makePackagesSlice(types: CaseTypes, parts: AppParts): Slice {
  return {
    reads: bindReads(packageRoutes, {
      'GET /packages': (ctx) => listPackages(ctx),
      'GET /packages/:id/file': (ctx, { params }) => sendPackage(ctx, parts.store, params.id),
    }),
    commands: bindCommands(packageCommands, { 'packages.order': orderPackage, 'packages.drop': dropPackage }),
    jobs: packageJobs(types, parts),
  };
}
