/** Words of how the desk works on matters: questions to people, links for outside parties, batches, saved filters, templates, keys. */
export const deskWork = {
  inquiry: {
    title: '问群众',
    open: '等群众答复',
    answered: '已回答',
    'by-phone': '电话答复',
    lapsed: '没有答复',
    held: '最多等到 {{at}}；本环节时限顺延，答复本人的期限照走',
  },
} as const;
