import { type Text, text } from '../text.ts';
import { listLaws, listRules } from './basis-of-lists.ts';

interface Source {
  readonly title: Text;
  readonly inForceOn: string;
  readonly articles: Readonly<Record<string, Text>>;
}

/** The register of what rules stand on: laws by article, and our own house rules. A declaration that cites something else does not compile. */
export const sources = {
  民法典: {
    title: text('中华人民共和国民法典', 'Civil Code of the PRC'),
    inForceOn: '2021-01-01',
    articles: {
      '31': text(
        '对监护人的确定有争议的，由被监护人住所地的居民委员会、村民委员会或者民政部门指定。',
        'Where it is disputed who is guardian, the residents’ committee or civil affairs appoints one.',
      ),
      '201': text('按日计算期间的，开始的当日不计入，自下一日开始计算。', 'In days: the first day is not counted.'),
      '203': text(
        '期间的最后一日是法定休假日的，以法定休假日结束的次日为最后一日。',
        'A last day on a holiday rolls to the day after it.',
      ),
    },
  },
  接诉即办条例: {
    title: text('北京市接诉即办工作条例', 'Beijing Regulations on Swift Response to Public Complaints'),
    inForceOn: '2021-09-24',
    articles: {
      '15': text(
        '首接负责；对派单有异议的提出审核。',
        'The first unit stays responsible; objections to a dispatch are reviewed.',
      ),
      '18': text(
        '及时联系诉求人，办理后反馈，期限届满回访。',
        'Contact the person in time, report back, call back at the end.',
      ),
    },
  },
  安全生产法: {
    title: text('中华人民共和国安全生产法（2021 年修正）', 'Work Safety Law of the PRC (as amended 2021)'),
    inForceOn: '2021-09-01',
    articles: {
      '41': text(
        '生产经营单位排查治理事故隐患并如实记录；重大事故隐患由主管部门督办消除。',
        'Firms find, mend and record their hazards; authorities see to it that major ones are removed.',
      ),
      '74': text('任何单位或者个人对事故隐患有权报告或者举报。', 'Anybody may report a hazard.'),
      '75': text(
        '居民委员会、村民委员会发现生产经营单位存在事故隐患的，应当向当地人民政府或者有关部门报告。',
        'Residents’ and villagers’ committees that find a hazard at a firm report it to the government or the department.',
      ),
      '118': text(
        '重大事故隐患的判定标准由国务院有关部门制定。',
        'What counts as a major hazard is set by the departments of the State Council.',
      ),
    },
  },
  消防法: {
    title: text('中华人民共和国消防法（2021 年修正）', 'Fire Protection Law of the PRC (as amended 2021)'),
    inForceOn: '2021-04-29',
    articles: {
      '16': text(
        '单位组织防火检查，及时消除火灾隐患，保障疏散通道、安全出口、消防车通道畅通。',
        'Units check for fire hazards, remove them in time and keep ways out and fire lanes clear.',
      ),
      '17': text(
        '消防安全重点单位实行每日防火巡查，并建立巡查记录。',
        'Key units for fire safety patrol every day and keep a record of each patrol.',
      ),
      '18': text(
        '住宅区物业服务企业维护管理共用消防设施，提供消防安全防范服务。',
        'Property firms of housing estates keep the common fire installations in order.',
      ),
      '28': text(
        '不得损坏、挪用消防设施，不得占用、堵塞、封闭疏散通道、安全出口、消防车通道。',
        'Fire installations are not damaged or misused; ways out and fire lanes are not blocked.',
      ),
      '32': text(
        '村民委员会、居民委员会组织制定防火安全公约，进行防火安全检查。',
        'Villagers’ and residents’ committees make fire-safety covenants and check for fire safety.',
      ),
      '54': text(
        '发现火灾隐患的，应当通知有关单位或者个人立即采取措施消除隐患。',
        'Where a fire hazard is found, the unit or person concerned is told to remove it at once.',
      ),
    },
  },
  人民调解法: {
    title: text('中华人民共和国人民调解法', 'People’s Mediation Law'),
    inForceOn: '2011-01-01',
    articles: {
      '17': text('一方明确拒绝调解的，不得调解。', 'Where a party clearly refuses there is no mediation.'),
      '29': text(
        '协议书自各方签名、盖章或按指印，调解员签名并加盖印章之日起生效。',
        'In force once the parties and the mediator signed and the committee sealed.',
      ),
      '31': text('调委会监督协议履行，督促约定义务的履行。', 'The committee sees to it that the agreement is kept.'),
      '33': text(
        '协议生效之日起三十日内共同申请司法确认。',
        'Both may ask the court to confirm within thirty days of its taking effect.',
      ),
    },
  },
  人民调解工作若干规定: {
    title: text('人民调解工作若干规定（司法部令第75号）', 'Rules on People’s Mediation (MoJ Order 75)'),
    inForceOn: '2002-11-01',
    articles: { '33': text('一般在一个月内调结。', 'Usually ended within a month.') },
  },
  行政许可法: {
    title: text('中华人民共和国行政许可法', 'Administrative Licensing Law'),
    inForceOn: '2019-04-23',
    articles: {
      '32': text(
        '材料不齐的，当场或者五日内一次告知需要补正的全部内容；逾期不告知的，自收到之日起即为受理。',
        'What is missing is told at once or within five days, once and in full; otherwise it counts as accepted.',
      ),
      '42': text('自受理之日起二十日内作出决定。', 'Decided within twenty days of acceptance.'),
      '44': text('作出准予决定的，十日内送达证件。', 'What is granted is handed over within ten days.'),
    },
  },
  社会救助暂行办法: {
    title: text('社会救助暂行办法', 'Interim Measures for Social Assistance'),
    inForceOn: '2014-05-01',
    articles: {
      '11': text(
        '最低生活保障向户籍所在地街道办事处提出书面申请；有困难的，可以委托居民委员会代为提出。',
        'Minimum living allowance: applied for at the street office, by the residents’ committee where the family cannot.',
      ),
      '48': text(
        '临时救助向街道办事处提出，经审核、公示后由县级民政部门审批；情况紧急的可以简化手续。',
        'Temporary assistance: applied for at the street office, decided by civil affairs; simplified where urgent.',
      ),
    },
  },
  残疾人两项补贴意见: {
    title: text(
      '国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见（国发〔2015〕52号）',
      'State Council [2015] 52: living and nursing allowances of disabled persons',
    ),
    inForceOn: '2016-01-01',
    articles: {
      '1': text(
        '残疾人向户籍所在地街道办事处申请，居民委员会或者其他委托人可以代为办理。',
        'Applied for at the street office of one’s registration; the residents’ committee may do it on one’s behalf.',
      ),
    },
  },
  老年人权益保障法: {
    title: text('中华人民共和国老年人权益保障法', 'Law on the Protection of the Rights of the Elderly'),
    inForceOn: '2018-12-29',
    articles: {
      '33': text(
        '国家鼓励地方建立八十周岁以上低收入老年人高龄津贴制度。',
        'Localities are encouraged to pay an old-age allowance from eighty on.',
      ),
    },
  },
  公共租赁住房管理办法: {
    title: text('公共租赁住房管理办法（住房和城乡建设部令第11号）', 'Measures for Public Rental Housing (Order 11)'),
    inForceOn: '2012-07-15',
    articles: {
      '8': text(
        '申请人按规定提交材料并对真实性负责；材料不齐的，一次性书面告知需要补正的材料。',
        'Applicants hand in what is asked and answer for it; what is missing is told once, in writing.',
      ),
    },
  },
  居住证暂行条例: {
    title: text('居住证暂行条例', 'Interim Regulations on Residence Permits'),
    inForceOn: '2016-01-01',
    articles: {
      '2': text(
        '离开常住户口所在地到其他城市居住半年以上，有合法稳定就业、住所或者连续就读的，可以申领居住证。',
        'After half a year in another city with work, a home or school one may apply for a residence permit.',
      ),
      '10': text(
        '居住证每年签注一次，在居住每满一年之日前一个月内办理。',
        'Endorsed once a year, within the month before each full year.',
      ),
    },
  },
  社会保险法: {
    title: text('中华人民共和国社会保险法', 'Social Insurance Law'),
    inForceOn: '2018-12-29',
    articles: {
      '58': text(
        '自愿参加社会保险的灵活就业人员，应当向社会保险经办机构申请办理社会保险登记。',
        'Those in flexible work who join of their own will register with the social insurance agency.',
      ),
    },
  },
  志愿服务条例: {
    title: text('志愿服务条例', 'Regulations on Voluntary Service'),
    inForceOn: '2017-12-01',
    articles: {
      '17': text(
        '安排志愿者参与可能发生人身危险的志愿服务活动前，应当为志愿者购买相应的人身意外伤害保险。',
        'Before work that may be dangerous the volunteer is insured against accidents.',
      ),
      '19': text(
        '志愿者需要志愿服务记录证明的，志愿服务组织应当依据记录无偿、如实出具。',
        'Volunteers are given proof of their record, free and true, when they ask.',
      ),
    },
  },
  法律援助法: {
    title: text('中华人民共和国法律援助法', 'Legal Aid Law of the PRC'),
    inForceOn: '2022-01-01',
    articles: {
      '31': text(
        '因经济困难没有委托代理人的当事人可以申请法律援助的事项。',
        'Matters in which parties in hardship may ask for legal aid.',
      ),
      '32': text('不受经济困难条件限制的情形。', 'Matters in which means are not asked about.'),
      '38': text(
        '诉讼事项向办案机关所在地的法律援助机构申请；非诉讼事项向争议处理机关所在地或者事由发生地的法律援助机构申请。',
        'Asked for where the court sits; out of court, where the dispute is handled or arose.',
      ),
      '41': text('如实说明经济困难状况，可以作个人诚信承诺。', 'Means are stated truthfully; one’s own word may do.'),
      '42': text('免予核查经济困难状况的人员。', 'Those whose means are not checked.'),
      '43': text(
        '自收到申请之日起七日内审查决定，决定给予的三日内指派；材料一次性告知补充。',
        'Decided within seven days of the application, somebody appointed within three; what is missing is told once.',
      ),
      '44': text(
        '距法定时效或者期限届满不足七日的，可以先行提供法律援助。',
        'Fewer than seven days to a limitation: help may come first.',
      ),
      '49': text('对异议自收到之日起五日内审查。', 'An objection is reviewed within five days.'),
    },
  },
  反家庭暴力法: {
    title: text('中华人民共和国反家庭暴力法', 'Anti-Domestic Violence Law of the PRC'),
    inForceOn: '2016-03-01',
    articles: {
      '14': text(
        '发现无民事行为能力人、限制民事行为能力人遭受或者疑似遭受家庭暴力的，应当及时向公安机关报案；对报案人的信息予以保密。',
        'Violence against those who cannot act for themselves is reported to the police in time; who reported is kept secret.',
      ),
      '17': text(
        '告诫书送交居民委员会，居民委员会对收到告诫书的加害人、受害人进行查访。',
        'The committee is told of a written warning and visits both sides.',
      ),
    },
  },
  未成年人保护法: {
    title: text('中华人民共和国未成年人保护法', 'Law on the Protection of Minors'),
    inForceOn: '2021-06-01',
    articles: {
      '11': text(
        '发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即向公安、民政、教育等有关部门报告。',
        'Harm or danger to a minor is reported at once to police, civil affairs or education.',
      ),
    },
  },
  无证明清单: {
    title: text('民发〔2020〕20号：社区不应出具证明事项清单', 'MCA [2020] 20: certificates communities must not issue'),
    inForceOn: '2020-10-31',
    articles: {
      '1': text(
        '二十项不应由社区出具的证明及替代办法。',
        'Twenty certificates not to be issued, and where to go instead.',
      ),
    },
  },
  个人信息保护法: {
    title: text('中华人民共和国个人信息保护法', 'Personal Information Protection Law'),
    inForceOn: '2021-11-01',
    articles: {
      '44': text(
        '个人对其个人信息的处理享有知情权、决定权，有权限制或者拒绝。',
        'To know, decide, restrict and refuse.',
      ),
      '45': text('个人有权查阅、复制其个人信息，应当及时提供。', 'To see and copy, given in good time.'),
      '46': text('个人信息不准确或者不完整的，有权请求更正、补充。', 'To have it corrected and completed.'),
      '47': text(
        '目的已实现、期限届满、撤回同意等，应当删除；法定保存期限未届满的，停止除存储和安全保护以外的处理。',
        'Deleted once the purpose is met or the term is over; where law keeps it, it is only stored and guarded.',
      ),
      '48': text('个人有权要求对处理规则进行解释说明。', 'To have the rules explained.'),
      '49': text('自然人死亡的，近亲属为自身合法、正当利益可以查阅、复制、更正、删除。', 'Next of kin of the dead.'),
      '50': text('建立便捷的申请受理和处理机制；拒绝的，说明理由。', 'An easy way to ask; a refusal says why.'),
    },
  },
  居委会组织法: {
    title: text('中华人民共和国城市居民委员会组织法', 'Organic Law of Urban Residents’ Committees'),
    inForceOn: '2026-01-01',
    articles: {
      '1': text(
        '居民委员会办理本居住地区居民的公共事务和公益事业。',
        'Residents’ committees handle public affairs of their residents.',
      ),
    },
  },
  ...listLaws,
  house: {
    title: text('本平台规则', 'House rule'),
    inForceOn: '2026-01-01',
    articles: {
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
      'sign-4h': text(
        '派遣后四个工作时内签收，逾期视为接受。',
        'Signed within four working hours; silence is acceptance.',
      ),
      'contact-1d': text(
        '签收后一个工作日内先行联系诉求人。',
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
      'whistle-conclude-10d': text(
        '重点工作哨十个工作日内提交结论。',
        'Priority work concludes within ten working days.',
      ),
      'whistle-end-2d': text('各单位办结后两个工作日内由吹哨人销哨。', 'Who blew ends it within two working days.'),
      'mediation-accept-3d': text('调解申请三个工作日内受理。', 'Applications are accepted within three working days.'),
      'mediation-sign-5d': text('达成协议后五个工作日内签章。', 'Signed and sealed within five working days.'),
      'mediation-promise-60d': text('自申请之日起六十日内答复结果。', 'The result is told within sixty days.'),
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
      'protect-follow-7d': text('报告后七日内跟进一次。', 'Followed up within seven days of the report.'),
      'protect-visit-15d': text(
        '收到告诫书后每十五日内查访一次，至少三个月。',
        'After a written warning a visit every fifteen days, for three months at least.',
      ),
      'protect-close-3d': text(
        '结案由没有经手的人三个工作日内复核。',
        'Closed within three working days by another hand.',
      ),
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
      'filing-look-5d': text(
        '每五个工作日看一次平台进度并告诉本人。',
        'Looked after every five working days, and told.',
      ),
      'filing-confirm-5d': text('结果告知后五个工作日内由本人确认。', 'The person confirms within five working days.'),
      'filing-promise-30d': text('三十个工作日内把结果告诉本人。', 'The result is told within thirty working days.'),
      ...listRules,
      'order-screen-1d': text('点单一个工作日内审核。', 'Orders are looked at within one working day.'),
      'order-pool-3d': text(
        '发布三个工作日无人接单的，回到社区安排，不自动派给任何人。',
        'What nobody took within three working days goes back to the community; it is never given to anybody by itself.',
      ),
      'order-arrange-2d': text(
        '无人接单的两个工作日内另作安排。',
        'What nobody took is arranged within two working days.',
      ),
      'order-do-7d': text('接单后七日内完成，另有约定的从其约定。', 'Done within seven days unless agreed otherwise.'),
      'order-confirm-5d': text(
        '完成后五个工作日内由被服务人确认。',
        'Confirmed within five working days of being done.',
      ),
      'order-promise-20d': text(
        '自点单之日起二十个工作日内有结果。',
        'The person has a result within twenty working days.',
      ),
      'project-90d': text('微项目九十日内完成。', 'A micro-project is finished within ninety days.'),
      'project-promise-120d': text(
        '微项目自提出之日起一百二十日内有结果。',
        'A micro-project has a result within 120 days.',
      ),
      'supplement-10d': text(
        '一次性告知，十个工作日内补正。',
        'Told once what is missing; ten working days to supply it.',
      ),
    },
  },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof sources;
type ArticleOf<K extends SourceKey> = keyof (typeof sources)[K]['articles'] & string;

/** A reference into the register: `source/article`. */
export interface Basis {
  readonly source: SourceKey;
  readonly article: string;
}

/** A law's article as the basis of a limit or a step. */
export function law<K extends Exclude<SourceKey, 'house'>>(source: K, article: ArticleOf<K>): Basis {
  return { source, article };
}

/** A rule of our own as the basis. */
export function house(article: ArticleOf<'house'>): Basis {
  return { source: 'house', article };
}

/** The key an entry keeps of a basis. */
export function basisKey(basis: Basis): string {
  return `${basis.source}/${basis.article}`;
}

/** What a kept key says, for "why this deadline"; undefined for words of a category's own. */
export function basisText(key: string): { readonly title: Text; readonly words: Text } | undefined {
  const [source, article] = key.split('/');
  const found: Source | undefined = (sources as Record<string, Source>)[source ?? ''];
  const words = found?.articles[article ?? ''];
  return found && words ? { title: found.title, words } : undefined;
}
