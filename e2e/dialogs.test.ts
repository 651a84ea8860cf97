import { afterAll, beforeAll, expect, test } from 'vitest';
import { world } from '../server/test/world.ts';
import { closePage } from './browser.ts';
import { dialogFaults, openByKeyboard, type Way } from './dialogs.ts';
import type { Surface } from './page-visits.ts';
import { type PageWalk, startWalk } from './page-walk.ts';

let walk: PageWalk;

beforeAll(async () => {
  walk = await startWalk();
  const { app } = walk.ground;
  const guide = {
    areaId: world.community,
    name: '周明理',
    hasAgreed: true,
    showsName: true,
    showsPhone: false,
  } as const;
  const secretary = await app.signIn('community-secretary');
  expect((await app.send('legal-guides.add', guide, secretary)).problem).toBeUndefined();
});
afterAll(() => walk?.close());

/**
 * Where a dialog of each make opens, and the words on its opener: forms, questions, steps of a matter, the drawer of a narrow desk,
 * what menus open, sheets and questions of the phone. */
const dialogs: Readonly<Partial<Record<Surface, readonly (readonly [path: string, opener: string, way?: Way])[]>>> = {
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
    ['/cases/$ref', '更多操作', { item: '并案' }],
    ['/cases', '我的筛选', { item: '存下当前筛选' }],
    ['/cases', '', { role: 'row', width: 1100 }],
    ['/people', '', { role: 'row', width: 1100 }],
    ['/legal', '不再担任'],
  ],
  field: [
    ['/report', '选地点'],
    ['/report', '有人身危险', { role: 'switch' }],
    ['/tasks/$ref', '更多'],
    ['/visits/$house', '登记突发情况'],
    ['/account', '退出登录'],
  ],
  portal: [
    ['/', '春申社区'],
    ['/report', '地图上选'],
    ['/report', '全部类别'],
    ['/t', '不用办了'],
    ['/book', '选择社区'],
    ['/genuine', '选择您的社区，显示社区电话'],
  ],
};

test.each(Object.keys(dialogs) as Surface[])(
  'every make of dialog of %s by keyboard',
  async (surface) => {
    const page = await walk.opened(surface, 'zh');
    const wrong: string[] = [];
    const usual = page.viewportSize() ?? { width: 0, height: 0 };
    for (const [path, opener, way = {}] of dialogs[surface] ?? []) {
      await page.setViewportSize({ ...usual, width: way.width ?? usual.width });
      await walk.go(page, surface, path);
      const found = await openByKeyboard(page, opener, way).then(
        () => dialogFaults(page),
        (error: unknown) => [`does not open: ${error}`.slice(0, 300)],
      );
      wrong.push(...found.map((fault) => `${path} ${[opener, way.item].filter(Boolean).join(' › ')}: ${fault}`));
    }
    expect(wrong).toEqual([]);
    await closePage(page);
  },
  300_000,
);
