import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { RefusalError } from '../../kit/refusal-error.ts';
import { type Drawn, draw, settle } from '../../test/draw.tsx';
import type { FormField } from '../forms/fields.ts';
import { MobileForm } from '../mobile/MobileForm.tsx';
import { DeskProvider } from './DeskProvider.tsx';
import { SchemaForm } from './SchemaForm.tsx';

const fields: readonly FormField[] = [
  { key: 'words', kind: 'text', label: '情况', required: true, max: 10 },
  {
    key: 'kind',
    kind: 'choice',
    label: '类别',
    options: [
      { value: 'a', label: '甲类' },
      { value: 'b', label: '乙类' },
    ],
  },
  { key: 'why', kind: 'text', label: '理由', required: true, when: (values) => values['kind'] === 'b' },
];
const refusal = new RefusalError({
  type: 'urn:linli:refusal',
  title: 'x',
  status: 422,
  code: 'request.invalid',
  text: { zh: '填写有误。', en: 'Not right.' },
  fields: [
    { path: 'input.words', text: { zh: '这里写的是电话，请改成情况', en: 'That is a phone number' } },
    { path: 'place', text: { zh: '地点不在本街道', en: 'Not in this street' } },
  ],
});
let drawn: Drawn;

afterEach(() => drawn.undraw());

type Submit = (values: object) => void;
const desk = (onSubmit: Submit) => () => (
  <DeskProvider>
    <SchemaForm fields={fields} submitLabel="提交" onSubmit={onSubmit} />
  </DeskProvider>
);
const phone = (onSubmit: Submit) => () => (
  <MobileForm fields={fields} onSubmit={onSubmit}>
    <button type="submit">提交</button>
  </MobileForm>
);

test.each([
  ['desk', desk],
  ['phone', phone],
])('on a %s, what is missing is said under its field and nothing is sent until it is there', async (_, form) => {
  const onSubmit = vi.fn();
  drawn = await draw(form(onSubmit));
  await drawn.press('button[type="submit"]');
  await settle(50);
  expect(drawn.box.textContent).toContain('请填写情况');
  expect(onSubmit).not.toHaveBeenCalled();
  await drawn.type('input:not([type="radio"])', ' 灯不亮 ');
  await drawn.press('button[type="submit"]');
  await settle(50);
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith({ words: '灯不亮' });
});

test.each([
  ['desk', desk],
  ['phone', phone],
])('on a %s, a field appears when what it depends on is chosen, and only then is asked for', async (_, form) => {
  const onSubmit = vi.fn();
  drawn = await draw(form(onSubmit));
  expect(drawn.box.textContent).not.toContain('理由');
  await drawn.type('input:not([type="radio"])', '灯不亮');
  await drawn.press('label', '乙类');
  expect(drawn.box.textContent).toContain('理由');
  await drawn.press('button[type="submit"]');
  await settle(50);
  expect(drawn.box.textContent).toContain('请填写理由');
  expect(onSubmit).not.toHaveBeenCalled();
});

function Refused() {
  const [error, setError] = useState<unknown>();
  return (
    <DeskProvider>
      <SchemaForm fields={fields} submitLabel="提交" error={error} onSubmit={() => setError(refusal)} />
    </DeskProvider>
  );
}

test('the server’s refusals stand beside their fields; those of no field in sight are said above', async () => {
  drawn = await draw(Refused);
  await drawn.type('input:not([type="radio"])', '13900000000'.slice(0, 10));
  await drawn.press('button[type="submit"]');
  await settle(100);
  const [item] = drawn.box.querySelectorAll('.ant-form-item');
  expect(item?.textContent).toContain('这里写的是电话');
  expect(drawn.find('[role="alert"]', '填写有误').textContent).toContain('地点不在本街道');
});
