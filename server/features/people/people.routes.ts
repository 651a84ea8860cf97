import { peopleCommands, peopleRoutes } from '../../../contract/people.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { mergePeople, undoMerge } from './merge.commands.ts';
import { correctPerson, registerPerson } from './people.commands.ts';
import { exportPeople } from './people.export.ts';
import { countPeople, listFields, listPeople, listTagged } from './people.queries.ts';
import { eraseRecordsJob } from './people.retention.ts';
import { showPerson } from './person.queries.ts';
import { endPerson, movePerson } from './residences.commands.ts';
import { revealPerson, revealTags } from './reveal.queries.ts';
import { endTag, giveTag } from './tags.commands.ts';

export const makePeopleSlice = (parts: Pick<AppParts, 'vault'>): Slice => ({
  reads: bindReads(peopleRoutes, {
    'POST /people': (ctx, { query }) => listPeople(ctx, query),
    'POST /people/count': (ctx, { query }) => countPeople(ctx, query),
    'POST /people/tagged': (ctx, { query }) => listTagged(ctx, query),
    'GET /people/fields': async () => listFields(),
    'POST /people/export': (ctx, { query }) => exportPeople(ctx, query),
    'GET /people/:ref': (ctx, { params }) => showPerson(ctx, params.ref),
    'GET /people/:ref/reveal': (ctx, { params, query }) => revealPerson(ctx, params.ref, query),
    'GET /people/:ref/tags': (ctx, { params, query }) => revealTags(ctx, params.ref, query.reason),
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
  jobs: [eraseRecordsJob(parts)],
});
