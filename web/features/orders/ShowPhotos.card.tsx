import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { fileUrl } from '../../kit/upload-file.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './orders.css';

/** Which pictures of what was done everybody may see; none unless somebody says so. */
export function ShowPhotosCard({ caseRef }: { readonly caseRef: string }) {
  const t = useWords('orders');
  const sayError = useErrorWords();
  const { data } = useApi('GET /orders/:ref/photos', { params: { ref: caseRef } });
  const show = useSend('orders.showPhotos', ['GET /orders/:ref/photos']);
  const [chosen, setChosen] = useState<readonly string[]>();
  const [isCleared, setIsCleared] = useState(false);
  if (!data || data.items.length === 0) return null;
  const shown = data.items.filter((one) => one.isShown).map(({ ref }) => ref);
  const files = chosen ?? shown;
  const isChanged = files.length !== shown.length || files.some((ref) => !shown.includes(ref));
  const turn = (ref: string) => setChosen(files.includes(ref) ? files.filter((one) => one !== ref) : [...files, ref]);
  const save = () =>
    show.mutate({ ref: caseRef, files: [...files], isCleared }, { onSuccess: () => setChosen(undefined) });
  const fault = show.error ? sayError(show.error) : undefined;
  return (
    <DetailSection title={t('photos.title')}>
      <p className="orders-hint">{t(shown.length > 0 ? 'photos.shown' : 'photos.hint', { n: shown.length })}</p>
      <ul className="orders-photos">
        {data.items.map(({ ref }, at) => (
          <li key={ref}>
            <img src={fileUrl(ref, 'thumb')} alt="" />
            <Checkbox checked={files.includes(ref)} onChange={() => turn(ref)}>
              {t('photos.one', { n: at + 1 })}
            </Checkbox>
          </li>
        ))}
      </ul>
      {isChanged && (
        <div className="orders-card">
          {files.some((ref) => !shown.includes(ref)) && (
            <Checkbox checked={isCleared} onChange={(event) => setIsCleared(event.target.checked)}>
              {t('photos.cleared')}
            </Checkbox>
          )}
          <div role="alert">{fault && <p className="ll-field-error">{fault.title}</p>}</div>
          <span>
            <Button type="primary" loading={show.isPending} onClick={save}>
              {t('photos.save')}
            </Button>
          </span>
        </div>
      )}
    </DetailSection>
  );
}
