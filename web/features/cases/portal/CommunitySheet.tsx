import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { SheetPicker } from '../../../ui/mobile/Sheet.tsx';
import { useKept } from './device.ts';
import { useCommunities, useMyPlace } from './use-place.ts';

interface CommunitySheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Says which community is mine; kept on this phone. */
export function CommunitySheet({ open, onClose }: CommunitySheetProps) {
  const t = useWords('portal');
  const [, setHome] = useKept('home');
  const { data } = useCommunities();
  const place = useMyPlace();
  const items = data?.items ?? [];
  return (
    <SheetPicker
      open={open}
      title={t('place.title')}
      options={items.map(({ id, name, streetName }) => ({
        key: String(id),
        label: name,
        hint: streetName ?? undefined,
      }))}
      value={place && String(place.communityId)}
      onPick={(key) => {
        const found = items.find(({ id }) => String(id) === key);
        if (found && found.id !== place?.communityId) setHome({ communityId: found.id, communityName: found.name });
      }}
      onClose={onClose}
    />
  );
}

/** Whether the sheet of communities is open, and the sheet itself. */
export function useCommunitySheet() {
  const [open, setOpen] = useState(false);
  return { show: () => setOpen(true), sheet: <CommunitySheet open={open} onClose={() => setOpen(false)} /> };
}
