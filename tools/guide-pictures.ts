import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

if (process.argv.includes('--help')) {
  console.log(
    'npm run pictures\n  Makes docs/pictures/guide-*.png from what the browser tests last photographed (e2e/shots): run npm test first.',
  );
  process.exit(0);
}

const root = resolve(import.meta.dirname, '..');
const shots = join(root, 'e2e/shots');
const out = join(root, 'docs/pictures');

/** Guide picture → the photographs it shows side by side. Phones stand three in a row, desks alone. */
const pictures: Readonly<Record<string, readonly string[]>> = {
  'field-report': ['field-report-zh', 'journey-settle', 'journey-settled'],
  'field-task': ['field-task-zh', 'field-step-contact', 'journey-done'],
  'field-queue': ['field-report-no-signal', 'field-queue-no-signal', 'field-queue-refused'],
  'field-doors': ['field-doors-zh', 'field-building-zh', 'field-door-zh'],
  'portal-report': ['portal-home-zh', 'portal-report-filled-zh', 'portal-sent-zh'],
  'portal-track': ['portal-lookup-zh', 'portal-track-handled-zh', 'portal-track-closed-zh'],
  'portal-elder': ['portal-home-elder', 'portal-report-empty-elder', 'portal-help-elder'],
  'desk-cases': ['workbench-cases-zh'],
  'desk-intake': ['workbench-intake-filled'],
  'desk-call-backs': ['workbench-call-backs-zh'],
  'desk-notices': ['workbench-notices-new'],
  'people-page': ['people-page'],
  'people-building': ['people-building'],
  'imports-preview': ['imports-preview'],
  'imports-held': ['imports-held'],
  'areas-drawing': ['areas-drawing-zh'],
  'areas-door': ['areas-door-answer'],
  'catalogue-limits': ['catalogue-limits-zh'],
  'catalogue-routing': ['catalogue-routing-zh'],
  calendar: ['areas-calendar-zh'],
  'portal-applications': ['applications-guide', 'applications-apply', 'applications-done'],
  'portal-orders': ['orders-ask', 'orders-pool', 'orders-outcomes-plain'],
  'portal-legal': ['legal-help-ask', 'legal-help-book', 'legal-help-booked'],
  'portal-my-data': ['my-data-record', 'my-data-looks', 'my-data-prove'],
  'field-visits': ['visits-due', 'visits-door', 'visits-shock-phone'],
  'field-patrols': ['patrols-phone', 'patrols-object-form', 'patrols-moves-in'],
  'field-orders': ['orders-phone-pool', 'orders-phone-taken', 'orders-phone-code'],
  'community-visits': ['visits-desk'],
  'community-resources': ['lists-resources-fits'],
  'community-project': ['lists-project'],
  'community-patrols': ['patrols-plans'],
  'community-rentals': ['rentals-desk'],
  'community-orders': ['orders-publish'],
  'desk-whistles': ['whistles-figures'],
  'desk-mediation': ['loops-mediation'],
};

const phone = { width: 300, height: 650 } as const;
const deskWidth = 1080;
const gap = 12;

async function phones(names: readonly string[]): Promise<sharp.Sharp> {
  const shown = await Promise.all(
    names.map((name) =>
      sharp(join(shots, `${name}.png`))
        .resize({ ...phone, fit: 'cover', position: 'top' })
        .png()
        .toBuffer(),
    ),
  );
  const width = names.length * phone.width + (names.length + 1) * gap;
  return sharp({ create: { width, height: phone.height + 2 * gap, channels: 3, background: '#d5dde5' } }).composite(
    shown.map((input, at) => ({ input, left: gap + at * (phone.width + gap), top: gap })),
  );
}

mkdirSync(out, { recursive: true });
for (const [name, names] of Object.entries(pictures)) {
  const [first = ''] = names;
  const picture = names.length > 1 ? await phones(names) : sharp(join(shots, `${first}.png`)).resize(deskWidth);
  const { size } = await picture.png({ palette: true, colours: 128, effort: 8 }).toFile(join(out, `guide-${name}.png`));
  console.log(`guide-${name}.png ${Math.round(size / 1024)} kB`);
}
