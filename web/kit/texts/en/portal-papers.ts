import type { Messages } from '../namespaces.ts';
import type { portalPapers as zh } from '../zh/portal-papers.ts';

export const portalPapers: Messages<typeof zh> = {
  title: 'Papers for you',
  number: 'No. {{number}}',
  open: 'Get it to print',
  opening: 'Getting it',
  void: 'Void',
  check: {
    title: 'Check a paper',
    intro: 'Enter the number and the code on the paper to see whether it was issued here and still holds.',
    number: 'Number of the paper',
    numberHint: 'Such as 12-261120-0042-7-01',
    code: 'Code',
    codeHint: 'Four groups of four letters or digits',
    submit: 'Check',
    fault: 'Please enter both the number and the code.',
    genuine: 'Genuine, and it holds',
    genuineHint: 'Please compare what stands below with the paper in your hand; do not trust one that differs.',
    void: 'It was issued here and has been declared void',
    unknown: 'No such paper was found',
    unknownHint: 'Please check the number and the code. If it is still not found, do not trust it; ask the community.',
    what: 'Paper',
    issuer: 'Issued by',
    issued: 'Issued',
    voided: 'Void since',
    name: 'Name',
    again: 'Check another',
  },
  projects: {
    link: 'What the community publishes',
    title: 'Projects of the community',
    hint: 'Where the money comes from, where it goes, how far it is',
    none: '{{community}} has published no project yet',
  },
  complain: {
    link: 'Not content with the handling? Complain',
    about: 'About the handling of no. {{number}}: looked into by somebody who had no hand in it.',
  },
};
