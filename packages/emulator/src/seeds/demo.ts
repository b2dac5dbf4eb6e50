import type { Seed, SeedMessage } from './seed.ts';

/** Well-known ids of the demo workspace. Ana is the first user: `credentials` and the default token are hers. */
export const demo = {
  users: {
    ana: '855727961',
    ben: '855727962',
    chloe: '855727963',
    dev: '855727964',
    emi: '855727965',
    farid: '855727966',
  },
  bot: {
    id: '855790001',
    uniqueName: 'releasebot',
    name: 'Release Bot',
    chatId: 'CT_2242125513190139290_855711548-B2',
  },
  channels: {
    /** Answers may be messages or threads; `releasebot` is in it; Ana, Ben, Chloe and Dev are members. */
    launch: { channelId: 'P2004500000000045001', chatId: 'CT_2242125513190139257_855711548', name: 'launch' },
    /** No threads; everybody is a member. */
    announcements: {
      channelId: 'O2004500000000045003',
      chatId: '1488288613043522033',
      name: 'announcements',
    },
    /** With people outside the organisation: reading the details of a thread is forbidden. */
    partners: {
      channelId: 'T2004500000000045005',
      chatId: 'CT_2242125513190139263_855711548',
      name: 'partners',
    },
    /** Ana is not a member; Chloe, Emi and Farid are. */
    payroll: { channelId: 'P2004500000000045007', chatId: '1488288613043522071', name: 'payroll' },
  },
  direct: {
    ben: 'CT_2242125513190139271_855711548',
    chloe: 'CT_2242125513190139274_855711548',
    dev: 'CT_2242125513190139277_855711548',
  },
  group: { offsite: '1488288613043522090' },
  /** Folders of Ana. */
  folders: { launch: '4000000020001', people: '4000000020004' },
  threads: {
    /** In `launch`, on `messages.rollback`; Ana and Ben follow it. */
    rollback: 'CT_2242125513190139257_855711548-T-2263887074117538898',
    /** In `partners`. */
    contract: 'CT_2242125513190139263_855711548-T-2263887074117538912',
  },
  messages: {
    kickoff: '1791010800125_12958180473',
    rollback: '1791011220250_12958187474',
    pricing: '1791011640375_12958194475',
    screenshots: '1791012060500_12958201476',
    freeze: '1791012480625_12958208477',
    checklist: '1791012900750_12958215478',
    holidays: '1791013740875_12958229480',
    contract: '1791016260125_12958271486',
    payslips: '1791018360250_12958306491',
    lunch: '1791020460375_12958341496',
    agenda: '1791022980500_12958383502',
  },
} as const;

const { ana, ben, chloe, dev, emi, farid } = demo.users;
const { messages } = demo;

function said(id: string, senderId: string, text: string, mentions: readonly string[] = []): SeedMessage {
  return { id, senderId, text, ...(mentions.length === 0 ? {} : { mentions }) };
}

