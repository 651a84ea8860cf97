import { wallTime } from '../../../domain/calendar/instant.ts';
import { metricCodes, metrics, minimumN } from '../../../domain/metrics/metrics.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { type DocxPaper, openDocx } from '../../kit/papers/docx-paper.ts';
import { sealedCategories } from '../catalogue/catalogue.queries.ts';
import { shownAreas } from './figure-areas.ts';
import { type ReportFigures, type ReportQuery, reportFigures } from './report.figures.queries.ts';

const kinds: Readonly<Record<ReportQuery['kind'], string>> = { day: '日报', week: '周报', topic: '专报' };
const sources: Readonly<Record<string, string>> = {
  resident: '居民反映',
  hotline: '12345 热线',
  grid: '网格自采',
  superior: '上级交办',
  sensor: '感知告警',
};

const said = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** The period in words: one day, or from a day to a day. */
const periodWords = ({ days, to }: ReportFigures): string =>
  days.from === to ? said(to) : `${said(days.from)}至${said(to)}`;

function titleOf(figures: ReportFigures, { kind }: ReportQuery): string {
  const topic = figures.categoryName ? `“${figures.categoryName.zh}”` : '';
  return `${figures.asked.area.name}${topic}社区治理${kinds[kind]}`;
}

/** Per cent with one place. */
const percent = (part: number, of: number): string =>
  of === 0 ? '—' : `${(Math.round((part / of) * 1000) / 10).toFixed(1)}%`;
const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** More or fewer than before, in words. */
function change(now: number, before: number): string {
  if (now === before) return '与上期持平';
  return `比上期${now > before ? '增加' : '减少'} ${Math.abs(now - before)} 件`;
}

/** What a report would hold, to choose by. */
export async function outlineReport(ctx: ReadCtx, query: ReportQuery) {
  const figures = await reportFigures(ctx, query, await sealedCategories(ctx));
  const { asked, days, to, now, open, late, notable } = figures;
  return {
    title: titleOf(figures, query),
    area: { id: asked.area.id, name: asked.area.name },
    areas: shownAreas(ctx, asked.tree),
    from: days.from,
    to,
    raised: now.raised,
    closed: now.closed,
    open,
    late,
    notable: notable.map(({ code, label, n }) => ({ code, label, n })),
  };
}

/** Where the figures of a part come from, beside its first number. */
const note = {
  period: (words: string) => `来源：事项计量，按上报日、结案日落在${words}之内计，包括本区域全部来源的事项。`,
  moment: (at: string) => `来源：事项台账，截至 ${at} 未结案的事项；超时指已过办理期限且未批准缓办。`,
  rate: (at: number) => {
    const { title, words, version } = metrics[metricCodes[at] as (typeof metricCodes)[number]];
    return `${title.zh}，口径第 ${version} 版：${words.zh}`;
  },
};

function putOverview(paper: DocxPaper, figures: ReportFigures, at: string): void {
  const { now, before, open, late, onTheSpot, sources: from } = figures;
  paper.heading('一、总体情况');
  paper.paragraph([
    `${periodWords(figures)}，共上报事项 ${now.raised} 件，${change(now.raised, before.raised)}；办结 ${now.closed} 件，${change(now.closed, before.closed)}。`,
    { note: note.period(periodWords(figures)) },
    `其中网格员即办即结 ${onTheSpot} 件。截至目前未结 ${open} 件，其中超时 ${late} 件。`,
    { note: note.moment(at) },
  ]);
  if (from.length > 0)
    paper.paragraph([
      `按来源分：${from.map((one) => `${sources[one.source] ?? one.source} ${one.n} 件`).join('，')}。`,
    ]);
}

function putRates(paper: DocxPaper, { now, before }: ReportFigures): void {
  paper.heading('二、办理质量');
  paper.table({
    heads: ['指标', '本期', '分子', '分母', '上期'],
    widths: [4, 2, 2, 2, 2],
    rows: metricCodes.map((code, at) => {
      const [part = 0, of = 0] = [now.numerators[at], now.denominators[at]];
      return [
        { words: metrics[code].title.zh, note: note.rate(at) },
        percent(part, of),
        rounded(part),
        String(of),
        percent(before.numerators[at] ?? 0, before.denominators[at] ?? 0),
      ];
    }),
  });
  paper.remark(`分母不足 ${minimumN} 件的，比率只供参考，不作比较。`);
}

