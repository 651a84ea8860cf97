import { useWords } from '../../kit/i18n.ts';
import './seal.css';

/** The mark of the product; the only use of vermilion besides danger. */
export function Seal({ size }: { readonly size: number | string }) {
  const t = useWords('common');
  return (
    <span
      className="ll-seal"
      style={{ width: size, height: size, fontSize: `calc(${typeof size === 'number' ? `${size}px` : size} * 0.57)` }}
      aria-hidden
    >
      {t('seal')}
    </span>
  );
}
