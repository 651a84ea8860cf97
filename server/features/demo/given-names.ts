/** Characters and whole names that were in fashion, most usual first. */
interface Fashion {
  /** Born in this year or later, until the next row. */
  readonly from: number;
  /** Of a hundred, how many have a name of one character. */
  readonly singlePercent: number;
  readonly singles: string;
  /** First and second character of a name of two. */
  readonly firsts: string;
  readonly seconds: string;
  /** Whole names so usual at the time that many share them. */
  readonly wholes: string;
}

export const maleFashions: readonly Fashion[] = [
  {
    from: 1900,
    singlePercent: 8,
    singles: '荣贵福根祥庆寿德生茂',
    firsts: '德文永金玉荣国福明志世长树连兴忠富有宝庆学绍炳锦鸿万春',
    seconds: '生祥福荣贵明林清才山昌发华泉元安海兴成寿康和全庭仁义财',
    wholes: '德福 金生 永福 文华 玉山 长林 国兴 福生 志和 荣生 树林 炳坤 锦泉',
  },
  {
    from: 1940,
    singlePercent: 10,
    singles: '荣祥明福林华强庆根平',
    firsts: '国志文建德金永明世玉福荣忠新学家振树庆炳汉耀维',
    seconds: '华明生荣林祥清成德良才昌兴元安海民忠光庭权基辉',
    wholes: '国华 志明 建华 国强 文华 国荣 永昌 金荣 志强 国栋 家明 耀华 振华',
  },
  {
    from: 1950,
    singlePercent: 14,
    singles: '明强平军华民勇忠健林',
    firsts: '建国志卫永援新爱文世立振家伟德金维跃少汉锦',
    seconds: '国华民明强平军生林忠成荣辉良新光东安雄基康文',
    wholes: '建国 建华 国庆 援朝 抗美 和平 卫国 建民 志强 国强 建平 新民 爱国 跃进 志明 保国',
  },
  {
    from: 1960,
    singlePercent: 20,
    singles: '军勇伟强明平斌辉健峰刚华林涛',
    firsts: '建志卫国文永红学立新伟少海振向晓俊家锦汉',
    seconds: '军东国强明华平民辉林文生忠兵峰雄彬荣成斌雄',
    wholes: '卫东 建军 卫国 红卫 学军 向东 志强 建明 国强 永红 文革 红军 志军 建新 伟民',
  },
  {
    from: 1970,
    singlePercent: 32,
    singles: '勇军伟强斌涛辉刚波峰健鹏磊平毅超宇杰',
    firsts: '志建海文永俊晓少国立伟家荣小春锦振向卫景',
    seconds: '军强勇伟辉明华峰平斌波涛林刚东文杰雄锋宏彬坚',
    wholes: '志强 海涛 建军 志勇 晓东 建峰 文斌 志伟 俊杰 少华 海波 永强 春雷 伟明 小刚',
  },
  {
    from: 1980,
    singlePercent: 34,
    singles: '伟磊鹏超涛勇强杰斌波峰亮辉飞凯龙健旭俊宇毅帅',
    firsts: '志建俊晓海文嘉家伟永少国立振泽锦天子宏景明',
    seconds: '伟强鹏峰杰辉华龙飞涛明宇斌军波超亮文彬锋健豪',
    wholes: '志伟 俊杰 嘉伟 晓峰 海龙 建伟 家明 文杰 伟杰 志豪 小龙 永辉 宇飞 振宇 立新',
  },
  {
    from: 1990,
    singlePercent: 24,
    singles: '鑫鹏磊杰超凯浩涛帅宇飞龙阳晨旭博俊洋豪毅',
    firsts: '俊嘉志家文子浩泽天伟宇思梓明晓锦建景永振冠',
    seconds: '杰豪伟轩宇鹏浩峰辉龙文凯涛鑫彬华阳健洋锋聪',
    wholes: '俊杰 嘉豪 志豪 家豪 文杰 伟杰 浩然 子豪 嘉俊 天宇 俊豪 家乐 嘉明 宇航 博文',
  },
  {
    from: 2000,
    singlePercent: 12,
    singles: '鑫浩睿翔涛杰博轩宇昊阳晨',
    firsts: '子俊浩嘉宇泽梓天文家志思睿明博铭奕锦逸鸿',
    seconds: '轩豪然杰宇涵辰浩阳泽博航睿熙霖鑫翔锋昊毅',
    wholes: '子轩 俊杰 浩然 嘉豪 宇轩 子豪 天佑 梓轩 家豪 宇航 文轩 博文 子涵 俊熙 浩宇 泽楷',
  },
  {
    from: 2010,
    singlePercent: 6,
    singles: '睿轩昊宸泽博熠',
    firsts: '子梓浩宇奕泽俊沐铭一嘉睿明思天皓瑞锦承景宸',
    seconds: '轩涵宇泽睿辰阳然希霖熙宸博翰铭杰诚逸航皓恒',
    wholes: '子轩 梓轩 浩宇 宇轩 浩然 俊熙 子睿 奕辰 梓睿 一诺 沐辰 梓豪 宇泽 铭轩 皓轩 子墨 睿泽',
  },
  {
    from: 2020,
    singlePercent: 5,
    singles: '宸泽睿逸',
    firsts: '沐奕梓宇亦景云知泽承嘉皓思锦清书知星屿',
    seconds: '宸泽辰安川舟珩屿白尧礼远年然霖瑜言野',
    wholes: '沐宸 亦辰 奕辰 宇泽 景行 知远 沐阳 梓睿 一诺 嘉佑 云舟 清和 书珩 亦安 景珩',
  },
];

