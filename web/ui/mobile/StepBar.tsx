import './step-bar.css';

interface StepBarProps {
  readonly label: string;
  /** Plain words, usually four: 已上报 已受理 维修中 请您确认. */
  readonly steps: readonly string[];
  /** The step under way, counted from zero; the number of steps where all are done. */
  readonly current: number;
}

/** The way of a matter in four plain words, like a parcel. */
export function StepBar({ label, steps, current }: StepBarProps) {
  return (
    <ol className="ll-steps" aria-label={label}>
      {steps.map((step, at) => (
        <li
          key={step}
          className={at < current ? 'll-steps-done' : at === current ? 'll-steps-now' : undefined}
          aria-current={at === current ? 'step' : undefined}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
