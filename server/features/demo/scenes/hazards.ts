import { line, type Telling, tell, workday } from './shape.ts';

/** Hazards of every step: to be graded, being mended, past its day, to be looked at again, handed to who may enforce, mended. */
export const hazardScenes: readonly Telling[] = [
  tell(
    'hazard',
    ['grid', 'find', 0],
    (it) => ({
      kind: 'bikes',
      words: '一楼楼梯间停了五辆电动车，两辆正在飞线充电。',
      site: '一楼楼梯间',
      photos: it.files('现场.jpg', 'safety before'),
    }),
    [],
    { minutesAgo: 95 },
  ),
  tell('hazard', ['asker', 'report', 2], {
    kind: 'gas',
    words: '楼下小餐馆后厨放了四个煤气罐，离灶台不到一米，天天闻到味。',
    site: '临街餐馆后厨',
  }),
  tell(
    'hazard',
    ['grid', 'find', 4],
    (it) => ({
      kind: 'fire',
      words: '天面防火门被锁，钥匙不在物业前台，消防箱里缺水带。',
      site: '天面和九楼消防箱',
      photos: it.files('现场.jpg', 'safety before'),
    }),
    [
      line(
        'secretary',
        'grade-ordinary',
        (it) => ({
          gradeBasis: 'fire-18',
          duty: 'property',
          rectifier: '小区物业',
          demand: '三天内开锁配钥匙，补齐水带',
          rectifyBy: it.day(6),
          measures: '配齐前每天巡两次',
        }),
        3,
      ),
    ],
  ),
  tell(
    'hazard',
    ['grid', 'find', 12],
    (it) => ({
      kind: 'electricity',
      words: '出租屋内电线老化，插座发热变黄，七个人合住。',
      site: '三楼出租屋',
      photos: it.files('现场.jpg', 'safety before'),
    }),
    [
      line(
        'secretary',
        'grade-ordinary',
        (it) => ({
          gradeBasis: 'local',
          duty: 'landlord',
          rectifier: '房东',
          demand: '更换电线和插座，装漏电保护',
          rectifyBy: it.day(5),
          measures: '先停用发热插座',
        }),
        3,
      ),
    ],
  ),
  tell(
    'hazard',
    ['grid', 'find', 5],
    (it) => ({
      kind: 'building',
      words: '二楼阳台外挑花架锈断一根，下面是人行道。',
      site: '二楼阳台',
      photos: it.files('现场.jpg', 'building before'),
    }),
    [
      line(
        'secretary',
        'grade-ordinary',
        (it) => ({
          gradeBasis: 'local',
          duty: 'occupant',
          rectifier: '住户',
          demand: '拆除锈断花架',
          rectifyBy: it.day(4),
        }),
        2,
      ),
      line(
        'grid',
        'rectified',
        (it) => ({ words: '住户自己请人拆了，下面清扫干净。', photos: it.files('整改后.jpg', 'building after') }),
        3 * workday,
      ),
    ],
  ),
  tell(
    'hazard',
    ['deputy', 'find', 6],
    (it) => ({
      kind: 'crowding',
      words: '临街铺位二楼改成十一间隔间住人，只有一条窄楼梯，没有喷淋。',
      site: '临街铺位二楼',
      photos: it.files('现场.jpg', 'safety before'),
    }),
    [
      line(
        'secretary',
        'grade-major',
        (it) => ({
          gradeBasis: 'safety-118',
          duty: 'landlord',
          rectifier: '铺位业主',
          demand: '立即停止住人，拆除隔间',
          measures: '当天劝离，安排临时住处',
          leadOrganisationId: it.unit('urban-management'),
        }),
        2,
      ),
      line('unit urban-management', 'sign', {}, 3),
    ],
  ),
  tell(
    'hazard',
    ['grid', 'find', 20],
    (it) => ({
      kind: 'fire',
      words: '消防通道被共享单车和装修垃圾堵住半边。',
      site: '小区东门消防通道',
      photos: it.files('现场.jpg', 'safety before'),
    }),
    [
      line(
        'secretary',
        'grade-ordinary',
        (it) => ({
          gradeBasis: 'fire-28',
          duty: 'property',
          rectifier: '小区物业',
          demand: '当天清走，画线立牌',
          rectifyBy: it.day(3),
        }),
        2,
      ),
      line(
        'grid',
        'rectified',
        (it) => ({ words: '垃圾已清，画了黄线，立了牌。', photos: it.files('整改后.jpg', 'safety after') }),
        workday,
      ),
      line(
        'checker',
        'pass',
        (it) => ({ words: '现场复查，通道四米净宽，牌子清楚。', photos: it.files('复查.jpg', 'safety after') }),
        workday,
      ),
    ],
  ),
];
