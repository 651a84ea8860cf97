import { usualReasons, usualReplies } from './reasons.ts';
import { classOf, elsewhere, workingDays } from './shape.ts';

/** What fits nowhere else; the words that lead away are the longest list here. */
export const others = classOf({
  code: 'others',
  name: ['其他', 'Others'],
  rule: {
    icon: 'dots-three-circle',
    photo: 'none',
    reasons: usualReasons,
    replies: usualReplies,
    outOfScope: [
      elsewhere(
        ['社保', '医保报销', '养老金'],
        '社保、医保业务请拨打 12333 或到政务服务中心办理。',
        'For social insurance call 12333 or go to the service centre.',
      ),
      elsewhere(['公积金'], '住房公积金请拨打 12329。', 'For the housing fund call 12329.'),
      elsewhere(['个人所得税', '发票', '纳税'], '税务问题请拨打 12366。', 'For taxes call 12366.'),
      elsewhere(
        ['电信诈骗', '被骗', '诈骗'],
        '请立即拨打 110 或反诈专线 96110。',
        'Call 110 or the fraud line 96110 at once.',
      ),
      elsewhere(
        ['身份证', '户口本', '落户'],
        '户籍、身份证业务请到公安派出所或政务服务中心办理。',
        'Id cards and household registration: at the police station or service centre.',
      ),
    ],
  },
  subs: [
    { code: 'advice', name: ['意见建议', 'Suggestions'], handle: workingDays(5), lead: 'committee' },
    {
      code: 'question',
      name: ['政策咨询', 'Questions about policies'],
      handle: workingDays(1),
      lead: 'committee',
      helpers: ['welfare'],
    },
    { code: 'praise', name: ['表扬感谢', 'Thanks'], handle: workingDays(3), lead: 'committee' },
    {
      code: 'service',
      name: ['服务态度投诉', 'Complaint about how one was treated'],
      handle: workingDays(5),
      lead: 'committee',
      helpers: ['welfare'],
      more: { isPrivate: true },
    },
    { code: 'unclassified', name: ['其他事项', 'Something else'], handle: workingDays(5), lead: 'committee' },
  ],
});
