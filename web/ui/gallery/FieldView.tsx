import { BroomIcon } from '@phosphor-icons/react/dist/csr/Broom';
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { DotsThreeCircleIcon } from '@phosphor-icons/react/dist/csr/DotsThreeCircle';
import { FireIcon } from '@phosphor-icons/react/dist/csr/Fire';
import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { HouseLineIcon } from '@phosphor-icons/react/dist/csr/HouseLine';
import { ListChecksIcon } from '@phosphor-icons/react/dist/csr/ListChecks';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { RoadHorizonIcon } from '@phosphor-icons/react/dist/csr/RoadHorizon';
import { ScalesIcon } from '@phosphor-icons/react/dist/csr/Scales';
import { TreeIcon } from '@phosphor-icons/react/dist/csr/Tree';
import { UserIcon } from '@phosphor-icons/react/dist/csr/User';
import { use, useState } from 'react';
import { RefusalError } from '../../kit/refusal-error.ts';
import { middleOf } from '../map/geo.ts';
import { ringOf } from '../map/ring.ts';
import { SmallMap } from '../map/SmallMap.tsx';
import { MobileForm } from '../mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../mobile/MobileShell.tsx';
import { MobileTabs } from '../mobile/mobile-tabs.ts';
import { OfflineBanner } from '../mobile/OfflineBanner.tsx';
import { PhotoPicker } from '../mobile/PhotoPicker.tsx';
import { SheetPicker } from '../mobile/Sheet.tsx';
import { StickyActions } from '../mobile/StickyActions.tsx';
import { Segments, TileGrid } from '../mobile/TileGrid.tsx';
import { VoiceButton } from '../mobile/VoiceButton.tsx';
import { Timeline } from '../show/Timeline.tsx';
import { grids, loadGround } from './ground.ts';
import { formFields, now, parts, photos, units, way } from './samples.ts';
import { field } from './samples-phone.ts';

const icons = [
  FireIcon,
  BroomIcon,
  ScalesIcon,
  RoadHorizonIcon,
  HandHeartIcon,
  HouseLineIcon,
  TreeIcon,
  DotsThreeCircleIcon,
] as const;
const tabIcons = [HouseIcon, ListChecksIcon, MapTrifoldIcon, UserIcon] as const;
const ground = loadGround();
const none = () => undefined;
const waiting = () => 2;
const tabs = field.tabs.map((label, at) => ({
  to: at === 1 ? '/' : `/${at}`,
  label,
  icon: tabIcons[at] ?? HouseIcon,
  exact: true,
  ...(at === 1 ? { useCount: waiting } : {}),
}));

/** The grid worker's report. */
export function FieldView() {
  const base = use(ground);
  const [first, setFirst] = useState<string>('1');
  const [category, setCategory] = useState<string>('0');
  const ring = ringOf(grids.features[5]?.geometry as never);
  return (
    <MobileShell
      look="work"
      title={field.title}
      onBack={none}
      banner={<OfflineBanner isOnline={false} waiting={2} onOpen={none} />}
      actions={
        <StickyActions
          primary={{ label: field.submit, onPress: none }}
          secondary={{ label: field.draft, onPress: none }}
        />
      }
    >
      <MobileCard isFlush>
        <SmallMap
          label={field.mapLabel}
          base={base}
          centre={middleOf(base.bounds)}
          height={78}
          hasPin
          accuracyM={24}
          ring={ring}
        />
        <div style={{ display: 'flex', padding: '9px 16px 10px', alignItems: 'center' }}>
          <div style={{ flex: 1 }}>
            <b>{field.place}</b>
            <div className="ll-quiet" style={{ fontSize: '0.875rem' }}>
              {field.placeSub}
            </div>
          </div>
          <button type="button" style={{ color: 'var(--blue-600)', minHeight: 44, padding: '0 4px' }}>
            {field.adjust}
          </button>
        </div>
      </MobileCard>
      <MobileCard title={field.photos} aside={field.photosAside}>
        <PhotoPicker
          photos={photos.slice(0, 2).map(({ src }, at) => ({ id: src, url: src, ...(at ? { progress: 0.6 } : {}) }))}
          onAdd={none}
          onRemove={none}
        />
      </MobileCard>
      <MobileCard title={field.first}>
        <Segments
          label={field.first}
          options={field.firstOptions.map((label, at) => ({ key: String(at), label }))}
          value={first}
          onChange={setFirst}
        />
      </MobileCard>
      <MobileCard title={field.category} aside={field.suggested}>
        <TileGrid
          label={field.category}
          tiles={field.categories.map((label, at) => ({ key: String(at), label, icon: icons[at] ?? FireIcon }))}
          value={category}
          onChange={setCategory}
        />
      </MobileCard>
      <MobileCard title={field.words}>
        <VoiceButton onRecorded={none} look="wide" />
        <Segments
          label={field.danger}
          options={[{ key: 'danger', label: field.danger, isAlarm: true }]}
          value="danger"
          onChange={none}
        />
      </MobileCard>
    </MobileShell>
  );
}

/** A page with tabs: the way of a matter on a phone. */
export function QueueView() {
  const [isOpen, setIsOpen] = useState(new URLSearchParams(location.search).has('sheet'));
  return (
    <MobileTabs.Provider value={tabs}>
      <MobileShell
        look="work"
        title={field.title}
        banner={<OfflineBanner isOnline waiting={2} onOpen={() => setIsOpen(true)} />}
        tabs="surface"
      >
        <MobileCard title={field.place} aside={<CheckCircleIcon size={18} weight="fill" color="var(--green-600)" />}>
          <Timeline items={way} now={now} />
        </MobileCard>
        <SheetPicker
          open={isOpen}
          title={field.category}
          value="2"
          options={field.categories.map((label, at) => ({
            key: String(at),
            label,
            hint: at % 2 ? field.placeSub : undefined,
          }))}
          onPick={none}
          onClose={() => setIsOpen(false)}
        />
      </MobileShell>
    </MobileTabs.Provider>
  );
}

const refused = new RefusalError({
  type: 'urn:linli:refusal',
  title: 'invalid',
  status: 422,
  code: 'request.invalid',
  text: { zh: '填写有误，请按提示修改后再提交。', en: 'Some entries are not right. Please correct the marked fields.' },
  fields: [{ path: 'input.words', text: { zh: '请写清楚发生了什么', en: 'Please say what happened' } }],
});

/** A form from declared fields on a phone, with a refusal of the server beside its field. */
export function MobileFormView() {
  return (
    <MobileShell look="paper" title={parts.form} onBack={none}>
      <MobileCard>
        <MobileForm
          fields={formFields.filter(({ kind }) => kind !== 'place' && kind !== 'files')}
          sources={{ find: { organisation: async () => units } }}
          error={refused}
          onSubmit={none}
        >
          <StickyActions primary={{ label: parts.submit, onPress: none }} />
        </MobileForm>
      </MobileCard>
    </MobileShell>
  );
}
