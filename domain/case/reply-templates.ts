import { fill, type Text, text } from '../text.ts';
import type { CategoryRule, TemplateUse } from './category.ts';

/** What is offered where a category says nothing of its own. `{places}` are filled in; what comes of it is ordinary text. */
const usual: Readonly<Record<TemplateUse, readonly Text[]>> = {
  reply: [
    text(
      '您好，您反映的“{category}”事项（编号 {number}）正在办理，最晚 {due} 前给您答复。',
      'Your matter {number} ({category}) is being handled; you will hear by {due}.',
    ),
    text(
      '您好，{place}的问题已处理，请您查看。如仍有不便，请直接告诉我们，编号 {number}。',
      'What you raised at {place} has been dealt with; please have a look. If not, tell us with the number {number}.',
    ),
  ],
  question: [
    text(
      '您好，您反映的{place}的事，请问具体在几号楼、几单元、几层？方便的话请拍一张照片。',
      'About your matter at {place}: which building, entrance and floor is it? A photo would help.',
    ),
    text(
      '您好，工作人员要上门查看，请问您哪天、几点在家？',
      'We would like to come and look: on which day and at what time are you at home?',
    ),
  ],
  return: [
    text(
      '经核，{place}不在本单位管辖范围，实际应由            负责，依据：',
      '{place} is not in our area; it belongs to … , by:',
    ),
    text(
      '经核，“{category}”不属于本单位职责，依据职责清单第    条，建议转由：',
      '{category} is not our duty, by item … of the duty list; we suggest:',
    ),
  ],
  extension: [
    text(
      '已到{place}查看，所需材料预计    月    日到货，到货后    个工作日内完成。',
      'We have looked at {place}; the materials arrive on … and the work takes … working days after that.',
    ),
    text('需与        共同施工，已约定    月    日进场。', 'The work is done together with …, which begins on … .'),
  ],
};

/** The templates of a use at a stage: the category's own, else the usual ones, with what is known of the case filled in. */
export function templatesFor(
  use: TemplateUse,
  stage: string,
  rule: CategoryRule,
  known: Readonly<Record<string, unknown>>,
): readonly Text[] {
  const own = rule.replies.filter((one) => one.for === use);
  const here = own.filter((one) => one.stage === stage);
  const chosen = (use === 'reply' ? here : own).map((one) => one.text);
  return (chosen.length > 0 ? chosen : usual[use]).map((one) => fill(one, known));
}
