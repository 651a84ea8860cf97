import { Select } from 'antd';
import { templateUses } from '../../../domain/case/category.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import type { Reply } from './category-draft.ts';
import { EditorPart, useEditing } from './EditorPart.tsx';
import { Labelled } from './Labelled.tsx';
import { ListEditor } from './ListEditor.tsx';
import { TextPair } from './TextPair.tsx';

/** Replies to the person to start from, by stage. */
export function RepliesPart() {
  const t = useWords('catalogue');
  const stages = useStages();
  return (
    <EditorPart part="replies" label={t('tab.replies')} hint={t('reply.hint')}>
      {(replies = [], put, disabled) => (
        <ListEditor<Reply>
          label={t('tab.replies')}
          items={replies}
          nameOf={(reply) => reply.text.zh.slice(0, 12)}
          onChange={(next) => put([...next])}
          blank={() => ({ stage: stages[0]?.value ?? '', for: 'reply' as const, text: { zh: '', en: '' } })}
          addLabel={t('reply.add')}
          disabled={disabled}
        >
          {(reply, change) => (
            <>
              <Labelled label={t('reply.stage')}>
                <Select
                  aria-label={t('reply.stage')}
                  style={{ width: 200 }}
                  disabled={disabled}
                  value={reply.stage}
                  options={stages}
                  onChange={(stage) => change({ ...reply, stage })}
                />
              </Labelled>
              <Labelled label={t('reply.use')}>
                <Select
                  aria-label={t('reply.use')}
                  style={{ width: 200 }}
                  disabled={disabled}
                  value={reply.for ?? 'reply'}
                  options={templateUses.map((value) => ({ value, label: t(`reply.for.${value}`) }))}
                  onChange={(use) => change({ ...reply, for: use })}
                />
              </Labelled>
              <Labelled label={t('reply.words')}>
                <TextPair
                  label={t('reply.words')}
                  value={reply.text}
                  lines={2}
                  max={400}
                  disabled={disabled}
                  onChange={(text) => change({ ...reply, text })}
                />
              </Labelled>
            </>
          )}
        </ListEditor>
      )}
    </EditorPart>
  );
}

function useStages(): { value: string; label: string }[] {
  const pick = usePick();
  const { caseType } = useEditing().detail;
  const { data } = useApi('GET /cases/types');
  const stages = data?.find((type) => type.code === caseType)?.stages ?? [];
  return stages.map(({ code, label }) => ({ value: code, label: pick(label) }));
}
