import { z } from 'zod';
import { parsePhone } from '../identifiers/phone.ts';
import { type Text, text } from '../text.ts';
import { isPrivateNetwork } from './private-network.ts';

/** Who may change it: the system administrator, or, where it opens a door, the security administrator. */
export type Keeper = 'system' | 'security';

/** How a setting is drawn and what it holds. */
export type SettingKind = 'words' | 'phone' | 'number' | 'switch' | 'hours' | 'networks' | 'point';

/** One thing a district decides for itself: the source of form, check, command, history, audit and doctor. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly keeper: Keeper;
  readonly group: SettingGroup;
  readonly label: Text;
  /** What it touches, and from when on. */
  readonly effect: Text;
  readonly kind: SettingKind;
  readonly schema: S;
  /** What holds until somebody decides otherwise. */
  readonly usual: z.output<S>;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Text;
}

export const settingGroups = {
  installation: text('本平台', 'This installation'),
  channels: text('对外通道', 'Channels'),
  keeping: text('保存期限', 'How long things are kept'),
  limits: text('上限', 'Limits'),
  doors: text('登录与出口', 'Signing in and going out'),
} as const;
export type SettingGroup = keyof typeof settingGroups;

type Head = Pick<Setting, 'keeper' | 'group' | 'label' | 'effect'>;

const said = (zh: string, en: string) => ({ params: { text: text(zh, en) } });

/** Words in both languages. */
export function words<const H extends Head>(head: H, max: number, usual: Text) {
  const one = z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/[\p{Cc}\p{Cf}]/u.test(value), said('有看不见的字符。', 'There are characters nobody sees.'));
  return { ...head, kind: 'words', schema: z.object({ zh: one, en: one }), usual, max } as const;
}

/** A number to call, or none. */
export function phone<const H extends Head>(head: H) {
  const schema = z
    .string()
    .trim()
    .max(20)
    .refine(
      (value) => value === '' || parsePhone(value).ok,
      said(
        '请填写能拨打的号码，例如 0756-8888888。',
        'Please enter a number that can be called, such as 0756-8888888.',
      ),
    );
  return { ...head, kind: 'phone', schema, usual: '', max: 20 } as const;
}

/** A whole number within bounds. */
export function number<const H extends Head>(
  head: H,
  {
    min,
    max,
    usual,
    unit,
  }: { readonly min: number; readonly max: number; readonly usual: number; readonly unit: Text },
) {
  return { ...head, kind: 'number', schema: z.number().int().min(min).max(max), usual, min, max, unit } as const;
}

/** On or off. */
export function onOff<const H extends Head>(head: H, usual: boolean) {
  return { ...head, kind: 'switch', schema: z.boolean(), usual } as const;
}

/** A stretch of the day by the clock in Shanghai; the same time twice is no stretch at all. */
export function hours<const H extends Head>(head: H, from: string, to: string) {
  const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
  return { ...head, kind: 'hours', schema: z.object({ from: time, to: time }), usual: { from, to } } as const;
}

/** Networks of one's own house. */
export function networks<const H extends Head>(head: H) {
  const one = z
    .string()
    .trim()
    .max(43)
    .refine(
      isPrivateNetwork,
      said(
        '请填写内网网段，例如 10.1.0.0/16；公网地址不必列出，本机地址不能放行。',
        'Please enter a private network such as 10.1.0.0/16; public addresses need no entry, the machine itself is never let through.',
      ),
    );
  const usual: readonly string[] = [];
  return { ...head, kind: 'networks', schema: z.array(one).max(20), usual: [...usual] } as const;
}

/** A spot in WGS 84, or none. */
export function point<const H extends Head>(head: H) {
  const schema = z.object({ lon: z.number().min(73).max(136), lat: z.number().min(3).max(54) }).nullable();
  return { ...head, kind: 'point', schema, usual: null } as const;
}
