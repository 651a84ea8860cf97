import { calendarCommands, calendarRoutes } from '../../../contract/calendar.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { publishYear, removeHours, setCalendarDay, setHours } from './calendar.commands.ts';
import { getCalendar, getCalendarYear } from './calendar.queries.ts';

/** The working calendar. */
export const calendarSlice: Slice = {
  reads: bindReads(calendarRoutes, {
    'GET /calendar': (ctx) => getCalendar(ctx),
    'GET /calendar/:year': (ctx, { params }) => getCalendarYear(ctx, params.year),
  }),
  commands: bindCommands(calendarCommands, {
    'calendar.publishYear': publishYear,
    'calendar.setDay': setCalendarDay,
    'calendar.setHours': setHours,
    'calendar.removeHours': removeHours,
  }),
};