function putCategories(paper: DocxPaper, { categories }: ReportFigures): void {
  if (categories.length === 0) return;
  paper.heading('三、群众反映集中的类别');
  paper.table({
    heads: ['类别', '件数'],
    widths: [8, 3],
    rows: categories.map(({ name, n }) => [name?.zh ?? '未分类', String(n)]),
  });
  paper.remark('来源：本期上报的事项，按一级类别计，列前十类。');
}

/** The place among those with enough to compare; none for the others. */
function rankOf(figures: ReportFigures['areas'], at: number): (index: number) => string {
  const rates = figures.map(({ figures: one }) => {
    const of = one.denominators[at] ?? 0;
    return of < minimumN ? undefined : (one.numerators[at] ?? 0) / of;
  });
  return (index) => {
    const own = rates[index];
    return own === undefined ? '—' : String(1 + rates.filter((rate) => rate !== undefined && rate > own).length);
  };
}

function putAreas(paper: DocxPaper, { areas, asked }: ReportFigures): void {
  if (areas.length < 2) return;
  const at = metricCodes.indexOf('on-time');
  const isOfCommunities = asked.area.kind !== 'community' && asked.area.kind !== 'grid';
  const rank = rankOf(areas, at);
  paper.heading('四、各区域情况');
  paper.table({
    heads: ['区域', '上报', '办结', '按时办结率', '分母', ...(isOfCommunities ? ['位次'] : [])],
    widths: [4, 2, 2, 3, 2, ...(isOfCommunities ? [2] : [])],
    rows: areas.map(({ node, figures }, index) => [
      node.name,
      String(figures.raised),
      String(figures.closed),
      percent(figures.numerators[at] ?? 0, figures.denominators[at] ?? 0),
      String(figures.denominators[at] ?? 0),
      ...(isOfCommunities ? [rank(index)] : []),
    ]),
  });
  paper.remark(
    `按区域代码排列，不对人员排名。${isOfCommunities ? `位次只在分母满 ${minimumN} 件的社区之间排，不足的记“—”。` : ''}来源：同“办理质量”。`,
  );
}

function putNotable(paper: DocxPaper, { notable }: ReportFigures, withWords: boolean): void {
  paper.heading('五、需要关注的事项');
  for (const { label, items, n } of notable) {
    paper.subheading(`${label.zh}：${n} 件`);
    if (items.length === 0) continue;
    paper.table({
      heads: ['编号', '类别', '网格', '承办单位', '时间', ...(withWords ? ['内容'] : [])],
      widths: [4, 3, 3, 3, 3, ...(withWords ? [5] : [])],
      rows: items.map((one) => [
        one.number,
        one.n > 1 ? `${one.category.zh}（${one.n} 件）` : one.category.zh,
        one.grid,
        one.unit,
        wallTime(one.at),
        ...(withWords ? [one.words] : []),
      ]),
    });
    if (n > items.length) paper.remark(`共 ${n} 件，列前 ${items.length} 件。`);
  }
  paper.remark('隐私类事项只计数，不列出。');
}

/**
 * A report drafted from the records, for people to finish in Word: figures of the very code that counts for the screens, lists of notable matters
 * without anybody's name, each figure with its source. It is written down who drew it.
 */
export async function draftReport(ctx: ReadCtx, query: ReportQuery): Promise<MediaAnswer> {
  const figures = await reportFigures(ctx, query, await sealedCategories(ctx));
  const { asked, days, to } = figures;
  ctx.audit({
    action: 'metrics.report-drafted',
    noun: 'metrics',
    details: {
      kind: query.kind,
      areaId: asked.area.id,
      from: days.from,
      to,
      category: query.category ?? null,
      words: query.words,
    },
  });
  const at = wallTime(ctx.now);
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const title = titleOf(figures, query);
  const paper = openDocx({ title, author: name });
  paper.title(title, `（${periodWords(figures)}）`);
  putOverview(paper, figures, at);
  putRates(paper, figures);
  putCategories(paper, figures);
  putAreas(paper, figures);
  putNotable(paper, figures, query.words === 'yes');
  paper.heading('六、下一步工作');
  paper.paragraph(['（请在此填写。）']);
  paper.closing([asked.area.name, said(ctx.now.slice(0, 10) === to ? to : wallTime(ctx.now).slice(0, 10))]);
  paper.remark(`本稿由 ${name} 于 ${at} 从系统记录生成，请核对后使用。`);
  return {
    body: await paper.end(),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fileName: `${title}-${to}.docx`,
  };
}
