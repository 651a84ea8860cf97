import { useId, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { FacePicker } from './FacePicker.tsx';
import { useStep } from './TrackActions.tsx';
import type { Matter } from './use-matters.ts';
import './rate-card.css';

const mostWords = 500;

/** What is wrong is put right; what was asked for is done. */
const askWords = {
  reporter: { ask: 'track.solved', yes: 'track.solvedYes', no: 'track.solvedNo', first: 'track.askFirst' },
  applicant: { ask: 'track.met', yes: 'track.metYes', no: 'track.metNo', first: 'track.metFirst' },
} as const;

/** The end of the way: solved or not, how satisfied, and words. Not solved sends it back once. */
export function RateCard({ matter, action }: { readonly matter: Matter; readonly action: 'confirm' | 'rate' }) {
  const t = useWords('portal-pages');
  const id = useId();
  const step = useStep(matter);
  const sayError = useErrorWords();
  const say = askWords[matter.track.asker ?? 'reporter'];
  const [isSolved, setIsSolved] = useState<boolean>();
  const [score, setScore] = useState<number>();
  const [words, setWords] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const fault = isSolved === undefined ? t(say.first) : score === undefined ? t('track.scoreFirst') : '';
  const error = step.error ? sayError(step.error) : undefined;
  const send = () => {
    setWasTried(true);
    if (fault === '')
      step.run(action, { isSolved, score, ...(words.trim() ? { words: words.trim() } : {}) }, () => undefined);
  };
  return (
    <MobileCard title={t(say.ask)}>
      <div className="portal-rate">
        <Segments
          label={t(say.ask)}
          options={[
            { key: 'yes', label: t(say.yes) },
            { key: 'no', label: t(say.no) },
          ]}
          value={isSolved === undefined ? undefined : isSolved ? 'yes' : 'no'}
          onChange={(key) => setIsSolved(key === 'yes')}
        />
        <h3>{t('track.score')}</h3>
        <FacePicker label={t('track.score')} value={score} onChange={setScore} />
        <label htmlFor={id}>{t('track.words')}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={mostWords}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {action === 'confirm' && <small>{t('track.redo')}</small>}
        <div role="alert">
          {wasTried && fault && <p className="ll-field-error">{fault}</p>}
          {error && (
            <p className="ll-field-error">
              {error.title} {error.hint}
            </p>
          )}
        </div>
        <MobileButton look="fill" action={{ label: t('track.rate'), onPress: send, isBusy: step.isBusy }} />
      </div>
    </MobileCard>
  );
}

interface RatingGivenProps {
  readonly rating: NonNullable<Matter['track']['rating']>;
  readonly asker?: Matter['track']['asker'];
}

/** What the person said at the end. */
export function RatingGiven({ rating, asker = 'reporter' }: RatingGivenProps) {
  const t = useWords('portal-pages');
  const common = useWords('common');
  const { yes, no } = askWords[asker];
  const said = rating.isSolved ? yes : no;
  return (
    <MobileCard title={t('track.yourRating')}>
      <p>
        {t(said)} · {common(`score.s${rating.score as 1}`)}
      </p>
      {rating.words && <p className="portal-quiet">{rating.words}</p>}
    </MobileCard>
  );
}
