import { catalogueCommands, catalogueRoutes } from '../../../contract/catalogue.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { addCategory, changeCategory, closeCategory, openCategory } from './categories.commands.ts';
import { effectiveCategories, getCategory, listCategories, publicCategories } from './categories.queries.ts';
import { removeDuty, setDuty, setRules } from './duties.commands.ts';
import { listDuties } from './duties.queries.ts';
import { listRuleAreas, listRules, previewRouting } from './routing.queries.ts';
import { learnEachNight, learnNow } from './words-model.jobs.ts';
import { getWordsModel, learnWords, showWordsAccuracy } from './words-model.queries.ts';

/** Categories, the duty list and routing rules. */
export function makeCatalogueSlice(types: CaseTypes): Slice {
  return {
    reads: bindReads(catalogueRoutes, {
      'GET /catalogue': (ctx) => listCategories(ctx),
      'GET /catalogue/public': (ctx) => publicCategories(ctx),
      'GET /catalogue/effective': (ctx) => effectiveCategories(ctx),
      'GET /catalogue/duties': (ctx, { query }) => listDuties(ctx, query),
      'GET /catalogue/routing-rules': (ctx, { query }) => listRules(ctx, query.areaId),
      'GET /catalogue/routing-areas': (ctx) => listRuleAreas(ctx),
      'GET /catalogue/route-preview': (ctx, { query }) => previewRouting(ctx, query),
      'GET /catalogue/words-model': (ctx) => getWordsModel(ctx),
      'GET /catalogue/words-model/accuracy': (ctx) => showWordsAccuracy(ctx),
      'GET /catalogue/:id': (ctx, { params }) => getCategory(ctx, types, params.id),
    }),
    commands: bindCommands(catalogueCommands, {
      'catalogue.addCategory': (ctx, input) => addCategory(ctx, types, input),
      'catalogue.changeCategory': (ctx, input) => changeCategory(ctx, types, input),
      'catalogue.closeCategory': closeCategory,
      'catalogue.openCategory': openCategory,
      'catalogue.setDuty': setDuty,
      'catalogue.removeDuty': removeDuty,
      'catalogue.setRules': setRules,
      'catalogue.learnWords': (ctx) => learnWords(ctx),
    }),
    jobs: [learnEachNight, learnNow],
  };
}
