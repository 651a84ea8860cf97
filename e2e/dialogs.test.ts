import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage } from './browser.ts';
import { dialogFaults, openByKeyboard } from './dialogs.ts';
import type { Surface } from './page-visits.ts';
import { type PageWalk, startWalk } from './page-walk.ts';

let walk: PageWalk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk?.close());

/** Where a dialog of each make opens, and the words on its opener: forms, questions, steps of a matter, sheets of the phone. */
const dialogs: Readonly<Partial<Record<Surface, readonly (readonly [path: string, opener: string])[]>>> = {
  desk: [
    ['/openings', '登记岗位'],
    ['/resources', '登记需求'],
    ['/resources', '登记资源'],
    ['/api-keys', '新建密钥'],
    ['/webhooks', '新建推送'],
    ['/areas', '新增社区（村）'],
    ['/patrols', '添加巡查对象'],
    ['/patrols', '新建巡查计划'],
    ['/rotas', '新建值班表'],
    ['/cases/$ref', '受理'],
    ['/cases/$ref', '不予受理'],
    ['/cases/$ref', '放大查看：own.png'],
  ],
  portal: [
    ['/', '春申社区'],
    ['/report', '地图上选'],
    ['/report', '全部类别'],
    ['/t/$token', '不用办了'],
    ['/book', '选择社区'],
    ['/genuine', '选择您的社区，显示社区电话'],
  ],
};

test.each(Object.keys(dialogs) as Surface[])(
  'every make of dialog of %s by keyboard',
  async (surface) => {
    const page = await walk.opened(surface, 'zh');
    const wrong: string[] = [];
    for (const [path, opener] of dialogs[surface] ?? []) {
      await walk.go(page, surface, path);
      await openByKeyboard(page, opener);
      wrong.push(...(await dialogFaults(page)).map((fault) => `${path} ${opener}: ${fault}`));
    }
    expect(wrong).toEqual([]);
    await closePage(page);
  },
  300_000,
);
