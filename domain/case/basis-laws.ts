import { text } from '../text.ts';

/** Laws, regulations and standards by article: their number as printed, and what it says in one line. */
export const laws = {
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
        '消防救援机构在监督检查中发现火灾隐患的，应当通知有关单位或者个人立即采取措施消除隐患。',
        'Where the fire authority finds a fire hazard, it tells the unit or person concerned to remove it at once.',
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
      '5': text(
        '反家庭暴力工作应当尊重受害人真实意愿，保护当事人隐私。',
        'What the victim truly wishes is respected, and their privacy kept.',
      ),
      '14': text(
        '居民委员会及其工作人员发现无民事行为能力人、限制民事行为能力人遭受或者疑似遭受家庭暴力的，应当及时向公安机关报案；公安机关应当对报案人的信息予以保密。',
        'Violence against those who cannot act for themselves is reported to the police in time, who keep secret who reported.',
      ),
      '17': text(
        '公安机关将告诫书送交加害人、受害人，并通知居民委员会；居民委员会、公安派出所应当查访，监督加害人不再实施家庭暴力。',
        'The police give the written warning to both sides and tell the committee, which visits both.',
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
    inForceOn: '2020-04-28',
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
    title: text(
      '中华人民共和国城市居民委员会组织法（2025 年修订）',
      'Organic Law of Urban Residents’ Committees (as revised 2025)',
    ),
    inForceOn: '2026-01-01',
    articles: {
      '1': text('健全基层群众自治制度，由城市居民依法办理自己的事情。', 'Residents see to their own affairs by law.'),
    },
  },
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
