import { type Text, text } from '../text.ts';

/** Why a drawn area or line cannot be taken, in the users' words: what is wrong and what to do. */
export const geometryFaults = {
  'geometry-too-few-points': text(
    '至少要有三个不同的点才能围成区域。',
    'An area needs at least three different points.',
  ),
  'geometry-too-many-points': text(
    '边界点太多（上限 {limit}），请先简化。',
    'The outline has too many points (limit {limit}). Please simplify it.',
  ),
  'geometry-outside-world': text(
    '坐标超出范围，请检查经纬度是否写反。',
    'Coordinates out of range. Are longitude and latitude swapped?',
  ),
  'geometry-open-ring': text('边界没有闭合。', 'The outline is not closed.'),
  'geometry-no-area': text('边界没有围成面积。', 'The outline bounds no area.'),
  'geometry-self-crossing': text(
    '边界自己相交，请调整交叉处。',
    'The outline crosses or touches itself. Please move the marked place.',
  ),
  'geometry-hole-outside': text('挖空部分不在边界之内。', 'A hole does not lie inside the outline.'),
  'geometry-parts-overlap': text('区域的几个部分互相重叠。', 'Parts of the area overlap.'),
  'geometry-split-not-across': text(
    '分割线必须从区域外画到区域外，穿过区域一次。',
    'The line must run right across the area, from outside to outside, once.',
  ),
  'geometry-split-several-parts': text(
    '区域由几块组成，请先拆开再分割。',
    'The area has several parts. Please separate them before splitting.',
  ),
  'geometry-split-hole': text('分割线不能穿过挖空部分。', 'The line may not run through a hole.'),
  'geometry-not-adjacent': text(
    '两个区域没有公共边界，不能合并。',
    'The two areas share no edge and cannot be joined.',
  ),
  'geometry-overlap': text(
    '两个区域互相重叠，请先调整边界。',
    'The two areas overlap. Please correct their outlines first.',
  ),
} as const satisfies Record<string, Text>;

export type GeometryFault = keyof typeof geometryFaults;

/** A "no" with the place where it is wrong, if there is one. */
export interface GeometryRefusal {
  readonly ok: false;
  readonly code: GeometryFault;
  readonly at?: readonly [lon: number, lat: number];
}

/** Makes the "no" of a geometric question. */
export function geometryFault(code: GeometryFault, at?: readonly [number, number]): GeometryRefusal {
  return at ? { ok: false, code, at } : { ok: false, code };
}
