import { act } from 'react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { FieldView } from '../../../../contract/case-views.ts';
import { startTexts } from '../../../kit/i18n.ts';
import { type Drawn, draw, settle } from '../../../test/draw.tsx';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { formFieldsOf } from '../form-fields.ts';
import { AskedFiles } from './AskedFiles.tsx';
import { clearDraftFiles } from './draft-files.ts';
import { FilesControl } from './FilesControl.tsx';

const both = (zh: string) => ({ zh, en: zh });
const voice: FieldView = { kind: 'files', label: both('语音'), isRequired: false, media: 'audio', max: 1 };
const photos: FieldView = { kind: 'files', label: both('照片'), isRequired: false, media: 'image', max: 9 };

let drawn: Drawn;

class FakeRecorder {
  static isTypeSupported = () => true;
  state = 'inactive';
  mimeType = 'audio/mp4';
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.ondataavailable?.({ data: new Blob(['sound']) });
    this.onstop?.();
  }
}

beforeAll(() => startTexts(['portal', 'portal-pages']));
beforeEach(() => {
  URL.createObjectURL = () => 'blob:sound';
  URL.revokeObjectURL = () => undefined;
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  const getUserMedia = async () => ({ getTracks: () => [{ stop: () => undefined }] });
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia } }));
});
afterEach(async () => {
  await drawn?.undraw();
  await clearDraftFiles('apply');
  vi.unstubAllGlobals();
});

const pickers = () => drawn.box.querySelectorAll('input[type="file"]').length;

async function record() {
  await act(async () => drawn.find('button', '按住说话').dispatchEvent(new Event('pointerdown', { bubbles: true })));
  await settle(600);
  await act(async () => drawn.find('button', '松开').dispatchEvent(new Event('pointerup', { bubbles: true })));
  await settle(20);
}

test('what an application asks to be said aloud is recorded, and only photos get a picker', async () => {
  drawn = await draw(() => <AskedFiles asks={{ voice, photos }} />);
  expect(drawn.find('button', '按住说话')).toBeTruthy();
  const withPhotos = pickers();
  await record();
  expect(drawn.box.querySelectorAll('audio')).toHaveLength(1);
  await drawn.undraw();
  drawn = await draw(() => <AskedFiles asks={{ photos }} />);
  expect(pickers()).toBe(withPhotos);
});

test('a phone that cannot record is asked for no recording', async () => {
  vi.stubGlobal('MediaRecorder', undefined);
  drawn = await draw(() => <AskedFiles asks={{ voice }} />);
  expect([drawn.box.textContent, pickers()]).toEqual(['', 0]);
});

test('a recording of a step goes into its form, and can be taken away', async () => {
  const filled = vi.fn();
  drawn = await draw(() => (
    <MobileForm
      id="step"
      fields={formFieldsOf({ voice })}
      initial={{}}
      controls={{ files: (props) => <FilesControl {...props} /> }}
      onChange={filled}
      onSubmit={() => undefined}
    />
  ));
  expect(pickers()).toBe(0);
  await record();
  expect(filled.mock.lastCall?.[0]).toMatchObject({ voice: [{ name: '录音', seconds: 1 }] });
  await drawn.press('.ll-voice-note button');
  expect(drawn.find('button', '按住说话')).toBeTruthy();
});
