import { useEffect, useMemo, useState } from 'react';
import type { DoorKey } from '../../../contract/authenticity.ts';
import {
  type DoorPurpose,
  doorCode,
  doorPurposes,
  doorStep,
  doorStepMs,
  isDoorPurpose,
  writeDoorCode,
} from '../../../domain/authenticity/door-code.ts';
import { hmacSha256 } from '../../../domain/authenticity/sha256.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useGo } from '../../kit/use-go.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { qrPath } from '../../ui/show/qr-path.ts';
import { ReasonChips } from '../../ui/show/ReasonChips.tsx';
import { Empty, Loading } from '../../ui/show/StateBlocks.tsx';
import './door-code.css';

const bytesOf = (key: string): Uint8Array => {
  const plain = atob(key.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

/** The clock that counts, each second: this phone's, set right by what the platform said when it was last reached. */
function useNow(offsetMs: number): number {
  const [now, setNow] = useState(() => Date.now() + offsetMs);
  useEffect(() => {
    const tick = () => setNow(Date.now() + offsetMs);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [offsetMs]);
  return now;
}

interface CodeProps {
  readonly doorKey: DoorKey;
  readonly offsetMs: number;
}

/** The code of this minute, as a picture to scan and six digits to read out. */
function Code({ doorKey, offsetMs }: CodeProps) {
  const t = useWords('authenticity');
  const pick = usePick();
  const now = useNow(offsetMs);
  const [communityId, setCommunityId] = useState(doorKey.communities[0]?.id ?? 0);
  const [wanted, setWanted] = useState<DoorPurpose>('v');
  const community = doorKey.communities.find(({ id }) => id === communityId) ?? doorKey.communities[0];
  const purposes = (community?.purposes ?? []).filter(isDoorPurpose);
  const purpose = purposes.includes(wanted) ? wanted : (purposes[0] ?? 'v');
  const step = doorStep(now);
  const shown = useMemo(() => {
    const claim = { communityId: community?.id ?? 0, purpose, step };
    const key = bytesOf(doorKey.key);
    const made = doorCode((message) => hmacSha256(key, message), claim);
    return { digits: made.digits, qr: qrPath(`${window.location.origin}/v/${writeDoorCode(claim, made)}`) };
  }, [doorKey.key, community?.id, purpose, step]);
  if (now > Date.parse(doorKey.validUntil)) return <Over words={t('show.over')} />;
  return (
    <>
      <MobileCard>
        <p className="door-code-who">
          <b>{doorKey.name}</b>
          <span>{community?.name}</span>
        </p>
        <svg
          className="door-code-qr"
          viewBox={`0 0 ${shown.qr.side} ${shown.qr.side}`}
          role="img"
          aria-label={t('show.code')}
        >
          <path d={shown.qr.path} />
        </svg>
        <p className="door-code-how">{t('show.scan')}</p>
        <p
          className="door-code-digits figures"
          role="img"
          aria-label={t('show.digits', { digits: [...shown.digits].join(' ') })}
        >
          {shown.digits.slice(0, 3)} {shown.digits.slice(3)}
        </p>
        <p className="door-code-how">{t('show.type', { site: `${window.location.host}/genuine` })}</p>
        <p className="door-code-left figures">
          {t('show.left', { n: Math.ceil(((step + 1) * doorStepMs - now) / 1000) })}
        </p>
      </MobileCard>
      <MobileCard title={t('show.purpose')}>
        <ReasonChips
          label={t('show.purpose')}
          isLabelHidden
          text="none"
          reasons={purposes.map((code) => ({ code, label: pick(doorPurposes[code].label) }))}
          value={{ code: purpose }}
          onChange={({ code = '' }) => isDoorPurpose(code) && setWanted(code)}
        />
      </MobileCard>
      {doorKey.communities.length > 1 && (
        <MobileCard title={t('show.community')}>
          <ReasonChips
            label={t('show.community')}
            isLabelHidden
            text="none"
            reasons={doorKey.communities.map(({ id, name }) => ({ code: String(id), label: name }))}
            value={{ code: String(community?.id) }}
            onChange={({ code }) => setCommunityId(Number(code))}
          />
        </MobileCard>
      )}
      <p className="door-code-says">
        {t('show.says', { name: doorKey.name, purpose: pick(doorPurposes[purpose].label) })} {t('show.old')}
      </p>
    </>
  );
}

function Over({ words }: { readonly words: string }) {
  return (
    <MobileCard>
      <Empty title={words} />
    </MobileCard>
  );
}

/** /door-code: 亮码. Shown at the door, with a signal or without. */
export function DoorCodePage() {
  const t = useWords('authenticity');
  const go = useGo();
  const { data, error } = useKeptApi('GET /door-key', {});
  return (
    <MobileShell look="work" title={t('show.title')} onBack={() => go('/')}>
      {!data && !error && (
        <MobileCard>
          <Loading lines={6} />
        </MobileCard>
      )}
      {error && <Over words={t('show.lost')} />}
      {data && data.answer.communities.length === 0 && <Over words={t('show.none')} />}
      {data && data.answer.communities.length > 0 && (
        <Code doorKey={data.answer} offsetMs={Date.parse(data.answer.now) - data.at} />
      )}
    </MobileShell>
  );
}
