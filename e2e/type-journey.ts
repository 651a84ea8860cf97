import type { RoleCode } from '../domain/access/roles.ts';
import { world } from '../server/test/world.ts';

type Reach = { readonly areaId: number } | { readonly organisationId: string };

/** Who acts in a journey: an account of one role each, or a resident by their phone. */
export interface Account {
  readonly name: string;
  readonly role?: Exclude<RoleCode, 'resident'>;
  readonly reach?: Reach;
  readonly phone?: string;
}

const staff = (name: string, role: Account['role'], reach?: Reach): Account => ({
  name,
  ...(role ? { role } : {}),
  ...(reach ? { reach } : {}),
});

export const accounts = {
  secretary: staff('沈书记', 'community-secretary'),
  colleague: staff('何副书记', 'community-secretary'),
  worker: staff('周网格', 'grid-worker'),
  neighbour: staff('郑网格', 'grid-worker'),
  street: staff('林坐席', 'street-desk'),
  deputy: staff('罗坐席', 'street-desk'),
  property: staff('春申物业承办', 'handler', { organisationId: world.property }),
  station: staff('城管承办', 'handler', { organisationId: world.station }),
  checker: staff('吴核查', 'checker'),
  caller: staff('冯回访', 'checker'),
  district: staff('区级管理', 'district-office'),
  keeper: staff('调委会主任', 'mediator'),
  mediator: staff('陈调解', 'mediator'),
  adviser: staff('许律师', 'legal-adviser'),
  justice: staff('司法所工作人员', 'justice-worker'),
  assistant: staff('司法所助理', 'justice-worker'),
  protector: staff('妇儿主任', 'protection-worker'),
  companion: staff('儿童主任', 'protection-worker'),
  doctor: staff('孙医生', 'family-doctor'),
  nurse: staff('护士小杨', 'family-doctor'),
  resident: { name: '王桂兰', phone: '19900007001' },
  volunteer: { name: '赵志远', phone: '19900007002' },
} as const satisfies Readonly<Record<string, Account>>;

export type AccountName = keyof typeof accounts;

/** Somebody named in a form. */
export interface Named {
  readonly name: string;
  readonly phone?: string;
}

/**
 * What is filled in where the usual value of the field's kind will not do; null leaves an optional field alone, `true` attaches a file to one
 * for files. Units and staff are named as the pickers show them.
 */
export type Filled = string | number | boolean | null | readonly string[] | readonly Named[];

interface Doing {
  readonly as: AccountName;
  readonly fill?: Readonly<Record<string, Filled>>;
  /** Days that pass before. */
  readonly after?: number;
}

/** The first word: at the desk by staff, on the portal by residents, and in the field shell where it says so. */
export interface BeginStep extends Doing {
  readonly begin: string;
  readonly on?: 'phone';
  /** The catalogue's item that the way here names. */
  readonly category?: string;
  /** What that item asks, by the keys of its questions. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface ActStep extends Doing {
  readonly action: string;
  /** Where it leads; said where the declaration leaves a choice, or where the clock has already moved it. */
  readonly to?: string;
  /** In the pool of what may be taken, and among what one took. */
  readonly on?: 'pool';
}

/** Papers that are opened where the matter stands now. */
export interface PrintStep {
  readonly as: AccountName;
  readonly prints: readonly string[];
}

/** What the clock alone does. */
export interface WaitStep {
  readonly wait: number;
  readonly to: string;
}

export type Step = BeginStep | ActStep | PrintStep | WaitStep;

/** A case's way from the first word to closed. The first step begins it. */
export interface Journey {
  readonly type: string;
  readonly title: string;
  /** Who looks at it once it is closed. */
  readonly seenBy: AccountName;
  readonly steps: readonly [BeginStep, ...(ActStep | PrintStep | WaitStep)[]];
}
