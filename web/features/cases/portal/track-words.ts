import type { TrackView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useDayWords } from './use-day-words.ts';

export interface TrackWords {
  /** Where it stands, in plain words; closed matters say how they ended. */
  readonly plain: string;
  /** When the person hears, or why not; empty where nothing more is due. */
  readonly due: string;
  readonly isLate: boolean;
  /** Who has it. */
  readonly unit: string;
  /** All of it, to be read aloud. */
  readonly all: string;
}

type Shown = Omit<TrackView, 'offers' | 'rating' | 'inquiry' | 'asked' | 'prints'> & Partial<Pick<TrackView, 'offers'>>;

/** Whether nothing goes on before this person has spoken. */
export function waitsForMe({ offers = [] }: Pick<Partial<TrackView>, 'offers'>): boolean {
  return offers.some(
    ({ action, whyNot }) => !whyNot && (action === 'confirm' || action === 'supply' || action === 'answer'),
  );
}

/** The step under way, counted from zero; the number of steps where all are done. */
export function currentStep(steps: TrackView['steps']): number {
  const now = steps.findIndex(({ state }) => state !== 'done');
  return now === -1 ? steps.length : now;
}

/** Says where a matter stands. */
export function useTrackWords(): (track: Shown) => TrackWords {
  const t = useWords('portal-pages');
  const pick = usePick();
  const sayDay = useDayWords();
  const dueOf = (track: Shown): string => {
    if (track.outcome !== null || waitsForMe(track)) return '';
    if (track.deferredUntil) return t('track.deferred', { day: sayDay(track.deferredUntil) });
    if (!track.promiseDueAt) return '';
    return t(track.isLate ? 'track.late' : 'track.due', { day: sayDay(track.promiseDueAt) });
  };
  return (track) => {
    const ended = track.outcome === null ? '' : t(`track.outcome.${track.outcome}`);
    const stage = pick(track.plain);
    const plain = ended && ended !== stage ? `${stage} · ${ended}` : stage;
    const due = dueOf(track);
    const name = track.unit?.name;
    const coming = track.comingOn ? t('track.coming', { day: sayDay(track.comingOn) }) : '';
    const unit = name ? t(track.outcome === null ? 'track.unit' : 'track.unitClosed', { name }) : '';
    return {
      plain,
      due,
      isLate: track.isLate && track.outcome === null && !track.deferredUntil,
      unit,
      all: t('track.read', { title: track.title, plain, due, unit, coming }),
    };
  };
}
