import { FileTextIcon } from '@phosphor-icons/react/dist/csr/FileText';
import { useMutation } from '@tanstack/react-query';
import type { PrintView } from '../../../../contract/case-views.ts';
import { api } from '../../../kit/api.ts';
import type { FetchedFile } from '../../../kit/client.ts';
import { useLanguage, usePick, useWords } from '../../../kit/i18n.ts';
import { saveFile } from '../../../kit/save-file.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { askerOf, type Holder, type Matter } from './use-matters.ts';
import './papers-card.css';

function fetchPaper(holder: Holder, print: string, language: 'zh' | 'en'): Promise<FetchedFile> {
  const query = { print, language };
  const asker = askerOf(holder);
  return holder.kind === 'link'
    ? api.file('GET /track/print.pdf', { query, ...asker } as never)
    : api.file('GET /my/cases/:ref/print.pdf', { params: { ref: holder.ref }, query, ...asker } as never);
}

/** The bytes come with the link's secret in a header: the paper is handed on from memory, under its own name. */
function usePaper(holder: Holder) {
  const language = useLanguage();
  return useMutation({
    mutationFn: async ({ print, name }: { readonly print: PrintView; readonly name: string }) => {
      saveFile(await fetchPaper(holder, print.print, language), `${name}.pdf`);
    },
  });
}

/** The papers given to the person: opened to be printed or kept. */
export function PapersCard({ matter: { track, holder } }: { readonly matter: Matter }) {
  const t = useWords('portal-papers');
  const pick = usePick();
  const sayError = useErrorWords();
  const paper = usePaper(holder);
  if (track.prints.length === 0) return null;
  return (
    <MobileCard title={t('title')}>
      <ul className="portal-papers">
        {track.prints.map((print) => (
          <li key={print.number ?? print.print}>
            <FileTextIcon size="1.5rem" aria-hidden />
            <span>
              <b>{pick(print.title)}</b>
              {print.number && <small className="figures">{t('number', { number: print.number })}</small>}
            </span>
            {print.isVoid ? (
              <Tag tone="grey">{t('void')}</Tag>
            ) : (
              <MobileButton
                look="plain"
                action={{
                  label: paper.isPending ? t('opening') : t('open'),
                  isBusy: paper.isPending,
                  onPress: () =>
                    paper.mutate({ print, name: [pick(print.title), print.number].filter(Boolean).join(' ') }),
                }}
              />
            )}
          </li>
        ))}
      </ul>
      <div role="alert">
        {paper.error && (
          <p className="ll-field-error">
            {sayError(paper.error).title} {sayError(paper.error).hint}
          </p>
        )}
      </div>
    </MobileCard>
  );
}
