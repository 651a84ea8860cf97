/** The words of the surfaces for staff: a list of its own, which residents' phones do not load. */
export const staffTexts = import.meta.glob<Record<string, object>>([
  './{zh,en}/*.ts',
  '!./{zh,en}/{authenticity,common,feedback,following,helpers,map,openings,orders,portal,portal-bookings,portal-legal,portal-links,portal-my-data,portal-pages,portal-papers,portal-rentals,portal-rotas,service-items}.ts',
]);
