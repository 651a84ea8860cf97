import { describe, expect, it } from 'vitest';
import { wrapLines } from './wrap-lines.ts';

/** Ten for a Chinese character, five for every other. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (/[\x20-\x7e]/.test(one) ? 5 : 10), 0);
const wrap = (text: string, most = 60) => wrapLines(text, most, widthOf);

describe('lines', () => {
  it('break between Chinese characters, at the width', () => {
    expect(wrap('楼道口私拉电线给电动自行车充电')).toEqual(['楼道口私拉电', '线给电动自行', '车充电']);
    expect(wrap('')).toEqual(['']);
    expect(wrap('一\n\n二')).toEqual(['一', '', '二']);
  });

  it('never begin with a closing sign nor end with an opening one', () => {
    expect(wrap('插排裸露着的，旁边堆着纸箱。')).toEqual(['插排裸露着的，', '旁边堆着纸箱。']);
    expect(wrap('请您看看那份（附件）')).toEqual(['请您看看那份', '（附件）']);
    expect(wrap('按照第八条（《条例》）办')).toEqual(['按照第八条', '（《条例》）', '办']);
  });

  it('keep words and numbers whole as far as they fit', () => {
    expect(wrap('编号 11-260304 请保存')).toEqual(['编号', '11-260304 请', '保存']);
    expect(wrap('abcdefghijklmnopqrstuvwxyz')).toEqual(['abcdefghijkl', 'mnopqrstuvwx', 'yz']);
  });

  it('lose and add nothing, whatever is set', () => {
    const text = '先行联系：已通话（王女士），约 14:30 上门；“请带上 A4 纸与 𠮷 字样本”，谢谢！'.repeat(7);
    for (const most of [30, 47, 60, 133, 400]) {
      const lines = wrap(text, most);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(most + 20);
    }
  });
});
