import type { RotaHandover, RotaSwap } from '../../../contract/rotas.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { spanWords } from './rota-days.ts';

const toneOf: Readonly<Record<RotaSwap['state'], Tone>> = {
  asked: 'amber',
  agreed: 'green',
  declined: 'grey',
  withdrawn: 'grey',
};

/** Draws a deed as the surface does: a desk's button or a phone's. */
export type DeedButton = (deed: {
  readonly key: string;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}) => React.ReactNode;

interface SwapListProps {
  readonly swaps: readonly RotaSwap[];
  readonly mayPlan?: boolean;
  readonly button: DeedButton;
}

/** Swaps with what the reader may answer. */
export function SwapList({ swaps, mayPlan = false, button }: SwapListProps) {
  const t = useWords('rotas');
  const sayError = useErrorWords();
  const answer = useSend('rotas.answerSwap');
  const see = useSend('rotas.seeSwap');
  const error = answer.error ?? see.error;
  const fault = error ? sayError(error) : undefined;
  const deed = (id: string, how: 'agreed' | 'declined' | 'withdrawn', label: string) =>
    button({ key: how, label, isBusy: answer.isPending, onPress: () => answer.mutate({ id, answer: how }) });
  return (
    <>
      {fault && (
        <p role="alert" className="rota-fault">
          {fault.title} {fault.hint}
        </p>
      )}
      <ul className="rota-notes">
        {swaps.map((swap) => (
          <li key={swap.id}>
            <b>{t('swapLine', { by: swap.by.name, of: swap.of.name, span: spanWords(swap.shift, true) })}</b>
            {swap.forShift && <span>{t('swapFor', { span: spanWords(swap.forShift, true) })}</span>}
            {swap.words !== '' && <span>{swap.words}</span>}
            <StatusDot tone={toneOf[swap.state]}>{t(`swapState.${swap.state}`)}</StatusDot>
            <div className="rota-deeds">
              {swap.state === 'asked' && swap.isOfMe && deed(swap.id, 'agreed', t('agree'))}
              {swap.state === 'asked' && swap.isOfMe && deed(swap.id, 'declined', t('decline'))}
              {swap.state === 'asked' && swap.isMine && deed(swap.id, 'withdrawn', t('withdraw'))}
              {mayPlan &&
                swap.state === 'agreed' &&
                !swap.isSeen &&
                button({
                  key: 'seen',
                  label: t('seen'),
                  isBusy: see.isPending,
                  onPress: () => see.mutate({ id: swap.id }),
                })}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface HandoverListProps {
  readonly handovers: readonly RotaHandover[];
  /** Where the reader is the one who comes next. */
  readonly take?: DeedButton;
}

/** Notes from shift to shift, with who has read them. */
export function HandoverList({ handovers, take }: HandoverListProps) {
  const t = useWords('rotas');
  const sayInstant = useInstantWords();
  const sayError = useErrorWords();
  const send = useSend('rotas.takeOver');
  const fault = send.error ? sayError(send.error) : undefined;
  return (
    <>
      {fault && (
        <p role="alert" className="rota-fault">
          {fault.title} {fault.hint}
        </p>
      )}
      <ul className="rota-notes">
        {handovers.map(({ id, words, byName, at, takenByName, takenAt, isMine }) => (
          <li key={id}>
            <p>{words}</p>
            <small>{t('byAt', { name: byName, at: sayInstant(at) })}</small>
            <small>
              {takenByName && takenAt ? t('takenBy', { name: takenByName, at: sayInstant(takenAt) }) : t('notTaken')}
            </small>
            {take && !isMine && takenAt === null && (
              <div className="rota-deeds">
                {take({
                  key: 'take',
                  label: t('takeOver'),
                  isBusy: send.isPending,
                  onPress: () => send.mutate({ id }),
                })}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
