import { describe, expect, it } from 'vitest';
import { unfairTermIn } from './fair-terms.ts';

describe('conditions of a post', () => {
  it.each([
    ['限女性，会收银', 'sex'],
    ['保安，男，身体好', 'sex'],
    ['女生优先', 'sex'],
    ['招女服务员两名', 'sex'],
    ['已婚已育优先', 'family'],
    ['入职三年内不怀孕', 'family'],
    ['18-35岁', 'age'],
    ['年龄 45 周岁以下', 'age'],
    ['25岁以上，有经验', 'age'],
    ['年龄要求:35', 'age'],
    ['欢迎 95后', 'age'],
    ['只招汉族', 'origin'],
    ['本地户口优先', 'register'],
    ['户籍限本区', 'register'],
    ['不招外地人', 'register'],
    ['四肢健全', 'disability'],
    ['入职查乙肝两对半', 'carrier'],
    ['ＨＢＶ阴性', 'carrier'],
  ])('“%s” is refused', (words, kind) => {
    expect(unfairTermIn(words)?.kind).toBe(kind);
  });

  it.each([
    ['男女不限，年龄不限，户籍不限'],
    ['年满18周岁，会用收银机'],
    ['不限性别'],
    ['女装店导购，早晚班'],
    ['招女装导购两名'],
    ['负责妇女儿童服务中心前台'],
    ['残疾人优先，上下班有班车'],
    ['入职不查乙肝'],
    ['门店在民族路 35 号，试用期 2 个月'],
    ['工作 8:00-17:00，月休 6 天，满 1 年涨薪'],
  ])('“%s” is fine', (words) => {
    expect(unfairTermIn(words)).toBeNull();
  });
});
