import { CameraIcon } from '@phosphor-icons/react/dist/csr/Camera';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PatrolDue } from '../../../contract/patrols.ts';
import { type HazardKind, hazardKinds } from '../../../domain/patrols/hazard-kinds.ts';
import { objectKinds } from '../../../domain/patrols/objects.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useReach } from '../../kit/use-reach.ts';
import { FieldBanner } from '../../offline/FieldBanner.tsx';
import { OldNote } from '../../offline/OldNote.tsx';
import { dueQuery } from '../../offline/stock.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { useOwner } from '../../offline/use-outbox.ts';
import { toast } from '../../ui/field/messages.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { VoiceButton } from '../../ui/mobile/VoiceButton.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { confirmDue, findHazard, grownAt } from './patrol-find.ts';
import './patrols.css';

const asked = { query: dueQuery } as const;
const keyOf = ({ planId, ref }: PatrolDue): string => `${planId} ${ref}`;

/** How much comes round, on the phone's first page. */
export function PatrolsLink() {
  const t = useWords('patrols');
  const items = useKeptApi('GET /patrols/due', asked).data?.answer.items ?? [];
  return (
    <MobileCard>
      <Link to={'/patrols' as never} className="patrol-go">
        <span>
          <b>{t('title')}</b>
          <small className="figures">{items.length === 0 ? t('noDue') : t('phone.go', { count: items.length })}</small>
        </span>
        <CaretRightIcon size="1.25rem" aria-hidden />
      </Link>
    </MobileCard>
  );
}

/** /patrols on the phone: what comes round, what is looked at there, and a hazard registered by one photo or a word. */
export function PatrolsPhone() {
  const t = useWords('patrols');
  const navigate = useNavigate();
  const isReached = useReach();
  const { data, error, refetch } = useKeptApi('GET /patrols/due', asked);
  const [openKey, setOpenKey] = useState<string>();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const due = data?.answer.items.filter((one) => !done.has(keyOf(one)));
  return (
    <MobileShell
      look="work"
      title={t('title')}
      onBack={() => void navigate({ to: '/' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <OldNote kept={data} />
      {error && !data && (
        <MobileCard>
          <ErrorBlock error={error} onRetry={() => void refetch()} />
        </MobileCard>
      )}
      {!data && !error && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      <MobileCard>
        <Link to={'/patrol-objects' as never} className="patrol-go">
          <span>
            <b>{t('objectsTitle')}</b>
            <small>{t('phone.objectsHint')}</small>
          </span>
          <CaretRightIcon size="1.25rem" aria-hidden />
        </Link>
      </MobileCard>
      {due && (
        <MobileCard>
          <p className="patrol-hint">{t('phone.hint')}</p>
          {due.length === 0 && <Empty title={t('noDue')} />}
          <ul className="patrol-list">
            {due.map((one) => (
              <DueRow
                key={keyOf(one)}
                due={one}
                isOpen={openKey === keyOf(one)}
                onToggle={() => setOpenKey(openKey === keyOf(one) ? undefined : keyOf(one))}
                onConfirmed={() => setDone(new Set([...done, keyOf(one)]))}
              />
            ))}
          </ul>
          {data?.answer.next && <p className="patrol-hint">{t('phone.more')}</p>}
        </MobileCard>
      )}
    </MobileShell>
  );
}

interface DueRowProps {
  readonly due: PatrolDue;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onConfirmed: () => void;
}

function DueRow({ due, isOpen, onToggle, onConfirmed }: DueRowProps) {
  const t = useWords('patrols');
  const pick = usePick();
  const today = momentOf(new Date()).day;
  const isLate = due.dueOn < today;
  const when = isLate ? t('phone.overdue') : due.dueOn === today ? t('phone.today') : due.dueOn.slice(5);
  return (
    <li>
      <button type="button" className="patrol-row" aria-expanded={isOpen} onClick={onToggle}>
        <span>
          <b>{due.name}</b>
          <small>{[pick(objectKinds[due.kind].label), due.planName, due.chiefName].filter(Boolean).join(' · ')}</small>
        </span>
        <em className={isLate ? 'patrol-late' : undefined}>{when}</em>
      </button>
      {isOpen && <DueBody due={due} today={today} onConfirmed={onConfirmed} />}
    </li>
  );
}

interface DueBodyProps {
  readonly due: PatrolDue;
  readonly today: string;
  readonly onConfirmed: () => void;
}

function DueBody({ due, today, onConfirmed }: DueBodyProps) {
  const t = useWords('patrols');
  const pick = usePick();
  const navigate = useNavigate();
  const owner = useOwner();
  const first: HazardKind = due.items[0]?.hazard ?? 'other';
  const found = async (hazard: HazardKind, field: 'photos' | 'voice', blob: Blob, name: string) => {
    if (!owner) return;
    const about = { title: pick(hazardKinds[hazard]), deed: t('phone.findDeed') };
    await findHazard(owner, { spot: due, hazard, file: { field, blob, name }, about });
    toast(t('phone.found'));
  };
  const toWords = () =>
    navigate({
      to: '/start/$type/$begin',
      params: { type: 'hazard', begin: 'find' },
      state: { grown: grownAt(due, first) },
    } as never);
  const confirm = async () => {
    if (!owner) return;
    await confirmDue(owner, due, today, t('phone.confirmDeed'));
    toast(t('phone.confirmed'));
    onConfirmed();
  };
  return (
    <div className="patrol-body">
      <ul>
        {due.items.map(({ words, hazard }) => (
          <li key={words}>
            <span>
              {words}
              <small>{pick(hazardKinds[hazard])}</small>
            </span>
            <label className="patrol-shoot">
              <CameraIcon size={24} weight="fill" aria-hidden />
              <input
                type="file"
                accept="image/*"
                capture="environment"
                aria-label={t('phone.shoot', { words })}
                onChange={({ target }) => {
                  const [photo] = target.files ?? [];
                  if (photo) void found(hazard, 'photos', photo, photo.name);
                  target.value = '';
                }}
              />
            </label>
          </li>
        ))}
      </ul>
      <VoiceButton
        look="wide"
        onRecorded={({ blob, seconds }) => void found(first, 'voice', blob, `voice-${seconds}s`)}
      />
      <MobileButton look="plain" action={{ label: t('phone.write'), onPress: () => void toWords() }} />
      {due.mustConfirm && (
        <>
          <p className="patrol-hint">{t('phone.basis', { basis: due.basis })}</p>
          <MobileButton look="fill" action={{ label: t('phone.confirm'), onPress: () => void confirm() }} />
        </>
      )}
    </div>
  );
}
