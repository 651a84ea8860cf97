import { LockSimpleIcon } from '@phosphor-icons/react/dist/csr/LockSimple';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PersonDetail } from '../../../contract/people.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { today } from './person-words.ts';
import { EndTagDialog } from './TagDialogs.tsx';
import type { LookReason } from './use-reveal.ts';
import { WhyButton } from './WhyButton.tsx';

type PersonTag = PersonDetail['allTags'][number];

/** The service groups of a person: what each brings, its source and basis. Groups of need stay hidden until somebody says why. */
export function PersonTags({ person }: { readonly person: PersonDetail }) {
  const t = useWords('people');
  const look = useMutation({
    mutationFn: (reason: LookReason | undefined) =>
      api.get('GET /people/:ref/tags', { params: { ref: person.ref }, query: { reason: reason ?? 'service' } }),
  });
  const tags = look.data?.items ?? person.allTags;
  return (
    <DetailSection title={t('part.tags')}>
      {tags.length === 0 && person.hiddenTags === 0 && <p className="people-none">{t('noTags')}</p>}
      <ul className="people-tag-list">
        {tags.map((tag) => (
          <TagLine key={tag.id} tag={tag} person={person} />
        ))}
      </ul>
      {person.hiddenTags > 0 && !look.data && (
        <p className="people-hidden">
          <LockSimpleIcon size={15} aria-hidden />
          <span>{t('hiddenTags', { n: person.hiddenTags })}</span>
          {person.mayReveal && (
            <WhyButton
              label={t('reveal.show')}
              about={t('part.tags')}
              isBusy={look.isPending}
              error={look.error}
              onLook={(reason) => look.mutate(reason)}
            />
          )}
        </p>
      )}
    </DetailSection>
  );
}

function TagLine({ tag, person }: { readonly tag: PersonTag; readonly person: PersonDetail }) {
  const t = useWords('people');
  const pick = usePick();
  const [isEnding, setIsEnding] = useState(false);
  const isHeld = tag.toOn === null || tag.toOn > today();
  const period =
    tag.toOn === null
      ? t('tagFrom', { source: tag.source, day: tag.fromOn })
      : t('tagTo', { source: tag.source, from: tag.fromOn, to: tag.toOn });
  const services = tag.services.map(({ label }) => pick(label)).join(t('comma'));
  return (
    <li>
      <div className="people-tag-row">
        <Tag tone={isHeld ? 'teal' : 'grey'} small>
          {pick(tag.label)}
        </Tag>
        <span>{period}</span>
        {isHeld && person.mayWrite && (
          <Button
            size="small"
            type="text"
            aria-label={`${t('deed.endTag')} ${pick(tag.label)}`}
            onClick={() => setIsEnding(true)}
          >
            {t('deed.endTag')}
          </Button>
        )}
      </div>
      {isHeld && services !== '' && <p>{t('services', { services })}</p>}
      {tag.basis && <p>{t('tagBasis', { basis: tag.basis })}</p>}
      {isEnding && <EndTagDialog person={person} tag={tag} onDone={() => setIsEnding(false)} />}
    </li>
  );
}
