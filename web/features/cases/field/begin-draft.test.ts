import { expect, it } from 'vitest';
import { caseCommands } from '../../../../contract/cases.ts';
import { newTrackToken } from '../track-token.ts';
import { type BeginDraft, beginFaults, beginInput, emptyBegin, isBeginDraft } from './begin-draft.ts';
import { emptyReport } from './report-draft.ts';

const place = { areaId: 21, communityId: 11, words: '1幢1单元', gridName: '春申第一网格' };
const asks = {
  purpose: { kind: 'text', label: { zh: '用途', en: 'For' }, isRequired: true },
  photos: { kind: 'files', label: { zh: '照片', en: 'Photos' }, isRequired: false },
} as const;
const draft = (patch: Partial<BeginDraft> = {}): BeginDraft => ({
  ...emptyBegin({ type: 'request', begin: 'apply' }, newTrackToken()),
  ...patch,
});

it('is told apart from a report that lies on the same phone', () => {
  expect([isBeginDraft(draft()), isBeginDraft(emptyReport(newTrackToken())), isBeginDraft(null)]).toEqual([
    true,
    false,
    false,
  ]);
});

it('wants a place, and a number to call where somebody asked', () => {
  expect(beginFaults(draft())).toEqual(['place', 'phone']);
  expect(beginFaults(draft({ place, phone: '19900001001' }))).toEqual([]);
  expect(beginFaults(draft({ place, isAnonymous: true }))).toEqual([]);
  expect(beginFaults(draft({ place, isAsked: false }))).toEqual([]);
});

it('is sent as the contract takes it, files by their ids, a link only where somebody asked', () => {
  const fileId = '01890000-0000-7000-8000-000000000001';
  const asked = { ...draft({ values: { purpose: '排练' }, phone: '19900001001', placeWords: ' 二楼 ' }), place };
  const input = beginInput(asked, asks, { photos: [fileId] });
  expect(caseCommands['cases.raise'].input.parse(input)).toMatchObject({
    source: 'resident',
    place: { areaId: 21, words: '二楼' },
    contact: { name: '', phone: '19900001001' },
    fields: { purpose: '排练', photos: [fileId] },
    trackToken: asked.trackToken,
  });
  const seen = caseCommands['cases.raise'].input.parse(beginInput({ ...asked, isAsked: false }, asks, {}));
  expect([seen.source, seen.contact, seen.trackToken, seen.fields]).toEqual([
    'grid',
    null,
    undefined,
    { purpose: '排练' },
  ]);
});
