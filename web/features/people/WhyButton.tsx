import { Button, Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { ReasonChips } from '../../ui/show/ReasonChips.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { type LookReason, useLookReasons } from './use-reveal.ts';

interface WhyProps {
  readonly label: string;
  /** Said to those who do not see what stands beside the button. */
  readonly about: string;
  readonly icon?: ReactNode;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** A reason is evident: nothing is asked. */
  readonly isEvident?: boolean;
  readonly onLook: (reason: LookReason | undefined) => void;
}

/** A button for something masked: it asks why with four chips, or nothing where the reason is evident. */
export function WhyButton({ label, about, icon, isBusy, error, isEvident = false, onLook }: WhyProps) {
  const t = useWords('people');
  const sayError = useErrorWords();
  const reasons = useLookReasons();
  const [asks, setAsks] = useState(false);
  const button = (
    <Button
      size="small"
      aria-label={`${label} ${about}`}
      {...(icon ? { icon } : {})}
      loading={isBusy}
      {...(isEvident ? { onClick: () => onLook(undefined) } : {})}
    >
      {label}
    </Button>
  );
  return (
    <>
      {isEvident ? (
        button
      ) : (
        <Popover
          open={asks}
          onOpenChange={setAsks}
          trigger="click"
          placement="bottomRight"
          content={
            <div className="people-why">
              <ReasonChips
                label={t('reveal.why')}
                text="none"
                reasons={reasons}
                value={{}}
                onChange={({ code }) => {
                  setAsks(false);
                  onLook(code as LookReason);
                }}
              />
              <p>{t('reveal.noted')}</p>
            </div>
          }
        >
          {button}
        </Popover>
      )}
      {error !== null && error !== undefined && (
        <span className="ll-field-error" role="alert">
          {sayError(error).title}
        </span>
      )}
    </>
  );
}
