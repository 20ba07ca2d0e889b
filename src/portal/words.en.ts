import type { Words } from './words.zh.ts'

/** The portal in English. */
export const en: Words = {
  htmlLanguage: 'en',
  site: 'Jilin platform for reports of organised crime',
  owner: 'Clue Verification and Management Centre of Jilin Province',
  home: 'Home',
  skip: 'Skip to the content',
  menu: 'Navigation',
  settings: 'Language and text size',
  otherLanguage: '中文',
  larger: 'Larger text',
  normalSize: 'Normal text',
  toReport: 'Make a report',
  toProgress: 'Ask about a report',
  privacyFoot:
    'This platform does no tracking and keeps no network address or device data of anybody who reports.',
  emergency: 'In danger right now? Call 110 at once.',
  optional: ' (optional)',
  errorWord: 'Error: ',
  bytes: (size) =>
    size < 1_000_000 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`,

  homePage: {
    title: 'Report organised crime',
    lead: 'If people rule a place by violence and threats, or officials shield them, you can tell us here. No account, anonymous if you wish, about three minutes.',
    reportHint: 'Four short parts. You get a query code when you have sent it.',
    progressHint: 'With your query code: see where it stands, add to it, object to the result.',
    afterTitle: 'What happens with a report',
    after: [
      'Your report is registered at once and you get a query code.',
      'The clue centre assesses it and passes it on to be verified. The units and persons you report, and those tied to them, cannot see it and cannot handle it.',
      'Two or more officers verify it and their superiors sign the result in turn. If no crime was found, a higher level looks at it again.',
      'You see the result under your query code, and you may object to it.',
    ],
    termsTitle: 'How long each step takes',
    safeTitle: 'How you are protected',
    safe: [
      'Who you are is encrypted, kept apart and never travels with the report. To open it takes a written reason and two persons, and leaves a trace.',
      'Retaliation against a person who reports is against the law. If you are afraid, ask for protection in the form.',
      'Use your own telephone, not a device or network of your workplace or of the people you report. Close the page afterwards and clear your browsing history.',
    ],
    channelsTitle: 'For other matters',
    channelsHint: 'What is not organised crime is dealt with faster here:',
  },

  notices: {
    title: 'Before you write',
    scope:
      'We take: organised crime, officials who shield it (“umbrellas”), disorder in a trade, violations by political-legal staff, litigation petitions, election interference.',
    truth:
      'Please tell the truth. Making up facts to frame somebody is punished by law. A mistake is not: if you made nothing up, a report that turns out inexact or wrong is not a false accusation.',
    secret:
      'Your real name helps us to check and to answer. We keep it secret: the persons and units you report will not learn it.',
    once: 'Please do not report the same thing twice. Add what is new under your query code.',
    unknown:
      'Choose “don’t know” or leave it empty where you do not know. Only what is marked “required” has to be filled in.',
    stateSecrets: 'Please do not write or upload state secrets.',
  },

  reportPage: {
    title: 'Your report',
    send: 'Send the report',
    sendHint:
      'Wait until you see the query code. If the connection breaks, press again: it will not be registered twice.',
    required: ' (required)',
    choose: 'Please choose',
    yes: 'Yes',
    no: 'No',
    unknown: 'Don’t know',
    reporter: '1. About you',
    reporterHint: 'You may leave all of this empty.',
    sealedByServer:
      'What you write here is encrypted by the server the moment it arrives; no plain copy is kept. Several reports of one person can be recognised.',
    sealedInBrowser:
      'Name, telephone, identity number and other contact are encrypted by your browser before they are sent: the server never gets them in plain.',
    sealingFailed:
      'Your browser could not encrypt it, and nothing was sent. Press “Send the report” once more, and the server encrypts it the moment it arrives.',
    sealedKept:
      'Use what was encrypted before (it cannot be shown; if you write it again, what you write now counts)',
    recogniseMe:
      'Let the centre recognise that several reports are mine: a number computed from your telephone and identity number goes with the report. Whoever holds the server and its keys might find them from it by trial; without this tick it is not sent.',
    person: (n) => `Person reported ${n}`,
    persons: '2. Who is reported',
    personsHint:
      'Up to five; write others under “What happened”. If you do not know a name, give a nickname. If you know neither, leave it empty.',
    morePerson: (n) => `One more (person reported ${n})`,
    facts: '3. What happened',
    umbrella: '4. Officials who shield them',
    umbrellaHint: 'Do officials cover up for them, let them go on, or warn them?',
    attachments: 'Material',
    attachmentsHint: (files) =>
      `Photos, sound, video, documents. You can choose several at once, at most ${files}. None is fine too.`,
    kept: 'Material we already have (untick what you do not want to send)',
    wholePlace: (place) => `${place} (county not known)`,
    named: 'With my real name',
    namedHint: 'please give your name and one way to reach you',
    anonymous: 'Anonymously',
    tooManyReports: (seconds) =>
      `Too many reports in a short time. What you wrote is still here: wait ${seconds} seconds, then press “Send the report”.`,
    notStored:
      'We could not save your report just now. What you wrote is still here: press “Send the report” again in a moment. It will not be registered twice.',
    relisted: 'What you wrote is still here. Please go on.',
  },

  fields: {
    realName: 'With your name or anonymously',
    'reporter.name': 'Your name',
    'reporter.phone': 'Your telephone',
    'reporter.idNumber': 'Your identity card number',
    'reporter.otherContact': 'Another way to reach you',
    contactWish: 'How may we reach you',
    wishesSecrecy: 'Keep it strictly secret that I reported',
    protectionRequested: 'I fear retaliation and ask for protection',
    name: 'Name',
    alias: 'Nickname or alias',
    unitName: 'Unit',
    post: 'Post',
    publicOfficial: 'A public official?',
    address: 'Address or usual place',
    phone: 'Telephone',
    category: 'Category',
    title: 'In one sentence: what is it about',
    content: 'What happened',
    occurredOn: 'On which day',
    occurredAt: 'Exact place',
    area: 'City and county',
    trade: 'Trade concerned',
    focus: 'What kind of thing is it (choose any)',
    loss: 'Harm or loss',
    weapons: 'Do they have guns, knives or other weapons',
    minors: 'Are minors involved or harmed',
    stillGoingOn: 'Is it still going on',
    umbrellaSuspected: 'Do officials shield them',
    umbrellaFacts: 'What you know about the officials who shield them',
    attachments: 'Choose files',
    reportedPersons: 'Persons reported',
    reporter: 'About you',
    code: 'Query code',
    text: 'What you add',
    objection: 'Why you object',
  },
  hints: {
    'reporter.otherContact': 'WeChat, e-mail, somebody who passes it on',
    content: 'Who, when, where, what they did, who else knows. Write it as it comes to your mind.',
    occurredOn: 'If you are not sure leave it empty and write the rough time under “What happened”.',
    occurredAt: 'Town, street, village, road or shop.',
    loss: 'Injuries, money or things taken.',
  },
  contactWishes: {
    phone: 'Call me',
    message: 'Text me',
    visit: 'Meet me',
    codeOnly: 'Do not contact me, I will look under the query code',
  },

  receiptPage: {
    title: 'We have your report',
    codeTitle: 'Your query code',
    keep: 'Write it down or take a screenshot, and keep it where nobody else sees it. It cannot be recovered. Do not share it: whoever has it can see where your report stands.',
    identity: {
      sealedInBrowser: 'Who you are was encrypted by your browser; the server never got it in plain.',
      sealedByServer: 'Who you are was encrypted by the server the moment it arrived; no plain copy is kept.',
      notGiven: 'You did not say who you are.',
    },
    number: 'Register number',
    nextTitle: 'What comes next',
    next: [
      'We register and assess it, then pass it to a unit that has no tie to the persons you reported.',
      'If we need more from you, the progress page will say so. Please look from time to time.',
      'You will find the result on the progress page. If you left a contact, the verifying unit reaches you in the way you chose.',
    ],
    by: (day) => `by ${day}`,
    close: 'Close this page when you are done. On a device that is not yours, clear the browsing history.',
  },

  progressPage: {
    title: 'Where your report stands',
    codeHint:
      'The 20 digits you got when you sent the report. Spaces, full-width digits and Chinese numerals are fine.',
    ask: 'Show',
    unknown: 'We found no such query code. Please compare it with what you wrote down and try again.',
    mistyped:
      'We found no such query code: among the 20 digits one is most likely wrong, missing or in the wrong place. Please compare digit by digit and try again.',
    tooManyWrong: (seconds) =>
      `Too many wrong query codes. Try again in ${seconds} seconds. Your report is not affected.`,
    shown: 'Where your report stands',
    now: 'Now',
    stepsTitle: 'Steps so far',
    answerTitle: 'Our answer to you',
    channelTitle: 'Where this belongs',
    wantedTitle: 'Please tell us more',
    supplementTitle: 'Add to your report',
    supplementHint: 'New facts or evidence go here.',
    sendSupplement: 'Send what I add',
    objectionTitle: 'Object to the result',
    objectionHint: 'Say what is wrong and what is new.',
    objectBy: (day) => `Possible until ${day}.`,
    sendObjection: 'Send my objection',
    supplementTaken: 'We have what you added.',
    objectionTaken: 'We have your objection and will examine the result again.',
    notStored:
      'We could not save it just now. Your text is still here: send it again in a moment, it will not be counted twice. Please choose files again.',
    notShown: 'We cannot look it up just now. Please try again in a moment.',
    another: 'Ask about another',
  },
  statuses: {
    received: 'Received',
    accepted: 'Accepted',
    moreWanted: 'More wanted from you',
    passedOn: 'Passed on',
    beingVerified: 'Being verified',
    reexamining: 'Being examined again',
    merged: 'Handled together with a related report',
    closed: 'Closed',
    outOfScope: 'Not for this platform',
  },
  statusHints: {
    received: 'It is being registered.',
    accepted: 'It is registered; we are deciding who verifies it.',
    moreWanted: 'We need to know more from you, see below.',
    passedOn: 'It was passed to the verifying unit, which has to sign for it.',
    beingVerified: 'Officers are checking what you reported.',
    reexamining: 'We have your objection and are examining it.',
    merged:
      'It is verified together with a report about the same matter. You will be told the result as well.',
    closed: 'Verification has ended. Our answer is below, or will be there soon.',
    outOfScope: 'This platform cannot deal with it. Where it belongs is written below.',
  },

  errors: {
    title: 'A few things need another look',
    required: (field) => `Please fill in “${field}”.`,
    choose: (field) => `Please choose “${field}”.`,
    tooLong: (field, max, found) =>
      `“${field}” can have ${max} characters, yours has ${found}. Shorten it, or attach the rest as a file.`,
    notAChoice: (field) => `For “${field}” please choose one of the options given.`,
    tooMany: (field, max) => `“${field}” can have ${max} entries.`,
    controls: (field) =>
      `“${field}” had invisible control characters. We took them out; please read it again and send it.`,
    notText: (field) => `“${field}” should be text.`,
    notYesNo: (field) => `“${field}” should be true or false.`,
    notAList: (field) => `“${field}” should be a list.`,
    notAnObject: (field) => `“${field}” should be an object.`,
    unknownField: (field) => `There is no field “${field}”, please leave it out.`,
    filesElsewhere: 'Please send material with the report on the page /report; files are not taken here.',
    notADay: 'Please write the day like 2025-04-28.',
    future: 'The day cannot be after today.',
    contactForRealName:
      'For a report with your real name please leave one contact: telephone or another way.',
    phoneForWish: 'You asked for a call or a text message: please give your telephone.',
    contactForVisit: 'You asked to meet: please give a telephone or another way to reach you.',
    nameOrAlias:
      'Please give a name or nickname for this person. If you know neither, empty this block and write it under “What happened”.',
    tooManyPersons: (max) => `At most ${max} persons can be reported here.`,
    tooManyFiles: (max) => `At most ${max} files; those beyond were not taken.`,
    fileNotKept: 'Some material could not be kept, please choose it again.',
    fileNotStored: (name) => `“${name}” could not be saved, please choose it again.`,
    file: (name, why) => `${name}: ${why}`,
    noToken: 'The page was incomplete. Please press send once more.',
    sealBroken:
      'Who you are was not sealed in a way we can take. Please fill in that block again and send the report once more.',
    sealedAndPlain: 'Who reports came both sealed and in plain: send one of the two.',
    code: 'Please enter your query code.',
    backHome: 'Back to the start',
  },
  messages: {
    tooLarge: {
      title: 'Too large',
      text: 'What you sent is larger than we can take. Shorten the text, or send fewer or smaller files; you can add more later under your query code.',
    },
    broken: {
      title: 'We did not get all of it',
      text: 'The connection may have broken. Go back one page and send it again; it will not be registered twice.',
    },
    wrongMethod: { title: 'Not possible this way', text: 'Please go through the start page.' },
    notFound: { title: 'There is no such page', text: 'Please go through the start page.' },
    failed: {
      title: 'Something went wrong on our side',
      text: 'Please try again in a moment. Reports that have a query code are not affected.',
    },
    away: {
      title: 'We are coming back',
      text: 'Please go back in a few seconds and send it again: it will not be registered twice. Reports that have a query code are not affected.',
    },
    slow: { title: 'Too many in a short time', text: 'Please wait a minute and try again.' },
  },
  api: {
    refused: 'Not accepted',
    notJson: 'The body should be a JSON object (Content-Type: application/json).',
    badKey: 'Idempotency-Key should be 16 to 64 letters, digits, “-” or “_”.',
    unknownCode: 'We found no such query code.',
    slow: (seconds) => `Too many reports in a short time. Try again in ${seconds} seconds.`,
  },
}
