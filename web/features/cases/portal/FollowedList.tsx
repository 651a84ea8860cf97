import { Link } from '@tanstack/react-router';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { StepBar } from '../../../ui/mobile/StepBar.tsx';
import { currentStep } from './track-words.ts';

/** The matters that a resident met, too; nothing where there are none. */
export function FollowedList() {
  const t = useWords('following');
  const p = useWords('portal-pages');
  const pick = usePick();
  const { data } = useApi('GET /my/followed');
  if (!data || data.items.length === 0) return null;
  return (
    <MobileCard title={t('mine')}>
      {data.items.map((item) => (
        <article key={item.ref} className="portal-matter">
          <Link to="/followed/$ref" params={{ ref: item.ref }} className="portal-matter-head">
            <span>
              <b>
                {pick(item.title)} · {item.place}
              </b>
              <span>{pick(item.plain)}</span>
              <small className="figures">{p('track.number', { number: item.number })}</small>
            </span>
          </Link>
          <StepBar
            label={pick(item.title)}
            steps={item.steps.map(({ label }) => pick(label))}
            current={currentStep(item.steps)}
          />
        </article>
      ))}
    </MobileCard>
  );
}
