import { businessDay } from '../domain/calendar/instant.ts';
import { writeAudit } from '../server/access/audit.ts';
import { seedCategories } from '../server/features/catalogue/seed-load.ts';
import { putStartingDuties, type UnitOver, usualUnits } from '../server/features/catalogue/starting-duties.ts';
import { areasWithoutUnits, putUnits } from '../server/features/organisations/usual-units.ts';
import { noRows } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import type { CliCommand } from './command.ts';

export const unitCommands: readonly CliCommand[] = [
  {
    name: 'units seed',
    summary:
      'Gives districts, streets and communities that have no unit yet their usual ones, with the duty list and routing rules that name them. To be corrected at the desk.',
    async run({ open, say }) {
      const { database, ownerUrl, now } = await open();
      const at = now();
      await seedCategories(ownerUrl, at);
      const today = businessDay(at);
      const put = await database.write(noRows, async (db) => {
        const areas = await areasWithoutUnits(db, today);
        const units = usualUnits(areas).map((unit) => ({ ...unit, id: uuidv7() }));
        const idOf = new Map(units.map(({ unit, areaId, id }) => [`${unit} ${areaId}`, id]));
        const parentOf = new Map(areas.map(({ id, parentId }) => [id, parentId]));
        const unitOver: UnitOver = (unit, areaId) => {
          const parentId = parentOf.get(areaId);
          return idOf.get(`${unit} ${areaId}`) ?? (parentId ? unitOver(unit, parentId) : undefined);
        };
        await putUnits(
          { db, now: at },
          units.map(({ unit: _unit, ...row }) => row),
          today,
        );
        const done = await putStartingDuties({ db, now: at, newId: uuidv7 }, areas, unitOver);
        const details = { areas: areas.length, units: units.length, ...done };
        if (units.length > 0)
          await writeAudit(db, { actor: { kind: 'system', name: 'linli units seed' }, requestId: uuidv7() }, at, [
            { action: 'organisations.seeded', noun: 'organisations', details },
          ]);
        return details;
      });
      if (put.units === 0) {
        say(
          'Every area has units already, or there are no areas yet: npm run linli -- divisions import <code or file>',
        );
        return 1;
      }
      say(
        `${put.units} units in ${put.areas} areas, ${put.duties} rows of the duty list, ${put.rules} routing rules. Check names and duties at the desk.`,
      );
      return 0;
    },
  },
];
