import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketPreview, TicketTaken } from '../../../contract/tickets.ts';
import { api } from '../../kit/api.ts';
import { errorOf, RefusalError, UnreachableError } from '../../kit/refusal-error.ts';

export type SheetRow = TicketPreview['rows'][number];
/** What became of a row; the words of a refusal beside it. */
export interface RowResult {
  readonly state: TicketTaken['state'] | 'refused';
  readonly error?: unknown;
}

/** A sheet that was read: its rows, and what became of those taken in so far. Nothing of it is kept anywhere else. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly results: ReadonlyMap<number, RowResult>;
}

/** Reads a sheet on the server and takes its rows in, one after the other; a row that is refused does not hold back the next. */
export function useSheet() {
  const client = useQueryClient();
  const [sheet, setSheet] = useState<Sheet>();
  const [reading, setReading] = useState<string>();
  const [isTaking, setIsTaking] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const read = async (file: File) => {
    setFault(undefined);
    setReading(file.name);
    try {
      const { rows } = await preview(file);
      setSheet({ name: file.name, rows, results: new Map() });
    } catch (problem) {
      setFault(problem);
    } finally {
      setReading(undefined);
    }
  };
  const take = async () => {
    if (!sheet) return;
    setIsTaking(true);
    setFault(undefined);
    const results = new Map(sheet.results);
    try {
      for (const { row, ticket } of sheet.rows) {
        if (!ticket || (results.has(row) && results.get(row)?.state !== 'refused')) continue;
        results.set(row, await takeOne(ticket));
        setSheet({ ...sheet, results: new Map(results) });
      }
    } catch (problem) {
      // The line was lost: what is taken stays taken, and the rest goes on with the next press.
      setFault(problem);
    } finally {
      setIsTaking(false);
      void client.invalidateQueries();
    }
  };
  return { sheet, reading, isTaking, fault, read, take, forget: () => setSheet(undefined) };
}

/** Sends a sheet to be read; the server keeps nothing of it. */
async function preview(file: File): Promise<TicketPreview> {
  const response = await fetch(`/api/tickets/preview?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: file,
  }).catch(() => {
    throw new UnreachableError();
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as TicketPreview;
}

async function takeOne(ticket: NonNullable<SheetRow['ticket']>): Promise<RowResult> {
  try {
    const { state } = await api.send('tickets.take', ticket);
    return { state };
  } catch (error) {
    if (error instanceof RefusalError) return { state: 'refused', error };
    throw error;
  }
}