export const femaleFashions: readonly Fashion[] = [
  {
    from: 1900,
    singlePercent: 12,
    singles: '英珍兰玉凤莲妹娣琼贞',
    firsts: '秀桂玉淑凤金素惠月瑞亚美彩巧爱雪翠瑶婉',
    seconds: '英珍兰芳莲贞琴香芝云娥仙华清娟梅芬凤娇琼',
    wholes: '秀英 桂英 玉兰 淑珍 凤英 秀兰 桂兰 玉珍 素珍 月娥 瑞珍 惠贞 秀珍 金妹 婉贞',
  },
  {
    from: 1940,
    singlePercent: 12,
    singles: '英珍兰芳琼玲华萍娟莲',
    firsts: '秀淑桂玉丽凤惠美素爱金月佩雪翠瑞慧碧少',
    seconds: '英珍兰芳华琴云莲贞芬萍玲娟香梅清芝娥霞琼',
    wholes: '秀英 淑英 秀兰 桂芳 玉珍 秀珍 淑华 桂兰 惠珍 丽华 惠芳 佩珍 月英 淑芬 美珍',
  },
  {
    from: 1950,
    singlePercent: 18,
    singles: '萍玲芳华英敏琴兰梅霞珍娟',
    firsts: '秀丽淑玉建桂美爱惠小凤慧月金国亚少雪洁',
    seconds: '英华珍芳萍兰玲琴云霞清梅芬娟莲贞平娥香',
    wholes: '秀英 丽华 建华 淑芬 玉兰 爱华 丽萍 桂芳 美玲 惠芳 小玲 秀芳 丽珍 月明 国珍',
  },
  {
    from: 1960,
    singlePercent: 26,
    singles: '红梅霞萍玲芳敏燕丽艳英琴娟',
    firsts: '丽秀小红建美晓淑玉春慧雪爱惠少卫冬月凤',
    seconds: '华萍红梅芳英玲霞珍娟琴云兰燕敏清芬莲珠',
    wholes: '丽华 小红 红梅 丽萍 秀芳 晓燕 建红 美玲 丽娟 春梅 小玲 雪梅 秀娟 卫红 冬梅',
  },
  {
    from: 1970,
    singlePercent: 36,
    singles: '燕丽霞艳红静敏梅芳玲娟萍英莉琳慧',
    firsts: '晓丽海小秀春红雪美慧玉爱少淑建冬惠文志嘉',
    seconds: '燕华霞梅玲萍芳红丽娟英琴敏云静莉珍莲娜霞',
    wholes: '晓燕 丽娜 海燕 丽华 春燕 小燕 丽萍 雪梅 晓红 秀丽 丽娟 红霞 小丽 晓玲 美华',
  },
  {
    from: 1980,
    singlePercent: 36,
    singles: '静丽婷娜燕敏丹艳颖霞娟莉玲芳洁琳倩璐媛',
    firsts: '晓丽小婷海雪嘉美春慧思文秋雅佳玉静淑少诗',
    seconds: '燕丽娜霞婷敏静玲华娟梅芳莹琳红洁雯颖萍君',
    wholes: '丽娜 晓燕 婷婷 海燕 晓敏 丽华 雪梅 丹丹 晓丽 嘉敏 秋霞 静文 小娟 嘉欣 晓君',
  },
  {
    from: 1990,
    singlePercent: 22,
    singles: '婷雪静敏颖倩琳丹悦瑶莹慧洁蕾雯璐',
    firsts: '嘉思雨诗婷晓佳梦雪晓丽静慧欣文雅子艺泳倩',
    seconds: '婷敏琪欣怡莹雯颖静雪慧仪琳瑶娜君彤玲洁霞',
    wholes: '嘉欣 思敏 雨婷 佳怡 婷婷 诗琪 晓彤 嘉敏 思琪 梦婷 静怡 欣怡 嘉仪 雅婷 泳欣 慧敏',
  },
  {
    from: 2000,
    singlePercent: 8,
    singles: '颖悦瑶雯琳怡萱彤',
    firsts: '雨欣思梓诗嘉佳子梦紫心可雅晓芷语静艺依',
    seconds: '怡欣彤琪涵萱婷悦雯妍瑶颖桐晴媛妮菲琳',
    wholes: '欣怡 雨桐 佳怡 梓涵 思琪 诗涵 嘉欣 雨欣 子涵 心怡 晓彤 紫涵 可欣 梦瑶 静怡 思彤',
  },
  {
    from: 2010,
    singlePercent: 4,
    singles: '玥瑶悦萱妍',
    firsts: '梓欣雨子一思诗语可芷沐紫依若心佳艺晨书雅',
    seconds: '涵妍彤萱桐怡诺琪瑶妤晴玥菲熙琳欣悦宁诗',
    wholes: '梓涵 欣妍 雨桐 一诺 子涵 诗涵 梓萱 欣怡 语桐 可欣 芷晴 若汐 紫萱 思彤 依诺 雨萱 语彤',
  },
  {
    from: 2020,
    singlePercent: 4,
    singles: '玥棠悦宁',
    firsts: '若沐苡语知清星书云芷一念安诗禾初昕',
    seconds: '汐禾宁晴棠溪初瑶念一晚乔伊安柠苒',
    wholes: '若汐 语桐 一诺 沐晴 苡沫 知夏 清妍 书瑶 沐瑶 念安 星禾 芷若 初晴 云溪 安然',
  },
];
