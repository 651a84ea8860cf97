import { text } from '../text.ts';

/** What complaints, lists, projects, contracts and help stand on. */
export const listLaws = {
  信访工作条例: {
    title: text('信访工作条例', 'Regulations on Letters and Visits'),
    inForceOn: '2022-05-01',
    articles: {
      '22': text(
        '收到信访事项应当登记，并在十五日内区分情况处理。',
        'Registered, and dealt with by its kind within fifteen days.',
      ),
      '34': text(
        '自受理之日起六十日内办结；情况复杂的经批准可以延长，延长期限不得超过三十日。',
        'Finished within sixty days of acceptance; thirty more with approval where it is complex.',
      ),
      '35': text(
        '自收到书面答复之日起三十日内可以请求复查；复查机关自收到请求之日起三十日内提出复查意见。',
        'A review may be asked for within thirty days of the answer, and is answered within thirty.',
      ),
      '36': text(
        '自收到复查意见之日起三十日内可以请求复核；复核机关自收到请求之日起三十日内提出复核意见。',
        'A second review may be asked for within thirty days, and is answered within thirty.',
      ),
    },
  },
  政府购买服务管理办法: {
    title: text('政府购买服务管理办法（财政部令第102号）', 'Rules on Services Bought by Government (MoF Order 102)'),
    inForceOn: '2020-03-01',
    articles: {
      '24': text(
        '合同履行期限一般不超过一年；内容固定、经费有保障的可以不超过三年。',
        'A contract runs up to a year; up to three where its content is fixed and its money assured.',
      ),
    },
  },
  无障碍环境建设法: {
    title: text('中华人民共和国无障碍环境建设法', 'Law on Building a Barrier-Free Environment'),
    inForceOn: '2023-09-01',
    articles: {
      '19': text(
        '支持、指导家庭无障碍设施改造；对符合条件的残疾人、老年人家庭给予适当补贴。',
        'Barrier-free work at home is supported and guided, with help for homes of disabled and elderly people that qualify.',
      ),
    },
  },
} as const;

/** Our own rules for them. */
export const listRules = {
  'complaint-accept-3d': text(
    '投诉三个工作日内登记，并告知本人。',
    'Complaints are taken in within three working days, and the person is told.',
  ),
  'complaint-handle-10d': text(
    '投诉登记后十个工作日内查清并拟好答复。',
    'Looked into and an answer drafted within ten working days.',
  ),
  'complaint-sign-2d': text(
    '拟好的答复两个工作日内由未经手的人审签。',
    'The drafted answer is signed off by another within two working days.',
  ),
  'complaint-review-15d': text(
    '本人十五日内可以申请上一级复查一次。',
    'The person may ask one level up for a review, once, within fifteen days.',
  ),
  'complaint-review-10d': text('复查十个工作日内答复。', 'A review is answered within ten working days.'),
  'complaint-promise-20d': text(
    '投诉自提出之日起二十个工作日内答复本人。',
    'A complaint is answered within twenty working days.',
  ),
  'petition-sign-5d': text(
    '信访答复意见五个工作日内由未经手的人审签。',
    'An answer to a petition is signed off by another within five working days.',
  ),
  'agreed-day-60d': text(
    '按约定的日期办结；没有约定的六十日内办结。',
    'Done by the day agreed; where none is, within sixty days.',
  ),
  'agreed-day-1y': text(
    '按约定的日期完成；没有约定的一年内完成。',
    'Finished by the day agreed; where none is, within a year.',
  ),
  'second-look-5d': text(
    '完成后五个工作日内由未经手的人复核销号。',
    'Looked at by another within five working days, and struck off.',
  ),
  'topic-decide-30d': text(
    '议题三十日内提交联席会议定。',
    'A topic comes before the joint meeting within thirty days.',
  ),
  'unit-sign-2d': text(
    '议定事项两个工作日内由牵头单位签收。',
    'The unit responsible signs for it within two working days.',
  ),
  'project-approve-15d': text(
    '项目建议十五个工作日内决定立项与否。',
    'A proposed project is decided on within fifteen working days.',
  ),
  'project-accept-10d': text(
    '完工后十个工作日内由居民代表验收。',
    'Accepted by residents’ representatives within ten working days.',
  ),
  'contract-check-5d': text(
    '合同签订后五个工作日内由未经手的人核对。',
    'A contract is checked by another within five working days.',
  ),
  'contract-review-20d': text(
    '合同到期后二十个工作日内评价效果。',
    'What came of a contract is judged within twenty working days of its end.',
  ),
  'assist-accept-3d': text('帮扶需求三个工作日内回应。', 'A need is answered within three working days.'),
  'assist-survey-7d': text(
    '受理后七个工作日内上门了解并商定办法。',
    'Visited and a way agreed within seven working days.',
  ),
  'assist-confirm-7d': text(
    '办好后七个工作日内由本人或复核人确认。',
    'Confirmed by the person or another within seven working days.',
  ),
  'assist-promise-60d': text('自提出之日起六十日内答复结果。', 'The result is told within sixty days.'),
  'seal-ask-1d': text('用印申请一个工作日内审批。', 'A request for the seal is decided within a working day.'),
  'seal-use-2d': text('批准后两个工作日内用印。', 'The seal is set within two working days of the approval.'),
  'seal-file-5d': text(
    '用印后五个工作日内留底归档。',
    'A copy is filed within five working days of the seal being set.',
  ),
} as const;
