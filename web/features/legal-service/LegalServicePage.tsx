import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { DeskHearing, LegalGuide } from '../../../contract/legal-service.ts';
import { hearingKinds, legalTopics } from '../../../domain/legal-service/topics.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { SureButton } from '../../ui/desk/SureButton.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { AddGuideDialog, ChangeGuideDialog } from './GuideDialogs.tsx';
import { AnnounceDialog, RecordDialog, WithdrawDialog } from './HearingDialogs.tsx';
import './legal-service.css';

/** /desk/legal: the register of guides in law, and when a judge comes. Nobody is ranked. */
export function LegalServicePage() {
  const t = useWords('legal-service');
  const [past, setPast] = useState(false);
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <Checkbox checked={past} onChange={(event) => setPast(event.target.checked)}>
            {t('past')}
          </Checkbox>
        }
      />
      <Guides past={past} />
      <Hearings past={past} />
    </PlainPage>
  );
}

const asked = (past: boolean) => ({ query: past ? { past: 'true' } : {} });

function Guides({ past }: { readonly past: boolean }) {
  const t = useWords('legal-service');
  const { data, error, refetch } = useApiList('GET /legal-guides', asked(past));
  const [changed, setChanged] = useState<LegalGuide | 'new'>();
  const mayAdd = (data?.mayAddIn.length ?? 0) > 0;
  return (
    <Card title={t('guides')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data?.items.length === 0 && <Empty title={t('none')} />}
      <ul className="legal-rows">
        {data?.items.map((guide) => (
          <GuideRow key={guide.id} guide={guide} onChange={() => setChanged(guide)} />
        ))}
      </ul>
      {mayAdd && (
        <Button type="primary" onClick={() => setChanged('new')}>
          {t('add')}
        </Button>
      )}
      {changed === 'new' && <AddGuideDialog areas={data?.mayAddIn ?? []} onDone={() => setChanged(undefined)} />}
      {changed && changed !== 'new' && <ChangeGuideDialog guide={changed} onDone={() => setChanged(undefined)} />}
    </Card>
  );
}

function GuideRow({ guide, onChange }: { readonly guide: LegalGuide; readonly onChange: () => void }) {
  const t = useWords('legal-service');
  const pick = usePick();
  const { message, modal } = App.useApp();
  const sayError = useErrorWords();
  const end = useSend('legal-guides.end', ['GET /legal-guides']);
  const { id, name, area, isStaff, topics, place, dutyPhone, ownPhoneMasked, trainedOn, certificate } = guide;
  const show = () =>
    void api.get('GET /legal-guides/:id/contact', { params: { id } }).then(
      (said) => void modal.info({ title: said.name, content: said.phone }),
      (error: unknown) => void message.error(sayError(error).title),
    );
  const shown = guide.showsPhone ? 'phoneShown' : guide.showsName ? 'nameShown' : 'notShown';
  return (
    <li>
      <span>
        <b>{name}</b> {isStaff && <Tag tone="blue">{t('staff')}</Tag>}{' '}
        <Tag tone={guide.showsName ? 'green' : 'grey'}>{t(shown)}</Tag>
        <small>{[area.name, place, dutyPhone, ownPhoneMasked].filter(Boolean).join(' · ')}</small>
        <small>
          {[
            trainedOn && t('trained', { day: trainedOn }),
            certificate,
            t('agreed', { day: guide.agreedOn }),
            guide.endedOn && t('ended', { day: guide.endedOn }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {topics.length > 0 && <small>{topics.map((one) => pick(legalTopics[one])).join(' · ')}</small>}
      </span>
      {guide.mayKeep && guide.endedOn === null && (
        <div className="legal-deeds">
          {ownPhoneMasked && <Button onClick={show}>{t('contact')}</Button>}
          <Button onClick={onChange}>{t('change')}</Button>
          <SureButton
            danger
            type="text"
            loading={end.isPending}
            ask={t('endSure')}
            yes={t('end')}
            onSure={() => end.mutate({ id })}
          >
            {t('end')}
          </SureButton>
        </div>
      )}
    </li>
  );
}

function Hearings({ past }: { readonly past: boolean }) {
  const t = useWords('legal-service');
  const { data, error, refetch } = useApiList('GET /hearings', asked(past));
  const [isAnnouncing, setIsAnnouncing] = useState(false);
  return (
    <Card title={t('hearings')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data?.items.length === 0 && <Empty title={t('noHearings')} />}
      <ul className="legal-rows">
        {data?.items.map((hearing) => (
          <HearingRow key={hearing.id} hearing={hearing} />
        ))}
      </ul>
      {(data?.mayAnnounceIn.length ?? 0) > 0 && (
        <Button type="primary" onClick={() => setIsAnnouncing(true)}>
          {t('announce')}
        </Button>
      )}
      {isAnnouncing && <AnnounceDialog areas={data?.mayAnnounceIn ?? []} onDone={() => setIsAnnouncing(false)} />}
    </Card>
  );
}

function HearingRow({ hearing }: { readonly hearing: DeskHearing }) {
  const t = useWords('legal-service');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const [open, setOpen] = useState<'withdraw' | 'record'>();
  const { id, kind, title, areaName, court, judge, place, phone, startsAt, withdrawn, attended, afterWords } = hearing;
  return (
    <li>
      <span>
        <b className="figures">{sayInstant(startsAt)}</b> <Tag tone="blue">{pick(hearingKinds[kind])}</Tag> {title}
        <small>{[areaName, place, court, judge, phone].filter(Boolean).join(' · ')}</small>
        {withdrawn !== null && <small role="status">{t('withdrawn', { why: withdrawn })}</small>}
        {attended !== null && <small>{[t('attended', { n: attended }), afterWords].filter(Boolean).join(' · ')}</small>}
      </span>
      <div className="legal-deeds">
        {hearing.mayRecord && <Button onClick={() => setOpen('record')}>{t('record')}</Button>}
        {hearing.mayWithdraw && (
          <Button danger type="text" onClick={() => setOpen('withdraw')}>
            {t('withdraw')}
          </Button>
        )}
      </div>
      {open === 'withdraw' && <WithdrawDialog id={id} onDone={() => setOpen(undefined)} />}
      {open === 'record' && <RecordDialog hearing={hearing} onDone={() => setOpen(undefined)} />}
    </li>
  );
}
