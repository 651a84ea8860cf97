import { chip, reply } from './shape.ts';

/** Reasons every class starts from: chips, so that nobody has to write. */
export const usualReasons = {
  return: [
    chip('other-area', '地点不在本单位辖区', 'The place is not in our area'),
    chip('other-duty', '职责清单中不属本单位', 'Not ours by the duty list'),
    chip('private-matter', '属业主自有部分，由业主负责', 'Belongs to the owner of the home'),
    chip('in-litigation', '已进入信访、诉讼或复议', 'Already in court or under review'),
    chip('same-case', '与在办事项为同一件', 'The same as an open matter'),
  ],
  decline: [
    chip('not-ours', '不属于受理范围', 'Not within our remit'),
    chip('no-place', '地点不明且无法联系', 'No place, and nobody to ask'),
    chip('legal-way', '应通过诉讼、仲裁、复议等法定途径', 'A court or review decides this'),
    chip('answered-before', '同一事项已答复，没有新情况', 'Answered before, nothing new'),
    chip('outside-district', '不在本区', 'Outside the district'),
  ],
  extension: [
    chip('materials', '等待材料或配件', 'Waiting for materials or parts'),
    chip('weather', '天气原因不能施工', 'Weather does not allow the work'),
    chip('several-units', '需多个单位共同办理', 'Several units must work together'),
    chip('entry', '需入户而住户不在', 'Nobody at home to let us in'),
    chip('funds', '需申请维修资金', 'Repair funds must be applied for'),
  ],
  deferral: [
    chip('project', '已列入改造计划，等待开工', 'Part of a planned renovation'),
    chip('vote', '需业主共同决定', 'The owners must decide together'),
    chip('season', '需等适宜季节', 'Must wait for the season'),
    chip('third-party', '等待其他部门手续', 'Waiting for another office'),
  ],
  unsolved: [
    chip('not-done', '现场未整改', 'Nothing was changed on site'),
    chip('partly', '只完成一部分', 'Only part of it was done'),
    chip('came-back', '问题反复', 'It came back'),
    chip('poor-quality', '质量不合要求', 'Poor workmanship'),
    chip('no-contact', '未与当事人联系', 'The person was not contacted'),
  ],
  supervise: [
    chip('late', '已超时', 'Late'),
    chip('repeated', '同一地点反复投诉', 'Repeated complaints about one place'),
    chip('risk', '有安全风险', 'There is a risk'),
    chip('concern', '居民反映强烈', 'Residents press strongly'),
  ],
  supplement: [
    chip('place', '请补充准确地点', 'The exact place'),
    chip('photo', '请补充现场照片', 'A photo'),
    chip('time', '请补充发生时间', 'When it happens'),
    chip('contact', '请补充联系方式', 'How to reach you'),
  ],
  arbitrate: [
    chip('by-list', '按职责清单确定', 'By the duty list'),
    chip('by-place', '按地点确定', 'By the place'),
    chip('first-unit', '首接负责', 'The first unit stays responsible'),
  ],
  transfer: [
    chip('wrong-unit', '原派遣单位有误', 'Sent to the wrong unit'),
    chip('lead-changed', '主要责任单位变更', 'Another unit is mainly responsible'),
    chip('after-look', '现场核实后确认', 'Found on site'),
  ],
};

/** Replies every class starts from. */
export const usualReplies = [
  reply(
    'contacting',
    '您好，您反映的事项已由我单位负责，工作人员将到现场查看，有进展会及时告诉您。',
    'Your matter is now with our unit. We will look at the place and keep you informed.',
  ),
  reply(
    'handling',
    '您反映的问题已处理完毕，请您查看。如仍有不便，请直接回复，我们继续办理。',
    'The matter you raised has been dealt with. If something is still wrong, please tell us and we will go on.',
  ),
  reply(
    'raised',
    '您反映的事项不属于社区受理范围，请按以下途径办理：',
    'This matter is not one we can take. Please turn to:',
  ),
];
