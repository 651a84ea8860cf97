import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { type FeedbackKind, feedbackKinds } from '../../../contract/feedback.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { useSend } from '../../kit/use-api.ts';
import { ReasonChips } from '../../ui/show/ReasonChips.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { keepOwnLink, newLink } from './own-links.ts';
import './feedback.css';

const kinds = Object.keys(feedbackKinds) as FeedbackKind[];
const isKind = (code: string | undefined): code is FeedbackKind => kinds.some((kind) => kind === code);

/** What somebody says of the platform; the same on every surface. */
export function FeedbackForm({ onSent }: { readonly onSent: () => void }) {
  const t = useWords('feedback');
  const pick = usePick();
  const id = useId();
  const sayError = useErrorWords();
  const { from = window.location.pathname } = useSearch({ strict: false }) as { from?: string };
  const isKnown = Boolean(useSession().data?.user);
  const send = useSend('feedback.send', ['GET /feedback/mine']);
  const [kind, setKind] = useState<FeedbackKind>();
  const [words, setWords] = useState('');
  const [contact, setContact] = useState('');
  const [isNameless, setIsNameless] = useState(false);
  const [token, setToken] = useState(newLink);
  const [isShort, setIsShort] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const fault = isShort ? { title: t('fault'), hint: '' } : send.error ? sayError(send.error) : undefined;
  const done = () => {
    if (!isKnown || isNameless) keepOwnLink(token);
    setToken(newLink());
    setWords('');
    setContact('');
    setKind(undefined);
    setIsSent(true);
    onSent();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = kind !== undefined && words.trim().length >= 2;
    setIsShort(!isWhole);
    setIsSent(false);
    if (!isWhole) return;
    const path = from.startsWith('/') ? from.slice(0, 200) : '/';
    const more = contact.trim() === '' ? {} : { contact: contact.trim() };
    send.mutate({ token, kind, words, path, isNameless, ...more }, { onSuccess: done });
  };
  return (
    <form className="feedback-form" onSubmit={submit} noValidate>
      <ReasonChips
        label={t('kind')}
        text="none"
        reasons={kinds.map((code) => ({ code, label: pick(feedbackKinds[code]) }))}
        value={{ code: kind }}
        onChange={({ code }) => isKind(code) && setKind(code)}
      />
      <label htmlFor={`${id}-words`}>{t('words')}</label>
      <textarea
        id={`${id}-words`}
        rows={4}
        maxLength={1000}
        aria-describedby={`${id}-hint`}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <small id={`${id}-hint`}>{t('wordsHint')}</small>
      <label htmlFor={`${id}-contact`}>{t('contact')}</label>
      <input
        id={`${id}-contact`}
        maxLength={60}
        autoComplete="off"
        aria-describedby={`${id}-who`}
        value={contact}
        onChange={(event) => setContact(event.target.value)}
      />
      <small id={`${id}-who`}>{t('contactHint')}</small>
      {isKnown && (
        <label className="feedback-check">
          <input type="checkbox" checked={isNameless} onChange={(event) => setIsNameless(event.target.checked)} />
          {t('nameless')}
        </label>
      )}
      <div role="alert">
        {fault && (
          <p className="ll-field-error">
            {fault.title} {fault.hint}
          </p>
        )}
      </div>
      <p role="status" className="feedback-sent">
        {isSent ? t('sent') : ''}
      </p>
      <button type="submit" className="feedback-send" disabled={send.isPending} aria-busy={send.isPending}>
        {t('send')}
      </button>
    </form>
  );
}
