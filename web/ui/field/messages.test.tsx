// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { ask, letMessagesDraw, toast } from './messages.ts';

test('a toast is really drawn under React 19', async () => {
  letMessagesDraw();
  toast('已保存');
  await vi.waitFor(() => expect(document.body.textContent).toContain('已保存'), 10_000);
});

test('a question is drawn and its answer comes back', async () => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement, said = '') {
    this.open = false;
    this.returnValue = said;
    this.dispatchEvent(new Event('close'));
  };
  for (const [pressed, isSure] of [
    ['退出', true],
    ['再想想', false],
  ] as const) {
    const answer = ask({ title: '退出登录？', words: '还有 2 件没有送达。', yes: '退出', no: '再想想' });
    expect(document.body.textContent).toContain('退出登录？还有 2 件没有送达。');
    const buttons = [...document.querySelectorAll<HTMLElement>('dialog button')];
    buttons.find(({ textContent }) => textContent === pressed)?.click();
    await expect(answer).resolves.toBe(isSure);
    expect(document.querySelector('dialog')).toBeNull();
  }
});
