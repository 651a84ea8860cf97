import type { CaseDetail, PrintView } from '../../../../contract/case-views.ts';
import { api } from '../../../kit/api.ts';
import { useLanguage, usePick, useWords } from '../../../kit/i18n.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { DetailSection } from '../../../ui/desk/SplitPage.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import './case-parts.css';

const formats = ['pdf', 'docx'] as const;

/** The papers of a matter that may be taken now; each time one is taken is written down. */
export function CasePrints({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('links');
  if (matter.prints.length === 0) return null;
  return (
    <DetailSection title={t('papers.title')}>
      <ul className="cases-parts">
        {matter.prints.map((print) => (
          <PaperLine key={print.number ?? print.print} caseRef={matter.ref} print={print} />
        ))}
      </ul>
    </DetailSection>
  );
}

function PaperLine({ caseRef, print }: { readonly caseRef: string; readonly print: PrintView }) {
  const t = useWords('links');
  const pick = usePick();
  const language = useLanguage();
  const sayInstant = useInstantWords();
  const title = pick(print.title);
  const said = { pdf: t('papers.pdf'), docx: t('papers.word') };
  const hrefOf = (format: (typeof formats)[number]) =>
    api.href(`GET /cases/:ref/print.${format}`, {
      params: { ref: caseRef },
      query: { print: print.print, language },
    } as never);
  return (
    <li>
      <span className="cases-parts-name">
        <b>{title}</b>
        {print.number && (
          <small>
            <span className="figures">{t('papers.number', { number: print.number })}</span>
            {print.issuedAt && ` · ${sayInstant(print.issuedAt)}`}
          </small>
        )}
      </span>
      {print.isVoid && (
        <Tag tone="grey" small>
          {t('papers.void')}
        </Tag>
      )}
      {!print.isVoid &&
        formats.map((format) => (
          <a
            key={format}
            href={hrefOf(format)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('papers.name', { title, format: said[format] })}
          >
            {said[format]}
          </a>
        ))}
    </li>
  );
}
