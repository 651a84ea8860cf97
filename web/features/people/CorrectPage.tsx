import { Link, useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { PersonDetail } from '../../../contract/people.ts';
import { useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { detailFields, detailsOf, phonesOf } from './person-fields.ts';
import { today } from './person-words.ts';
import './person-form.css';

/** 更正: the record as it is, each field as the register declares it. */
export function CorrectPage() {
  const t = useWords('people');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const { data, error, refetch } = useApi('GET /people/:ref', { params: { ref } });
  return (
    <PlainPage>
      <PageTitle
        title={t('deed.correct')}
        sub={data?.name}
        actions={
          <Link to={'/people' as never} search={{ ref } as never}>
            {t('toList')}
          </Link>
        }
      />
      <Card>
        {error && !data ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : null}
        {data ? (
          <CorrectForm key={data.updatedAt} person={data} onStale={() => void refetch()} />
        ) : (
          !error && <Loading lines={8} />
        )}
      </Card>
    </PlainPage>
  );
}

interface FormProps {
  readonly person: PersonDetail;
  readonly onStale: () => void;
}

function useFields(person: PersonDetail): readonly FormField[] {
  const t = useWords('people');
  const hasNumber = person.idMasked !== null;
  const withoutNumber = (values: FormValues) => !hasNumber && !values['idNumber'];
  return [
    { key: 'name', kind: 'text', label: t('name'), required: true, max: 40 },
    {
      key: 'idNumber',
      kind: 'text',
      label: hasNumber ? t('form.newId') : t('idNumber'),
      hint: hasNumber ? t('form.newIdHint') : t('form.idHint'),
      max: 30,
    },
    {
      key: 'sex',
      kind: 'choice',
      label: t('sex'),
      options: (['female', 'male'] as const).map((value) => ({ value, label: t(`sexes.${value}`) })),
      when: withoutNumber,
    },
    { key: 'bornOn', kind: 'date', label: t('bornOn'), notAfter: today(), when: withoutNumber },
    ...(person.phones.length > 0
      ? [
          {
            key: 'removePhones',
            kind: 'choice' as const,
            many: true,
            label: t('form.removePhones'),
            options: person.phones.map(({ id, masked, note }) => ({
              value: id,
              label: [masked, note].filter(Boolean).join(' '),
            })),
          },
        ]
      : []),
    { key: 'addPhones', kind: 'text', label: t('form.addPhones'), hint: t('form.phonesHint'), max: 120 },
    ...detailFields,
  ];
}

function CorrectForm({ person, onStale }: FormProps) {
  const t = useWords('people');
  const go = useGo();
  const { message } = App.useApp();
  const send = useSend('people.correct');
  const asked = new Set(detailFields.map(({ key }) => key));
  const had = Object.fromEntries(
    person.details.filter(({ key }) => asked.has(key)).map(({ key, value }) => [key, value]),
  );
  const submit = (values: FormValues) => {
    const told = detailsOf(values);
    // What was emptied is sent as empty, what stayed is left out.
    const details = Object.fromEntries(
      [...new Set([...Object.keys(had), ...Object.keys(told)])].flatMap((key) =>
        had[key] === told[key] ? [] : [[key, told[key] ?? '']],
      ),
    );
    const { name, idNumber, sex, bornOn, addPhones, removePhones } = values;
    const input = {
      ref: person.ref,
      basedOn: person.updatedAt,
      ...(name === person.name ? {} : { name }),
      ...(idNumber ? { idNumber } : {}),
      ...(sex && sex !== person.sex ? { sex } : {}),
      ...(bornOn && bornOn !== person.bornOn ? { bornOn } : {}),
      addPhones: phonesOf(addPhones),
      removePhones: removePhones ?? [],
      details,
    };
    send.mutate(input as never, {
      onSuccess: () => {
        void message.success(t('form.corrected'));
        go('/people', { ref: person.ref });
      },
    });
  };
  const isStale = send.error instanceof RefusalError && send.error.code === 'people.changed-meanwhile';
  return (
    <div className="people-form">
      <SchemaForm
        fields={useFields(person)}
        initial={{
          name: person.name,
          ...(person.sex === 'unknown' ? {} : { sex: person.sex }),
          ...(person.bornOn ? { bornOn: person.bornOn } : {}),
          ...had,
        }}
        submitLabel={t('deed.save')}
        isBusy={send.isPending}
        error={send.error}
        onSubmit={submit}
        onCancel={() => go('/people', { ref: person.ref })}
        extra={isStale && <Button onClick={onStale}>{t('form.seeNewest')}</Button>}
      />
    </div>
  );
}
