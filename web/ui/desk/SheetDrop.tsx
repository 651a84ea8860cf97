import { FileXlsIcon } from '@phosphor-icons/react/dist/csr/FileXls';
import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import './sheet-drop.css';

interface SheetDropProps {
  /** What to drop here. */
  readonly words: string;
  /** Of the button: to choose, or what is going on. */
  readonly chooseLabel: string;
  readonly hints: readonly string[];
  readonly isDisabled?: boolean;
  readonly isBusy: boolean;
  readonly onTake: (file: File) => void;
}

/** A place to drop a sheet on, or to choose one. */
export function SheetDrop({ words, chooseLabel, hints, isDisabled = false, isBusy, onTake }: SheetDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onTake(file);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way; the button inside is the other.
    <div
      className={`ll-drop${isOver ? ' ll-drop-over' : ''}`}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileXlsIcon size={36} aria-hidden />
      <p>
        {words}
        <Button type="primary" loading={isBusy} disabled={isDisabled} onClick={() => input.current?.click()}>
          {chooseLabel}
        </Button>
      </p>
      {hints.map((hint) => (
        <small key={hint}>{hint}</small>
      ))}
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
