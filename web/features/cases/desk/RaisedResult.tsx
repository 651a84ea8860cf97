import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { PrinterIcon } from '@phosphor-icons/react/dist/csr/Printer';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Text } from '../../../../domain/text.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import type { AnswerShown } from '../question-fields.ts';
import { LinkButton } from './LinkButton.tsx';
import { RaisedSlip } from './RaisedSlip.tsx';
import type { PlaceChoice } from './raise-draft.ts';

/** What came of a registration, with what its slip says. */
export interface RaisedMatter {
  readonly ref: string;
  readonly number: string;
  readonly stageLabel: Text;
  readonly promiseDueAt: string | null;
  readonly typeTitle: Text;
  readonly words: string;
  readonly answers: readonly AnswerShown[];
  readonly place: PlaceChoice | undefined;
  readonly placeWords: string;
  /** Only where somebody asked. */
  readonly trackToken: string | undefined;
  readonly phone: string | undefined;
  /** Known already: the person follows it, and nothing new was registered. */
  readonly isFollowed?: boolean;
}

interface RaisedResultProps {
  readonly matter: RaisedMatter;
  readonly onAnother: () => void;
}

/** The number to read out, the slip to hand over, and on to the next. */
export function RaisedResult({ matter, onAnother }: RaisedResultProps) {
  const t = useWords('cases');
  const f = useWords('following');
  const pick = usePick();
  const another = useRef<HTMLButtonElement>(null);
  useEffect(() => another.current?.focus(), []);
  const due = matter.promiseDueAt ? momentOf(matter.promiseDueAt) : undefined;
  return (
    <Card>
      <div className="cases-raised" role="status">
        <CheckCircleIcon size={40} weight="fill" aria-hidden />
        <h2>
          {matter.isFollowed
            ? f('followedNumber', { kind: pick(matter.typeTitle) })
            : t('raised.title', { type: pick(matter.typeTitle) })}
        </h2>
        <p className="figures cases-raised-number">{matter.number}</p>
        <p>
          {pick(matter.stageLabel)}
          {due && ` · ${t('raised.promise', { day: due.day, time: due.time })}`}
        </p>
        {matter.trackToken && (
          <p className="cases-raised-say">
            {matter.isFollowed
              ? f('followedSay', { number: matter.number })
              : t('raised.say', { number: matter.number })}
          </p>
        )}
        <div className="cases-raised-actions">
          <Button ref={another} type="primary" onClick={onAnother}>
            {t('raised.another')}
          </Button>
          {matter.trackToken && (
            <Button icon={<PrinterIcon size={16} aria-hidden />} onClick={() => window.print()}>
              {t('raised.print')}
            </Button>
          )}
          <LinkButton to="/cases/$ref" params={{ ref: matter.ref }}>
            {t('raised.open')}
          </LinkButton>
        </div>
      </div>
      {matter.trackToken && <RaisedSlip matter={matter} trackToken={matter.trackToken} />}
    </Card>
  );
}
