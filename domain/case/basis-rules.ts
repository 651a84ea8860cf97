import { text } from '../text.ts';

/** Our own rules, where no law sets a limit; a district may set its own in their place. */
export const houseRules = {
  'child-care-5d': text('五个工作日内评估、结对。', 'Assessed and paired within five working days.'),
  'child-care-review-180d': text('困境儿童关爱每一百八十天评估一次。', 'Looked at anew every 180 days.'),
  'health-follow-5d': text('五个工作日内安排随访。', 'Follow-up is arranged within five working days.'),
  'health-follow-365d': text('健康随访的同意一年期满结束。', 'Consent to health follow-up ends after a year.'),
  'visit-shock-24h': text('突发情况二十四小时内有人看望。', 'Somebody looks in within 24 hours of a shock.'),
  'visit-weekly': text(
    '独居、失能、特困人员每周探访一次，上门、电话都算。',
    'Those living alone, needing care or destitute are visited weekly, at the door or by phone.',
  ),
  'visit-monthly': text(
    '高龄、空巢、残疾、低保、困境和留守儿童、计生特殊家庭每月探访一次。',
    'The old, families in need and children in need are visited monthly.',
  ),
  'visit-quarterly': text(
    '退役军人、优抚对象、失业人员、低保边缘家庭每季度走访一次。',
    'Veterans, the unemployed and families on the edge of low income are visited quarterly.',
  ),
  'visit-doctor-quarterly': text('家庭医生每季度随访一次。', 'The family doctor follows up quarterly.'),
  'visit-linked-monthly': text('联系户每月走访一次。', 'Linked households are visited monthly.'),
  'visit-certification-yearly': text(
    '高龄津贴、特困供养每年见面确认一次待遇资格。',
    'Allowances for great age and destitution are confirmed in person once a year.',
  ),
  'accept-4h': text('居民诉求四个工作时内受理。', 'Matters are accepted within four working hours.'),
  'dispatch-4h': text('受理后四个工作时内派遣。', 'Dispatched within four working hours of acceptance.'),
  'sign-4h': text('派遣后四个工作时内签收，逾期视为接受。', 'Signed within four working hours; silence is acceptance.'),
  'contact-1d': text(
    '签收后一个工作日内先行联系诉求人（北京市接诉即办工作条例要求及时，没有定天数，也只在北京施行）。',
    'The person is contacted within one working day of signing.',
  ),
  'handle-5d': text(
    '一般事项五个工作日内办结，类别另有规定的从其规定。',
    'Handled within five working days unless the category says otherwise.',
  ),
  'check-2d': text('办结后两个工作日内核查。', 'Checked within two working days of the claim.'),
  'call-back-3d': text('核查后三个工作日内回访。', 'Called back within three working days of the check.'),
  'close-1d': text('回访后一个工作日内结案。', 'Closed within one working day of the call-back.'),
  'promise-15d': text(
    '自提出之日起十五个工作日内答复本人，退单、转派都不停表。',
    'The person is answered within fifteen working days; returns never stop this clock.',
  ),
  'return-8h': text(
    '派遣后八个工作时内可退单，逾期视为接受。',
    'A unit may return within eight working hours of the dispatch.',
  ),
  'arbitrate-4h': text('退单争议四个工作时内裁定。', 'Disputed returns are decided within four working hours.'),
  'proof-2d': text('证明申请两个工作日内审核。', 'Applications for proof are reviewed within two working days.'),
  'seal-1d': text('审核后一个工作日内用印出具。', 'Sealed and issued within one working day of the review.'),
  'whistle-check-2h': text('吹哨由主要负责人两个工作时内审核。', 'The principal agrees within two working hours.'),
  'whistle-enforcement': text(
    '综合执法哨：两个工作时签收，四个工作时联系，八个工作时到场。',
    'Joint enforcement: signed in 2, called in 4, there in 8 working hours.',
  ),
  'whistle-priority': text(
    '重点工作哨：四个工作时签收，一个工作日联系，两个工作日到场。',
    'Priority work: signed in 4 working hours, called in 1, there in 2 working days.',
  ),
  'whistle-emergency': text(
    '应急处置哨：先电话吹哨，一小时签收到场，昼夜连续计算。',
    'Emergency: blown by phone; signed and there within an hour, day and night.',
  ),
  'whistle-emergency-24h': text(
    '应急处置哨二十四小时内补录并反馈结论。',
    'An emergency is recorded and concluded within 24 hours.',
  ),
  'whistle-conclude-5d': text(
    '综合执法哨五个工作日内提交结论。',
    'Joint enforcement concludes within five working days.',
  ),
  'whistle-conclude-10d': text('重点工作哨十个工作日内提交结论。', 'Priority work concludes within ten working days.'),
  'whistle-end-2d': text('各单位办结后两个工作日内由吹哨人销哨。', 'Who blew ends it within two working days.'),
  'mediation-accept-3d': text('调解申请三个工作日内受理。', 'Applications are accepted within three working days.'),
  'mediation-sign-5d': text('达成协议后五个工作日内签章。', 'Signed and sealed within five working days.'),
  'mediation-perform-30d': text(
    '没有约定履行日期的，三十日内督促履行（人民调解法第三十一条要求监督履行，没有定天数）。',
    'Where no day was agreed, seen to within thirty days (art. 31 asks the committee to see to it and sets no number).',
  ),
  'mediation-call-back-60d': text(
    '协议生效后六十日内查看履行并回访（人民调解法第三十一条没有定天数）。',
    'Looked after and called back within sixty days of taking effect (art. 31 sets no number).',
  ),
  'mediation-promise-60d': text('自申请之日起六十日内答复结果。', 'The result is told within sixty days.'),
  'dispute-accept-2d': text(
    '排查到的纠纷两个工作日内明确谁来化解。',
    'Who holds a dispute that was found is settled within two working days.',
  ),
  'dispute-ease-7d': text('七个工作日内化解或者转出去办。', 'Eased or handed on within seven working days.'),
  'dispute-look-7d': text('化解满七天后回看一次。', 'Looked at again once seven days are over.'),
  'dispute-look-30d': text(
    '化解满三十天后再回看一次；两次回看至少隔七天。',
    'Looked at a second time once thirty days are over, at least seven days after the first look.',
  ),
  'dispute-look-3d': text('到了回看的日子，三天内去看。', 'The look is made within three days.'),
  'dispute-promise-90d': text('自登记之日起九十日内了结。', 'Ended within ninety days.'),
  'hazard-grade-1d': text(
    '发现隐患后一个工作日内定级并通知整改。',
    'Graded, and notice given, within one working day.',
  ),
  'hazard-rectify-15d': text(
    '一般隐患十五个工作日内整改；整改通知书另写了最后一天的，以通知书为准。',
    'Ordinary hazards are mended within fifteen working days, or by the day the notice names.',
  ),
  'hazard-enforce-20d': text(
    '主管部门签收后二十个工作日内处置并反馈。',
    'The department acts and reports within twenty working days of signing.',
  ),
  'hazard-recheck-3d': text(
    '报告整改完成后三个工作日内复查。',
    'Looked at again within three working days of the report.',
  ),
  'hazard-promise-30d': text(
    '举报隐患的，三十日内告知处理结果。',
    'Whoever reported it is told the result within thirty days.',
  ),
  'data-right-15d': text(
    '个人信息申请十五个工作日内答复（个人信息保护法第五十条要求便捷、及时，未定天数）。',
    'Requests about one’s data are answered within fifteen working days (PIPL art. 50 asks for ease and sets no number).',
  ),
  'data-right-accept-2d': text('两个工作日内核对身份并受理。', 'Who asks is made sure of within two working days.'),
  'data-right-work-8d': text('受理后八个工作日内办理。', 'Dealt with within eight working days.'),
  'data-right-check-3d': text('三个工作日内由另一人复核。', 'Gone over by another within three working days.'),
  'urgent-first-60m': text(
    '突发信息先打电话，一小时内书面首报（突发事件应对法第六十一条要求及时，分钟数是本平台规则）。',
    'By telephone first, in writing within an hour (the law says in time; the minutes are ours).',
  ),
  'urgent-first-30m': text(
    '较大以上突发信息三十分钟内书面首报。',
    'What is grave is reported in writing within thirty minutes.',
  ),
  'urgent-update-2h': text('每两小时续报一次，直到终报。', 'Reported on every two hours until the last report.'),
  'urgent-last-72h': text('七十二小时内终报。', 'The last report comes within 72 hours.'),
  'urgent-check-24h': text('终报后二十四小时内由另一人核定。', 'Gone over by another within 24 hours.'),
  'consult-2d': text('法律咨询两个工作日内答复。', 'A question of law is answered within two working days.'),
  'consult-open-7d': text(
    '答复后七日内可以追问，没有追问的自动办结。',
    'For seven days one may ask on; then it closes by itself.',
  ),
  'aid-check-2d': text('法律援助预审两个工作日内完成。', 'The pre-check is done within two working days.'),
  'aid-hand-over-1d': text(
    '预审后一个工作日内移交法律援助机构。',
    'Handed over within one working day of the pre-check.',
  ),
  'aid-object-30d': text(
    '不予援助的决定送达后三十日内协助提出异议，逾期自动办结。',
    'For thirty days we help to object to a refusal; then it closes by itself.',
  ),
  'aid-result-180d': text('指派后一百八十日内回访办理结果。', 'The result is asked about within 180 days.'),
  'aid-promise-60d': text('自申请之日起六十日内告知结果。', 'The result is told within sixty days.'),
  'protect-report-2h': text(
    '法律要求及时、立即报告（反家庭暴力法第十四条、未成年人保护法第十一条）；本平台定为两小时内，昼夜连续计算。',
    'The law says at once (art. 14 and art. 11); here within two hours, day and night.',
  ),
  'protect-watch-90d': text(
    '收到告诫书后查访满三个月（反家庭暴力法第十七条要求查访，没有定天数）。',
    'Visits go on for three months after a written warning (art. 17 asks for visits and sets no number).',
  ),
  'protect-follow-7d': text('报告后七日内跟进一次。', 'Followed up within seven days of the report.'),
  'protect-visit-15d': text(
    '收到告诫书后每十五日内查访一次，至少三个月。',
    'After a written warning a visit every fifteen days, for three months at least.',
  ),
  'protect-close-3d': text('结案由没有经手的人三个工作日内复核。', 'Closed within three working days by another hand.'),
  'protect-promise-180d': text('自报告之日起一百八十日内结案。', 'Closed within 180 days of the report.'),
  'help-team-5d': text(
    '征得本人同意后五个工作日内组成帮教小组。',
    'The team is formed within five working days of consent.',
  ),
  'help-term-180d': text(
    '帮教一期一百八十日，期满自动结束；续期要本人再次同意。',
    'A term is 180 days and ends by itself; another needs consent anew.',
  ),
  'inquiry-3d': text(
    '需要群众补充情况的，等三个工作日；期间环节时限不计，答复本人的期限照走，逾期继续办理。',
    'A question to the person waits three working days: the stage’s time is held, the person’s own is not; then work goes on.',
  ),
  'application-review-10d': text('受理后十个工作日内审核。', 'Reviewed within ten working days of acceptance.'),
  'application-decide-3d': text('审核后三个工作日内决定。', 'Decided within three working days of the review.'),
  'filing-consent-3d': text('请本人三个工作日内确认是否委托。', 'The person confirms within three working days.'),
  'filing-hand-in-2d': text('受托后两个工作日内在平台递交。', 'Handed in within two working days of the mandate.'),
  'filing-look-5d': text('每五个工作日看一次平台进度并告诉本人。', 'Looked after every five working days, and told.'),
  'filing-confirm-5d': text('结果告知后五个工作日内由本人确认。', 'The person confirms within five working days.'),
  'filing-promise-30d': text('三十个工作日内把结果告诉本人。', 'The result is told within thirty working days.'),
  'order-screen-1d': text('点单一个工作日内审核。', 'Orders are looked at within one working day.'),
  'order-pool-3d': text(
    '发布三个工作日无人接单的，回到社区安排，不自动派给任何人。',
    'What nobody took within three working days goes back to the community; it is never given to anybody by itself.',
  ),
  'order-arrange-2d': text('无人接单的两个工作日内另作安排。', 'What nobody took is arranged within two working days.'),
  'order-do-7d': text('接单后七日内完成，另有约定的从其约定。', 'Done within seven days unless agreed otherwise.'),
  'order-confirm-5d': text('完成后五个工作日内由被服务人确认。', 'Confirmed within five working days of being done.'),
  'order-promise-20d': text(
    '自点单之日起二十个工作日内有结果。',
    'The person has a result within twenty working days.',
  ),
  'project-90d': text('微项目九十日内完成。', 'A micro-project is finished within ninety days.'),
  'project-promise-120d': text(
    '微项目自提出之日起一百二十日内有结果。',
    'A micro-project has a result within 120 days.',
  ),
  'supplement-10d': text('一次性告知，十个工作日内补正。', 'Told once what is missing; ten working days to supply it.'),
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
  'petition-promise-75d': text(
    '十五日内登记受理，受理后六十日内办结，合计七十五日（信访工作条例第二十二条、第三十四条）。',
    'Fifteen days to register and sixty to finish: seventy-five in all (arts. 22 and 34).',
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
