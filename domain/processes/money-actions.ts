import * as deed from '../case/deeds.ts';
import { type Action, type Deed, type Guard, tell } from '../case/define.ts';
import { field } from '../case/fields.ts';
import { choice, list, number, words } from '../case/read-input.ts';
import { addUp, moneyText, notBelow, withinSum } from '../case/sums.ts';
import { type Who, who } from '../case/who.ts';
import { type Text, text } from '../text.ts';
import { notAhead } from './follow-through.ts';

/** The most that a sum may be: a hundred million yuan, in 分. */
export const mostMoney = 10_000_000_000;

export const money = (label: Text) => field.money(label, mostMoney);

interface Purse {
  /** The fields that keep what was set and what was paid. */
  readonly cap: string;
  readonly total: string;
  readonly capLabel: Text;
  readonly pay: Text;
  readonly change: Text;
  readonly by: readonly Who[];
  readonly payNeeds?: readonly Guard[];
  readonly payDoes?: readonly Deed[];
  /** Whether everybody reads what each payment came to, when and for what; to whom it went stays inside. */
  readonly isPublic?: true;
}

const purpose = field.publicText(
  text('用途（对居民公开，不写人名、电话）', 'What for: residents read it, so no names or phones'),
  100,
);

const sumOf: (...turn: Parameters<Deed>) => string = (turn) => moneyText(number(turn, 'amount') ?? 0);

const noteVouchers: Deed = (turn) => [
  { kind: 'noted', fileIds: list(turn, 'vouchers'), personal: { words: `${sumOf(turn)}　${words(turn)}` } },
];

const tellEverybody: Deed = (turn) => [
  {
    kind: 'replied',
    toAll: true,
    personal: { words: `${sumOf(turn)}　${words(turn, 'purpose')}（${choice(turn, 'paidOn')}）` },
  },
];

/**
 * What is paid is written down with its vouchers and never goes beyond what was set; what was set is changed by somebody else alone, with the
 * reason, and never below what is paid.
 */
export function moneyActions(purse: Purse): { readonly pay: Action<never>; readonly 'change-sum': Action<never> } {
  const { cap, total, capLabel, by } = purse;
  return {
    pay: {
      label: purse.pay,
      by,
      asks: {
        amount: money(text('金额', 'Amount')),
        paidOn: field.day(text('付款日期', 'Paid on')),
        ...(purse.isPublic ? { purpose } : {}),
        words: field.text(text('付给谁、用在哪里', 'To whom, and for what'), 500),
        vouchers: field.files(text('票据凭证', 'Vouchers')),
      },
      needs: [notAhead('paidOn'), withinSum(total, 'amount', cap), ...(purse.payNeeds ?? [])],
      does: [
        addUp(total, 'amount'),
        ...(purse.payDoes ?? []),
        noteVouchers,
        ...(purse.isPublic ? [tellEverybody] : []),
      ],
      track: text('登记了一笔支出', 'A payment was written down'),
    },
    'change-sum': {
      label: purse.change,
      by: [who.secondHand('cases.approve')],
      asks: { [cap]: money(capLabel), words: field.text(text('为什么调整、谁同意的', 'Why, and who agreed'), 1000) },
      needs: [notBelow(total, cap)],
      does: [deed.keep(cap), deed.noteDown],
      tells: [tell('listed', 'case.approval-decided')],
      track: text('金额有调整', 'The sum was changed'),
    },
  };
}
