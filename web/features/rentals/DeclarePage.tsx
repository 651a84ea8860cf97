import { useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import type { DeclarationKind } from '../../../domain/rentals/declarations.ts';
import type { Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useTextSize } from '../../kit/text-size.ts';
import { momentOf } from '../../kit/time.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { MobileForm } from '../../ui/mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { ReadAloud } from '../../ui/mobile/ReadAloud.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './rentals.css';

type CodedDoor = AnswerOf<Routes['GET /rental-door/:code']>;

const kinds: readonly DeclarationKind[] = ['in', 'out', 'landlord'];

/** /d/<code>: what the code at a door leads to. It says which door it is and takes what is declared; who lives there is nowhere in it. */
export function DeclarePage() {
  const t = useWords('portal-rentals');
  const go = useGo();
  const { code } = useParams({ strict: false }) as { readonly code: string };
  const { data, error, refetch } = useApi('GET /rental-door/:code', { params: { code } });
  const [kind, setKind] = useState<DeclarationKind>();
  const [isSent, setIsSent] = useState(false);
  const readPage = () => `${t('title')}. ${document.querySelector('main')?.innerText ?? ''}`;
  const aloud = useTextSize() === 'elder' && <ReadAloud text={readPage} />;
  const back = () => (kind && !isSent ? setKind(undefined) : go('/'));
  const again = () => {
    setKind(undefined);
    setIsSent(false);
  };
  return (
    <MobileShell look="paper" title={t('title')} onBack={back} aside={aloud}>
      {!data && (
        <MobileCard>
          {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={4} />}
        </MobileCard>
      )}
      {data && !isSent && <DoorCard door={data} />}
      {data && !kind && (
        <MobileCard title={t('what')}>
          <div className="rental-kinds">
            {kinds.map((one) => (
              <MobileButton key={one} look="plain" action={{ label: t(one), onPress: () => setKind(one) }} />
            ))}
          </div>
        </MobileCard>
      )}
      {data && kind && !isSent && <DeclareForm key={kind} code={code} kind={kind} onSent={() => setIsSent(true)} />}
      {data && isSent && <SentCard door={data} onAgain={again} />}
      {data && !isSent && (
        <MobileCard title={t('why')}>
          <p className="rental-quiet">{t('whyWords')}</p>
        </MobileCard>
      )}
    </MobileShell>
  );
}

function DoorCard({ door }: { readonly door: CodedDoor }) {
  const t = useWords('portal-rentals');
  return (
    <MobileCard title={t('door')} aside={door.community}>
      <p className="rental-door">{door.address}</p>
      <p className="rental-quiet">{t('noPeople')}</p>
    </MobileCard>
  );
}

function useDeclareFields(kind: DeclarationKind): readonly FormField[] {
  const t = useWords('portal-rentals');
  const today = momentOf(new Date()).day;
  const name: FormField = { key: 'name', kind: 'text', label: t('name'), required: true, max: 40 };
  const phone: FormField = {
    ...{ key: 'phone', kind: 'text', label: t('phone'), hint: t('phoneHint') },
    ...{ required: true, max: 20 },
  };
  if (kind === 'out') return [name, { key: 'on', kind: 'date', label: t('outOn'), required: true }];
  if (kind === 'in')
    return [
      name,
      phone,
      { key: 'on', kind: 'date', label: t('inOn'), required: true, notAfter: today },
      { key: 'persons', kind: 'number', label: t('persons'), unit: t('people'), whole: true, min: 1, max: 30 },
    ];
  return [
    {
      ...{ key: 'isLet', kind: 'choice', look: 'chips', label: t('isLet'), required: true },
      options: [
        { value: 'yes', label: t('let') },
        { value: 'no', label: t('notLet') },
      ],
    },
    name,
    phone,
    { key: 'on', kind: 'date', label: t('landlordOn'), required: true },
  ];
}

interface DeclareFormProps {
  readonly code: string;
  readonly kind: DeclarationKind;
  readonly onSent: () => void;
}

function DeclareForm({ code, kind, onSent }: DeclareFormProps) {
  const t = useWords('portal-rentals');
  const sayError = useErrorWords();
  const formId = useId();
  const send = useSend('rentals.declare', []);
  const fields = useDeclareFields(kind);
  const submit = (values: FormValues) =>
    send.mutate(
      {
        ...{ code, kind, name: String(values['name'] ?? ''), phone: String(values['phone'] ?? '') },
        on: String(values['on']),
        persons: (values['persons'] as number | undefined) ?? null,
        isLet: kind === 'landlord' ? values['isLet'] === 'yes' : null,
      },
      { onSuccess: onSent },
    );
  const said = send.error ? sayError(send.error) : undefined;
  return (
    <MobileCard title={t(kind)}>
      <MobileForm
        id={formId}
        fields={fields}
        initial={{ on: momentOf(new Date()).day }}
        error={send.error}
        onSubmit={submit}
      />
      <div role="alert">{said && <p className="ll-field-error">{`${said.title} ${said.hint ?? ''}`}</p>}</div>
      <div className="rental-send">
        <MobileButton
          look="fill"
          action={{
            label: t('send'),
            isBusy: send.isPending,
            onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
          }}
        />
      </div>
    </MobileCard>
  );
}

function SentCard({ door, onAgain }: { readonly door: CodedDoor; readonly onAgain: () => void }) {
  const t = useWords('portal-rentals');
  return (
    <MobileCard title={t('sent')} aside={door.address}>
      <p role="status">{t('sentWords')}</p>
      <div className="rental-send">
        <MobileButton look="plain" action={{ label: t('again'), onPress: onAgain }} />
        {door.desk && (
          <a className="rental-call figures" href={`tel:${door.desk.phone}`}>
            {t('call')} {door.desk.phone}
          </a>
        )}
      </div>
    </MobileCard>
  );
}
