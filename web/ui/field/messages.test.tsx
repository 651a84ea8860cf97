// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { ask, letMessagesDraw, toast } from './messages.ts';

test('a toast is really drawn under React 19', async () => {
  letMessagesDraw();
  toast('已保存');
  await vi.waitFor(() => expect(document.body.textContent).toContain('已保存'), 10_000);
});

test('a question is drawn and its answer comes back', async () => {
  letMessagesDraw();
  const answer = ask({ title: '退出登录？', yes: '退出', no: '再想想' });
  await vi.waitFor(() => expect(document.body.textContent).toContain('退出登录？'), 10_000);
  const buttons = [...document.querySelectorAll<HTMLElement>('.adm-dialog-button')];
  buttons.find((button) => button.textContent === '退出')?.click();
  await expect(answer).resolves.toBe(true);
});
