import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { useMemo, useState } from 'react';
import { parseRef } from '../../../contract/shapes.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useGo } from '../../kit/use-go.ts';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import type { FormField, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { refOf, sources } from './find-people.ts';
import { useHomeFields } from './MoveDialogs.tsx';
import { detailFields, detailsOf, idSays, phonesOf } from './person-fields.ts';
import { today } from './person-words.ts';
import './person-form.css';

/** Name, number and what follows from it; sex and birth are asked for only while no number says them. */
function useIdentityFields(): readonly FormField[] {
  const t = useWords('people');
  return useMemo(
    () => [
      { key: 'name', kind: 'text', label: t('name'), required: true, max: 40 },
      { key: 'idNumber', kind: 'text', label: t('idNumber'), hint: t('form.idHint'), max: 30 },
      {
        key: 'sex',
        kind: 'choice',
        label: t('sex'),
        options: (['female', 'male'] as const).map((value) => ({ value, label: t(`sexes.${value}`) })),
        when: (values) => idSays(values) === undefined,
      },
      {
        key: 'bornOn',
        kind: 'date',
        label: t('bornOn'),
        notAfter: today(),
        when: (values) => idSays(values) === undefined,
      },
      { key: 'phones', kind: 'text', label: t('form.phones'), hint: t('form.phonesHint'), max: 120 },
    ],
    [t],
  );
}

function useFields(): readonly FormField[] {
  const t = useWords('people');
  const pick = usePick();
  const identity = useIdentityFields();
  const home = useHomeFields();
  const hasHome = (values: FormValues) => values['house'] !== undefined;
  return [
    ...identity,
    { key: 'house', kind: 'pick', from: 'house', label: t('form.house') },
    {
      key: 'community',
      kind: 'pick',
      from: 'community',
      label: t('form.community'),
      hint: t('form.communityHint'),
      required: true,
      when: (values) => !hasHome(values),
    },
    { ...home.kind, when: hasHome },
    { ...home.asWhat, when: hasHome },
    { ...home.relation, when: hasHome },
    { key: 'fromOn', kind: 'date', label: t('form.from'), notAfter: today(), when: hasHome },
    {
      key: 'tags',
      kind: 'choice',
      many: true,
      label: t('form.tags'),
      options: Object.entries(serviceTags).map(([value, { label }]) => ({ value, label: pick(label) })),
    },
    ...detailFields,
  ];
}

/** What the server is told; a home decides on the community. */
function inputOf(values: FormValues) {
  const houseRef = refOf(values['house']);
  const { kind = 'both', asWhat = 'member', relationToHead = null, fromOn = null } = values;
  return {
    communityId: houseRef ? parseRef(houseRef).communityId : Number(refOf(values['community'])),
    name: values['name'],
    idNumber: values['idNumber'] ?? null,
    ...(idSays(values) ? {} : { sex: values['sex'] ?? 'unknown', bornOn: values['bornOn'] ?? null }),
    phones: phonesOf(values['phones']),
    tags: values['tags'] ?? [],
    details: detailsOf(values),
    home: houseRef ? { houseRef, kind, asWhat, relationToHead, fromOn } : null,
  };
}

/** What a typed id number says, in words above the form. */
function IdSays({ values }: { readonly values: FormValues }) {
  const t = useWords('people');
  const said = idSays(values);
  return (
    <p className="people-id-says" role="status">
      {said && t('form.idSays', { sex: t(`sexes.${said.sex}`), day: said.bornOn })}
    </p>
  );
}

/** The door somebody is registered behind, if the address names one. */
function useGivenHouse() {
  const [{ house }] = useFilters(['house']);
  return useQuery({ ...apiQuery('GET /houses/:ref', { params: { ref: house ?? '' } }), enabled: house !== undefined });
}

/** 登记人员: one page, from the number to the groups. */
export function RegisterPage() {
  const t = useWords('people');
  const house = useGivenHouse();
  return (
    <PlainPage>
      <PageTitle
        title={t('register')}
        sub={house.data?.words}
        actions={<Link to={'/people' as never}>{t('toList')}</Link>}
      />
      <Card>
        {house.isLoading ? (
          <Loading lines={8} />
        ) : (
          <RegisterForm {...(house.data ? { house: { ref: house.data.ref, name: house.data.words } } : {})} />
        )}
      </Card>
    </PlainPage>
  );
}

function RegisterForm({ house }: { readonly house?: PickValue }) {
  const t = useWords('people');
  const go = useGo();
  const { message } = App.useApp();
  const send = useSend('people.register');
  const initial = { kind: 'both', asWhat: 'member', ...(house ? { house } : {}) };
  const [values, setValues] = useState<FormValues>(initial);
  return (
    <div className="people-form">
      <IdSays values={values} />
      <SchemaForm
        fields={useFields()}
        initial={initial}
        sources={sources}
        submitLabel={t('register')}
        isBusy={send.isPending}
        error={send.error}
        onChange={setValues}
        onSubmit={(filled) =>
          send.mutate(inputOf(filled) as never, {
            onSuccess: ({ ref }) => {
              void message.success(t('form.registered', { name: String(filled['name']) }));
              go('/people', { ref });
            },
          })
        }
        onCancel={() => go('/people')}
      />
    </div>
  );
}
