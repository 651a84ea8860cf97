import { makeCalendar } from '../../../domain/calendar/calendar.ts';
import { dayMs, dayNumberAt, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import { maskName, maskPhone } from '../../../domain/identifiers/masks.ts';
import type { RotaKindCode } from '../../../domain/rotas/kinds.ts';
import { layOut, type Pattern, type Team } from '../../../domain/rotas/pattern.ts';
import { slotsOf } from '../../../domain/rotas/slots.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { DistrictPlanned } from './plan.ts';
import type { MadeUser } from './staff.ts';

/** Days before today and after it that the demo's rotas are laid out for. */
const daysBack = 7;
const daysAhead = 28;

interface MadeRota {
  readonly areaId: number;
  readonly kind: RotaKindCode;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
  readonly slotMinutes?: number;
  readonly by: MadeUser;
  readonly patterns: readonly Pick<Pattern, 'days' | 'startTime' | 'endTime' | 'teams'>[];
}

const alone = ({ id }: MadeUser): Team => ({ leadId: null, memberIds: [id] });
const leading = ({ id }: MadeUser): Team => ({ leadId: id, memberIds: [] });
/** Those who come on at night are half a round behind those of the day, so that nobody has both. */
const shifted = <T>(list: readonly T[]): readonly T[] => {
  const half = Math.max(1, Math.floor(list.length / 2));
  return [...list.slice(half), ...list.slice(0, half)];
};

function streetRotas({ places, staff, organisations }: DistrictPlanned): readonly MadeRota[] {
  return places.streets.flatMap(({ id, plan: { name } }): MadeRota[] => {
    const desks = staff.desks(id);
    const [by] = desks;
    if (!by) return [];
    const office = organisations.all.find(({ areaId, kind }) => areaId === id && kind === 'government');
    const days = { days: 'every', startTime: '08:30', endTime: '08:30', teams: desks.map(leading) } as const;
    return [
      {
        areaId: id,
        kind: 'duty',
        name: '街道总值班室',
        place: `${name}办事处一楼`,
        phone: office?.phone ?? '',
        by,
        patterns: [days],
      },
    ];
  });
}

/** A community's own: its duty by day and night, the secretary's reception on Tuesdays 相约周二, the mediator's afternoon. */
function communityRotas({ places, staff, organisations }: DistrictPlanned): readonly MadeRota[] {
  return places.communities.flatMap(({ id, grids, plan: { name } }): MadeRota[] => {
    const [secretary, deputy] = staff.secretaries(id);
    if (!secretary || !deputy) return [];
    const mediator = staff.all.find(({ holdings }) => holdings[0]?.role === 'mediator' && holdings[0].areaId === id);
    const people = [deputy, ...grids.map((grid) => staff.gridWorker(grid.id))];
    const phone = organisations.unitOf('committee', id)?.phone ?? '';
    const at = { areaId: id, phone, by: secretary };
    return [
      {
        ...at,
        kind: 'duty',
        name: `${name}值班`,
        place: `${name}居委会`,
        patterns: [
          { days: 'every', startTime: '09:00', endTime: '17:30', teams: people.map(alone) },
          { days: 'every', startTime: '17:30', endTime: '09:00', teams: shifted(people).map(alone) },
        ],
      },
      {
        ...at,
        kind: 'reception',
        name: '相约周二',
        place: `${name}党群服务中心`,
        slotMinutes: 30,
        patterns: [{ days: [2], startTime: '14:00', endTime: '17:00', teams: [leading(secretary)] }],
      },
      ...(mediator
        ? [
            {
              ...at,
              kind: 'mediator',
              name: '人民调解室',
              place: `${name}党群服务中心`,
              slotMinutes: 30,
              patterns: [{ days: [4], startTime: '14:00', endTime: '16:30', teams: [alone(mediator)] }],
            } as const,
          ]
        : []),
      ...(id === places.communities[0]?.id ? legalRotas(staff, at, `${name}党群服务中心`) : []),
    ];
  });
}

const office = { startTime: '14:30', endTime: '16:30' } as const;

/** The lawyer's and the judge's hours: in one community, since nobody is in two places at once. */
function legalRotas(
  staff: DistrictPlanned['staff'],
  at: Pick<MadeRota, 'areaId' | 'phone' | 'by'>,
  place: string,
): readonly MadeRota[] {
  const first = (role: string) => staff.all.find(({ holdings }) => holdings[0]?.role === role);
  const of = (role: string, rota: Pick<MadeRota, 'kind' | 'name'>, day: number): readonly MadeRota[] => {
    const user = first(role);
    if (!user) return [];
    return [{ ...at, ...rota, place, slotMinutes: 30, patterns: [{ days: [day], ...office, teams: [alone(user)] }] }];
  };
  return [
    ...of('legal-adviser', { kind: 'legal-adviser', name: '法律顾问坐班' }, 3),
    ...of('judge', { kind: 'judge', name: '社区法官工作站' }, 5),
  ];
}

interface Booking {
  readonly sink: RowSink;
  readonly vault: Vault;
  readonly plan: DistrictPlanned;
  readonly now: string;
  readonly newId: () => string;
}

/** Some of the slots of the days around today are booked; who came to those that are over is known. */
function putBookings(
  { sink, vault, plan, now, newId }: Booking,
  rota: { readonly id: string; readonly areaId: number; readonly slotMinutes: number },
  shift: { readonly startsAt: string; readonly endsAt: string },
): void {
  const ahead = (Date.parse(shift.startsAt) - Date.parse(now)) / dayMs;
  if (ahead > 9) return;
  const random = plan.random.fork(`bookings of ${rota.id} ${shift.startsAt}`);
  for (const { startsAt, endsAt } of slotsOf(shift, rota.slotMinutes)) {
    if (!random.chance(0.6)) continue;
    const sex = random.chance(0.5) ? ('female' as const) : ('male' as const);
    const name = plan.kin.names.surname(random) + plan.kin.names.given(random, sex, 1960 + random.between(0, 40));
    const phone = plan.nextPhone();
    putObject(sink, 'bookings', {
      id: newId(),
      subjectKind: 'rota',
      subjectId: rota.id,
      areaId: rota.areaId,
      seat: 1,
      startsAt,
      endsAt,
      nameSealed: vault.seal('party-name', name),
      nameMasked: maskName(name),
      phoneSealed: vault.seal('phone', phone),
      phoneToken: vault.token('phone', phone),
      phoneMasked: maskPhone(phone),
      madeAt: toIso(Math.min(Date.parse(now), Date.parse(startsAt)) - random.between(1, 3) * dayMs),
      outcome: endsAt < now ? (random.chance(0.9) ? 'came' : 'missed') : null,
    });
  }
}

/** Puts the rotas of a district around today: every post has somebody now, so that each page of them shows something true. */
export function putRotas(sink: RowSink, vault: Vault, plan: DistrictPlanned, now: string): void {
  const today = dayNumberAt(Date.parse(now));
  const span = { from: dayOf(today - daysBack), to: dayOf(today + daysAhead), turnLength: 1 };
  const calendar = makeCalendar({ publishedYears: [], holidays: {}, makeUpWorkdays: {} });
  const newId = idMaker(plan.random.fork('rotas'), Date.parse(plan.createdAt));
  for (const { patterns, by, ...rota } of [...streetRotas(plan), ...communityRotas(plan)]) {
    const id = newId();
    const { areaId, kind, name, place, phone, slotMinutes = null } = rota;
    sink.put('rotas', [id, areaId, kind, name, place, phone, 'post', slotMinutes, by.id, plan.createdAt]);
    for (const pattern of patterns)
      for (const { startsAt, endsAt, userId, part } of layOut(calendar, { ...span, ...pattern })) {
        sink.put('rota_shifts', [newId(), id, startsAt, endsAt, userId, part]);
        if (slotMinutes !== null)
          putBookings({ sink, vault, plan, now, newId }, { id, areaId, slotMinutes }, { startsAt, endsAt });
      }
  }
}
