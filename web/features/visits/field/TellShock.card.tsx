import { useState } from 'react';
import { parseRef } from '../../../../contract/shapes.ts';
import { shockCodes, shocks } from '../../../../domain/visits/rules.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { askToStay, sender, store } from '../../../offline/field-outbox.ts';
import { beginRow, submitRow } from '../../../offline/outbox.ts';
import { useHere, useOwner } from '../../../offline/use-outbox.ts';
import { toast } from '../../../ui/field/messages.ts';
import { SheetPicker } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import './visits.css';

interface TellShockProps {
  readonly house: string;
  readonly address: string;
}

/** Something happened behind this door: two taps, with a signal or without, and somebody looks in within a day. */
export function TellShock({ house, address }: TellShockProps) {
  const t = useWords('visits');
  const pick = usePick();
  const owner = useOwner();
  const here = useHere();
  const [isOpen, setIsOpen] = useState(false);
  if (!owner || !mayAnywhere(here, 'visits.record')) return null;
  const tell = async (code: string) => {
    const shock = shockCodes.find((one) => one === code);
    if (!shock) return;
    const { communityId } = parseRef(house);
    const about = { title: pick(shocks[shock]), place: address, deed: t('shock') };
    const whose = { owner: owner.id, ownerName: owner.name };
    const id = await beginRow(store, { ...whose, command: 'visits.tellShock', about, draft: null });
    const input = { house, shock, happenedAt: new Date().toISOString() };
    await submitRow(store, id, { input, communityId, about });
    void sender.flush();
    void askToStay();
    toast(t('shockKept'));
  };
  return (
    <div className="visit-shock">
      <MobileButton look="plain" action={{ label: t('shock'), onPress: () => setIsOpen(true) }} />
      <SheetPicker
        open={isOpen}
        title={t('shockKind')}
        options={shockCodes.map((key) => ({ key, label: pick(shocks[key]) }))}
        onPick={(code) => void tell(code)}
        onClose={() => setIsOpen(false)}
      />
    </div>
  );
}
