import { peopleCommands, peopleRoutes } from '../../../contract/people.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { mergePeople, undoMerge } from './merge.commands.ts';
import { correctPerson, endPerson, endTag, giveTag, movePerson, registerPerson } from './people.commands.ts';
import { exportPeople } from './people.export.ts';
import { listFields, listPeople, revealPerson, showPerson } from './people.queries.ts';

export const peopleSlice: Slice = {
  reads: bindReads(peopleRoutes, {
    'GET /people': (ctx, { query }) => listPeople(ctx, query),
    'GET /people/fields': async () => listFields(),
    'GET /people/export': (ctx, { query }) => exportPeople(ctx, query),
    'GET /people/:ref': (ctx, { params }) => showPerson(ctx, params.ref),
    'GET /people/:ref/reveal': (ctx, { params, query }) => revealPerson(ctx, params.ref, query),
  }),
  commands: bindCommands(peopleCommands, {
    'people.register': registerPerson,
    'people.correct': correctPerson,
    'people.move': movePerson,
    'people.end': endPerson,
    'people.merge': mergePeople,
    'people.undoMerge': undoMerge,
    'people.giveTag': giveTag,
    'people.endTag': endTag,
  }),
};
