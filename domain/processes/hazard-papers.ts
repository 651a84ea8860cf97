import type { Print } from '../case/prints.ts';
import { text } from '../text.ts';

const where = text('地点：{place}　{site}', 'Where: {place} {site}');
const what = text('隐患类型：{kind}', 'Kind of hazard: {kind}');
const found = text('发现的情况：{words}', 'What was found: {words}');
const graded = text('定级：{grade}　依据：{gradeBasis}', 'Grade: {grade}. Basis: {gradeBasis}');
const whose = text('整改责任人：{duty}　{rectifier}', 'To be mended by: {duty} {rectifier}');
const rectifying = ['sent', 'rectifying', 'enforcing', 'rechecking', 'closed'] as const;

/** The papers of a hazard: what must be mended by whom and when, its hand-over to whoever may enforce, and what was seen afterwards. */
export const hazardPapers = {
  notice: {
    title: text('隐患整改通知书', 'Notice to remove a hazard'),
    at: rectifying,
    body: [
      whose,
      where,
      what,
      found,
      graded,
      text('请这样整改：{demand}', 'What is to be done: {demand}'),
      text('整改的最后一天：{rectifyBy}', 'Last day: {rectifyBy}'),
      text('整改完成前的临时措施：{measures}', 'Until then: {measures}'),
      text(
        '{community}将在整改后复查。逾期未整改的，依法报告或者移交有执法权的部门处理。',
        '{community} looks at it again afterwards. What is not mended in time is reported or handed to the department that may enforce.',
      ),
    ],
    signs: [text('整改责任人签收', 'Received by'), text('检查人', 'Checked by')],
    isIssued: true,
  },
  handover: {
    title: text('隐患报告（移送）函', 'Report and hand-over of a hazard'),
    at: rectifying,
    body: [
      text('主管部门：{leadOrganisationId}', 'To: {leadOrganisationId}'),
      text(
        '依照《中华人民共和国安全生产法》第七十五条、《中华人民共和国消防法》第三十二条，现将下列隐患报告（移送）贵单位，请依法处理并反馈结果。',
        'Under art. 75 of the Work Safety Law and art. 32 of the Fire Protection Law the following hazard is reported to you; please act by law and tell us the result.',
      ),
      whose,
      where,
      what,
      found,
      graded,
      text('报告（移送）理由：{handoverReason}', 'Why: {handoverReason}'),
      text('已采取的临时措施：{measures}', 'Done so far: {measures}'),
      text('移送说明：{steps_hand_over}', 'Hand-over: {steps_hand_over}'),
      text('签收回执：{steps_sign}', 'Receipt: {steps_sign}'),
    ],
    signs: [text('报告（移送）单位（盖章）', 'Handed over by (seal)'), text('接收人', 'Received by')],
    isIssued: true,
  },
  recheck: {
    title: text('隐患整改复查记录', 'Record of the second look'),
    at: ['rechecking', 'rectifying', 'enforcing', 'closed'],
    body: [
      whose,
      where,
      what,
      found,
      text('整改情况：{steps_rectified}', 'What was done: {steps_rectified}'),
      text('执法处理：{steps_enforced}', 'By the department: {steps_enforced}'),
      text('复查不合格：{steps_fail}', 'Not mended: {steps_fail}'),
      text('复查合格：{steps_pass}', 'Mended: {steps_pass}'),
    ],
    signs: [text('复查人', 'Looked at again by'), text('整改责任人', 'Responsible')],
  },
} as const satisfies Readonly<Record<string, Print>>;
