import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setTextSize } from '../../kit/text-size.ts';
import { type Drawn, draw, settle } from '../../test/draw.tsx';
import type { FormField } from '../forms/fields.ts';
import { ElderToggle } from './ElderToggle.tsx';
import { MobileForm } from './MobileForm.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { PhotoPicker } from './PhotoPicker.tsx';
import { VoiceButton } from './VoiceButton.tsx';

let drawn: Drawn;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
afterEach(async () => {
  await drawn.undraw();
  vi.unstubAllGlobals();
});

test('large letters come at one press, are remembered, and leave only after a question', async () => {
  setTextSize('plain');
  drawn = await draw(() => <ElderToggle />);
  await drawn.press('button', '大字版');
  expect(document.documentElement.dataset['text']).toBe('elder');
  expect(localStorage.getItem('linli.text-size')).toBe('elder');
  await drawn.press('button', '退出大字版');
  expect(document.documentElement.dataset['text']).toBe('elder');
  await drawn.press('dialog button', '继续用大字版');
  expect(document.documentElement.dataset['text']).toBe('elder');
  await drawn.press('.ll-elder', '退出大字版');
  await drawn.press('dialog .ll-mobile-button-plain', '退出大字版');
  expect(document.documentElement.dataset['text']).toBe('plain');
});

test('the banner says in words what is the matter, and nothing once all is sent', async () => {
  drawn = await draw(() => <OfflineBanner isOnline={false} waiting={2} onOpen={() => undefined} />);
  expect(drawn.find('[role="status"]').textContent).toContain('当前没有信号');
  expect(drawn.find('button').textContent).toBe('待传 2');
  await drawn.undraw();
  drawn = await draw(() => <OfflineBanner isOnline waiting={0} onOpen={() => undefined} />);
  expect(drawn.box.textContent).toBe('');
});

test('only pictures are taken, and no more than there is room for', async () => {
  const onAdd = vi.fn();
  drawn = await draw(() => (
    <PhotoPicker photos={[{ id: '1', url: 'data:,' }]} max={3} onAdd={onAdd} onRemove={() => undefined} />
  ));
  const file = (name: string, type: string) => new File(['x'], name, { type });
  const chosen = ['a', 'b', 'c'].map((name) => file(name, 'image/jpeg')).toSpliced(1, 0, file('d', 'text/plain'));
  const input = drawn.find('input') as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: chosen });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  const [[taken]] = onAdd.mock.calls as [[File[]]];
  expect(taken.map(({ name }) => name)).toEqual(['a', 'b']);
});

class FakeRecorder {
  static isTypeSupported = (kind: string) => kind === 'audio/mp4';
  state = 'inactive';
  mimeType: string;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  constructor(_: unknown, { mimeType }: { mimeType: string }) {
    this.mimeType = mimeType;
  }
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.ondataavailable?.({ data: new Blob(['sound']) });
    this.onstop?.();
  }
}

const stopTrack = vi.fn();

function microphone(answer: () => Promise<unknown>): void {
  stopTrack.mockReset();
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia: answer } }));
}

const hold = (kind: string) => act(async () => drawn.find('button').dispatchEvent(new Event(kind, { bubbles: true })));

test('holding records, releasing gives the sound and frees the microphone; a slip of the finger gives nothing', async () => {
  microphone(async () => ({ getTracks: () => [{ stop: stopTrack }] }));
  const onRecorded = vi.fn();
  drawn = await draw(() => <VoiceButton onRecorded={onRecorded} />);
  await hold('pointerdown');
  await settle(700);
  expect(drawn.find('button').textContent).toContain('松开结束');
  await hold('pointerup');
  await settle();
  expect(onRecorded).toHaveBeenCalledExactlyOnceWith({ blob: expect.any(Blob), seconds: 1 });
  expect(stopTrack).toHaveBeenCalledOnce();
  await hold('pointerdown');
  await settle(20);
  await hold('pointerup');
  await settle();
  expect(onRecorded).toHaveBeenCalledOnce();
});

test('a finger that is gone before the microphone is allowed records nothing', async () => {
  let allow: (stream: unknown) => void = () => undefined;
  microphone(() => new Promise((resolve) => (allow = resolve)));
  const onRecorded = vi.fn();
  drawn = await draw(() => <VoiceButton onRecorded={onRecorded} />);
  await hold('pointerdown');
  await hold('pointerup');
  allow({ getTracks: () => [{ stop: stopTrack }] });
  await settle(600);
  expect(stopTrack).toHaveBeenCalledOnce();
  expect(onRecorded).not.toHaveBeenCalled();
});

test('by keyboard one press starts and the next stops; a refused microphone is said in words', async () => {
  microphone(async () => ({ getTracks: () => [{ stop: stopTrack }] }));
  const onRecorded = vi.fn();
  drawn = await draw(() => <VoiceButton onRecorded={onRecorded} />);
  await drawn.key(drawn.find('button'), 'Enter');
  await settle(600);
  await drawn.key(drawn.find('button'), 'Enter');
  expect(onRecorded).toHaveBeenCalledOnce();
  await drawn.undraw();
  microphone(async () => Promise.reject(new Error('denied')));
  drawn = await draw(() => <VoiceButton onRecorded={onRecorded} />);
  await drawn.key(drawn.find('button'), 'Enter');
  await settle(10);
  expect(drawn.find('[role="status"]').textContent).toContain('没有麦克风权限');
});

test('on a phone a template goes behind what was written and can be changed; the box of letters stays as large as it is', async () => {
  const onSubmit = vi.fn();
  const templates = [
    { zh: '正在办理', en: 'In hand' },
    { zh: '已处理，请查看', en: 'Done' },
  ];
  const reply: FormField = { key: 'reply', kind: 'text', label: '答复', max: 8, lines: 3, templates };
  drawn = await draw(() => (
    <MobileForm fields={[reply]} initial={{ reply: '您好 ' }} onSubmit={onSubmit}>
      <button type="submit">提交</button>
    </MobileForm>
  ));
  await drawn.press('.ll-mform-template');
  await drawn.press('dialog li button', '已处理，请查看');
  expect((drawn.find('textarea') as HTMLTextAreaElement).value).toBe('您好\n已处理，请');
  expect((drawn.find('dialog') as HTMLDialogElement).open).toBe(false);
  await drawn.press('button[type="submit"]');
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith({ reply: '您好\n已处理，请' });
});
