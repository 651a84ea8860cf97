import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Post } from '../../../contract/responsibilities.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './post-line.css';

/** Somebody in post: name, post, masked phone that can be shown and called; who stands in today. */
export function PostLine({ post }: { readonly post: Post }) {
  const t = useWords('areas');
  return (
    <div className="areas-post">
      <span className="areas-post-face" aria-hidden>
        {[...post.user.name][0]}
      </span>
      <div>
        <b>{post.user.name}</b>
        <span>
          {post.duty}
          {post.line && ` · ${post.line}`}
        </span>
        {post.isLead && (
          <Tag tone="blue" small>
            {t('posts.lead')}
          </Tag>
        )}
        {post.coveredBy.map((cover) => (
          <p key={cover.ref} className="areas-post-cover">
            {t('door.away', { name: cover.name })}
            {cover.validTo && ` · ${t('door.until', { day: cover.validTo })}`}
            <RevealPhone refOf={cover.ref} name={cover.name} masked={cover.phoneMasked} />
          </p>
        ))}
      </div>
      <RevealPhone refOf={post.ref} name={post.user.name} masked={post.user.phoneMasked} />
    </div>
  );
}

interface RevealPhoneProps {
  readonly refOf: string;
  readonly name: string;
  readonly masked: string | null;
}

/** A masked phone; a press shows it whole (the look is noted) and makes it a link to dial. */
export function RevealPhone({ refOf, name, masked }: RevealPhoneProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const [phone, setPhone] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  if (masked === null) return <span className="areas-post-none">{t('posts.noPhone')}</span>;
  if (phone !== undefined)
    return (
      <a className="areas-post-phone figures" href={`tel:${phone}`} aria-label={t('posts.call', { phone })}>
        <PhoneIcon size={15} aria-hidden />
        {phone}
      </a>
    );
  const reveal = async () => {
    setIsBusy(true);
    try {
      setPhone((await api.get('GET /posts/:ref/phone', { params: { ref: refOf } })).phone);
    } catch (error) {
      void message.error(sayError(error).title);
    }
    setIsBusy(false);
  };
  return (
    <Button
      size="small"
      className="figures"
      icon={<PhoneIcon size={15} />}
      loading={isBusy}
      aria-label={t('posts.showPhone', { name })}
      onClick={() => void reveal()}
    >
      {masked}
    </Button>
  );
}