/** A small company that is about to launch something. */
export const demoSeed: Seed = {
  name: 'demo',
  users: [
    { id: ana, name: 'Ana Duarte', email: 'ana.duarte@example.com', utcOffsetMinutes: 330 },
    { id: ben, name: 'Ben Okafor', email: 'ben.okafor@example.com', utcOffsetMinutes: 60 },
    { id: chloe, name: 'Chloe Lindqvist', email: 'chloe.lindqvist@example.com', utcOffsetMinutes: 60 },
    { id: dev, name: 'Dev Raman', email: 'dev.raman@example.com', utcOffsetMinutes: 330 },
    { id: emi, name: 'Emi Sato', email: 'emi.sato@example.com', utcOffsetMinutes: 540 },
    { id: farid, name: 'Farid Haddad', email: 'farid.haddad@example.com', utcOffsetMinutes: -300 },
  ],
  bots: [
    { id: demo.bot.id, uniqueName: demo.bot.uniqueName, name: demo.bot.name },
    { id: '855790002', uniqueName: 'payrollbot', name: 'Payroll Bot' },
  ],
  chats: [
    {
      id: demo.channels.launch.chatId,
      type: 'channel',
      name: '#launch',
      members: [ana, ben, chloe, dev],
      channel: {
        id: demo.channels.launch.channelId,
        uniqueName: 'launch',
        replyMode: 'both',
        bots: ['releasebot'],
      },
      messages: [
        said(
          messages.kickoff,
          ana,
          'Launch is on 1 December. This channel is for everything on the way there.',
        ),
        said(messages.rollback, ana, 'Roll-back steps are in the runbook, {@855727962} knows the rest.', [
          ben,
        ]),
        said(messages.pricing, chloe, 'Pricing page is translated into nine languages.'),
        said(messages.screenshots, dev, 'New screenshots are uploaded; please have a look before Friday.'),
        said(messages.freeze, ben, 'Code freeze starts on Thursday at noon.'),
        said(messages.checklist, ana, 'Read the checklist before you deploy.'),
        said('1791013320000_12958222479', demo.bot.id, 'Build 214 passed all tests.'),
      ],
      pins: [
        { messageId: messages.checklist, creatorId: ana },
        { messageId: messages.rollback, creatorId: ben },
      ],
    },
    {
      id: demo.channels.announcements.chatId,
      type: 'channel',
      name: '#announcements',
      members: [ana, ben, chloe, dev, emi, farid],
      channel: {
        id: demo.channels.announcements.channelId,
        uniqueName: 'announcements',
        replyMode: 'messages',
        bots: [],
      },
      messages: [
        said(messages.holidays, farid, 'The office is closed from 24 December to 1 January.'),
        said('1791014160000_12958236481', emi, 'Please update your emergency contacts.'),
        said('1791014580125_12958243482', farid, 'The lift is out of order until Wednesday.'),
      ],
    },
    {
      id: demo.channels.partners.chatId,
      type: 'channel',
      name: '#partners',
      members: [ana, ben, emi],
      external: true,
      channel: {
        id: demo.channels.partners.channelId,
        uniqueName: 'partners',
        replyMode: 'threads',
        bots: [],
      },
      messages: [
        said(messages.contract, emi, 'The reseller sent back the contract with three remarks.'),
        said('1791016680250_12958278487', ben, 'Two of them are fine with me.'),
        said('1791017100375_12958285488', ana, 'Then let us talk about the third.'),
      ],
    },
    {
      id: demo.channels.payroll.chatId,
      type: 'channel',
      name: '#payroll',
      members: [chloe, emi, farid],
      channel: {
        id: demo.channels.payroll.channelId,
        uniqueName: 'payroll',
        replyMode: 'both',
        bots: ['payrollbot'],
      },
      messages: [
        said(messages.payslips, farid, 'Payslips go out on the 28th.'),
        said('1791018780375_12958313492', chloe, 'Two expense reports are still open.'),
        said('1791019200500_12958320493', emi, 'Mine is in now.'),
      ],
    },
    {
      id: demo.direct.ben,
      type: 'direct_message',
      members: [ana, ben],
      messages: [
        said(messages.lunch, ben, 'Lunch at one?'),
        said('1791020880500_12958348497', ana, 'Make it half past.'),
        said('1791021300625_12958355498', ben, 'Fine.'),
      ],
    },
    {
      id: demo.direct.chloe,
      type: 'direct_message',
      members: [ana, chloe],
      messages: [
        said('1791021720750_12958362499', chloe, 'Can you proofread the pricing page?'),
        said('1791022140875_12958369500', ana, 'Tonight.'),
      ],
    },
    {
      id: demo.direct.dev,
      type: 'direct_message',
      members: [ana, dev],
      messages: [said('1791022560000_12958376501', dev, 'The staging database is back.')],
    },
    {
      id: demo.group.offsite,
      type: 'group_chat',
      name: 'Offsite in May',
      members: [ana, chloe, dev, emi],
      messages: [
        said(messages.agenda, emi, 'Draft agenda: two mornings of workshops, afternoons free.'),
        said('1791023400625_12958390503', dev, 'I am for the house by the lake.'),
        said('1791023820750_12958397504', chloe, 'So am I.'),
        said('1791024240875_12958404505', ana, 'Booked.'),
      ],
    },
    {
      id: demo.bot.chatId,
      type: 'bot',
      name: demo.bot.name,
      bot: demo.bot.uniqueName,
      members: [ana],
      messages: [
        said('1791024660000_12958411506', demo.bot.id, 'Build 213 failed: two tests.'),
        said('1791025080125_12958418507', demo.bot.id, 'Build 214 passed all tests.'),
      ],
    },
  ],
  threads: [
    {
      id: demo.threads.rollback,
      parentChatId: demo.channels.launch.chatId,
      messageId: messages.rollback,
      title: 'Roll-back steps',
      followers: [ana, ben],
      messages: [
        said('1791025500250_12958425508', ben, 'The third step needs the new backup tool.'),
        said('1791025920375_12958432509', ana, 'Updated the runbook.'),
      ],
    },
    {
      id: demo.threads.contract,
      parentChatId: demo.channels.partners.chatId,
      messageId: messages.contract,
      title: 'Reseller contract',
      followers: [ana, emi],
      messages: [said('1791026340500_12958439510', emi, 'The third remark is about the notice period.')],
    },
  ],
  shelves: [
    {
      userId: ana,
      chatIds: [demo.group.offsite],
      folders: [
        {
          id: demo.folders.launch,
          title: 'Launch',
          symbol: ':rocket:',
          chatIds: [demo.channels.launch.chatId, demo.bot.chatId],
        },
        {
          id: demo.folders.people,
          title: 'People',
          state: 'collapsed',
          chatIds: [demo.direct.ben, demo.direct.chloe],
        },
      ],
    },
    { userId: ben, chatIds: [demo.direct.ben], folders: [] },
  ],
};
