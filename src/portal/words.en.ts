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
    'This platform does no tracking and keeps no network address or device data of anybody who reports, and saves nothing you write on your device.',
  emergency: 'In danger right now? Call 110 at once.',
  leave: 'Leave at once',
  leaveKeys: 'Or press Esc twice',
  optional: ' (optional)',
  errorWord: 'Error: ',
  bytes: (size) =>
    size < 1_000_000 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`,

  homePage: {
    title: 'Report organised crime',
    lead: 'If people rule a place by violence and threats, or officials shield them, you can tell us here. No account, anonymous if you wish, about three minutes.',
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

  leaving: {
    title: 'If somebody comes near',
    button:
      'Press “Leave at once” at the top right: the page turns into a weather site, and nothing half-written stays. On a keyboard, Esc twice does the same.',
    nothingKept:
      'We save nothing you write on this device: no cookie, no draft. Only what you download, copy or photograph yourself stays.',
    history:
      'The browser itself notes that this site was open. Clear its history afterwards, or open the site in a private window from the start.',
  },

  way: { behind: 'Done: ', now: 'Now: ', next: 'Next', later: 'Later' },
  ahead: {
    accepted: 'We register it and see who should look into it',
    passedOn: 'It goes to a unit that has no tie to the persons reported',
    beingVerified: 'Two or more people find out what is true',
    closed: 'It is finished, and you find our answer here',
    beingSorted: 'We register it and see which way it has to take',
    handedOn: 'It goes to the organ in charge',
    beingHandled: 'That organ deals with it',
    opinionGiven: 'You find a written answer here',
    beingRouted: 'We register it and settle which body deals with it',
    passedToBody: 'It goes to a body that has no tie to the persons named',
    beingExamined: 'That body finds out what is true',
    decided: 'It is finished, and you find the result here',
    reviewed: 'The organ above gives you its opinion',
    ended: 'You get the opinion of the second review',
  },

  poster: {
    link: 'Poster to print and hang up',
    title: 'Poster to hang up',
    howTo: 'Print this page on A4: the sheet is what you see below.',
    picture: (host) => `QR picture; scanned, it opens ${host}`,
    noAddress:
      'The address of this portal is not known yet, so there is no QR picture. The operator sets ZS_ADDRESS.',
    points: [
      'No account, no app; anonymous if you wish.',
      'About three minutes; leave empty what you do not know.',
      'Who you are is encrypted apart; those you report cannot see it.',
      'You get a query code and can always see how far it is.',
      'Use your own telephone, not the network of your workplace.',
    ],
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

  about: {
    clue: {
      choice: 'Report organised crime',
      choiceHint: 'Four short parts. You get a query code when you have sent it.',
      title: 'Your report',
      scope:
        'We take: organised crime, officials who shield it (“umbrellas”), disorder in a trade, election interference.',
      persons: '2. Who is reported',
      personsHint:
        'Up to five; write others under “What happened”. If you do not know a name, give a nickname. If you know neither, leave it empty.',
      person: (n) => `Person reported ${n}`,
      morePerson: (n) => `One more (person reported ${n})`,
      facts: '3. What happened',
      next: [
        'If we need more from you, the progress page will say so. Please look from time to time.',
        'You will find the result on the progress page. If you left a contact, the verifying unit reaches you in the way you chose.',
      ],
    },
    petition: {
      choice: 'Petition about a case (litigation petition)',
      choiceHint:
        'You want something put right in a case or procedure of a court, procuratorate, the police or justice administration.',
      title: 'Litigation petition',
      scope:
        'We take: cases, enforcement and administration of courts, procuratorates, police and justice administration. What a legal procedure can settle goes into that procedure.',
      persons: '2. Officials who should withdraw',
      personsHint:
        'If an official who handles it has an interest in the case, write it here: they will take no part. Otherwise leave it empty.',
      person: (n) => `Official ${n}`,
      morePerson: (n) => `One more (official ${n})`,
      facts: '3. What you ask for, and why',
      next: [
        'We register and sort it: matters of litigation rights go into the legal procedure; others go to the competent organ, or we tell you whom to turn to.',
        'The competent organ tells you when it takes the matter on. Please look here from time to time.',
        'Every answer says what more you may do, such as asking for a review. Nobody may be treated worse for petitioning.',
      ],
    },
    complaint: {
      choice: 'Complaint about political-legal staff',
      choiceHint:
        'Staff of political-legal committees, courts, procuratorates, police, state security or justice broke discipline or the law.',
      title: 'Complaint about political-legal staff',
      scope:
        'We take: violations by staff of political-legal committees, courts, procuratorates, police, state security and justice administration.',
      persons: '2. Who is complained about',
      personsHint:
        'Up to five; write others under “What happened”. Say their unit if you can, so that those concerned are kept out. If you know nothing, leave it empty.',
      person: (n) => `Person complained about ${n}`,
      morePerson: (n) => `One more (person complained about ${n})`,
      facts: '3. What they did',
      next: [
        'If you gave your name you are told when it is taken on. Please look here from time to time.',
        'You are told the result. A complaint that turns out wrong has no consequences for you if you made nothing up.',
      ],
    },
  },

  reportPage: {
    send: 'Send the report',
    ownWordsStand: '[myself]',
    ownWords:
      'You seem to have written your own name or number into what you tell. Officials will read that text, so to protect you it now says “[myself]” instead. Nothing was sent yet: read it once more and send again; if we were wrong, you may write it back.',
    lookAt: 'What was changed: ',
    sendHint:
      'Wait until you see the query code. If the connection breaks and no page opens, press “reload” in the browser once it is back: that sends it, and it will not be registered twice. Do not press “back”: what you wrote would be gone.',
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
      'Name, telephone, identity number, other contact, time and anonymous code are encrypted by your browser before they are sent: the server never gets them in plain.',
    sealingFailed:
      'Your browser could not encrypt it, and nothing was sent. Press “Send the report” once more, and the server encrypts it the moment it arrives.',
    sealedKept:
      'Use what was encrypted before (it cannot be shown; if you write it again, what you write now counts)',
    recogniseMe:
      'Let the centre recognise that several reports are mine: a number computed from your telephone and identity number goes with the report. Whoever holds the server and its keys might find them from it by trial; without this tick it is not sent.',
    umbrella: '4. Officials who shield them',
    umbrellaHint: 'Do officials cover up for them, let them go on, or warn them?',
    attachments: 'Material',
    attachmentsHint: (files, each, all) =>
      `Photos, sound, video, documents. You can choose several at once: at most ${files}, each up to ${each} MB, together up to ${all} MB. Cut a long video into pieces. None is fine too.`,
    takePhoto: 'Or take a photograph now',
    recordSound: 'Or record what you want to say now (if writing is hard)',
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
    'reporter.contactTime': 'When you can be reached',
    'reporter.anonymousCode': 'Anonymous code',
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
    'visit.satisfaction': 'How content are you',
    'visit.words': 'What you would like to say',
    'threat.kind': 'What happened',
    'threat.stillInDanger': 'Are you still in danger',
    'threat.text': 'What exactly',
    claim: 'What you ask for',
    concernedOrgan: 'Which organ is concerned',
    caseNumber: 'Number of the case or document',
    procedureOpen: 'Is a lawsuit or reconsideration under way',
    staffOrgan: 'In what kind of organ do they serve',
  },
  hints: {
    'reporter.otherContact': 'WeChat, e-mail, somebody who passes it on',
    'reporter.contactTime': 'For example “working days after seven, never at work”.',
    'reporter.anonymousCode':
      'If you leave no name but may want to claim a reward: choose 6 to 20 digits and remember them. They prove then that you reported it. Take no birthday and no telephone number. It is encrypted like your name, never shown again and cannot be recovered. It is not the query code.',
    content:
      'Who, when, where, what they did, who else knows. Write it as it comes to your mind. Your own name, telephone and identity number belong into the part about you alone: that part is encrypted on its own.',
    occurredOn: 'If you are not sure leave it empty and write the rough time under “What happened”.',
    occurredAt: 'Town, street, village, road or shop.',
    loss: 'Injuries, money or things taken.',
    claim: 'How it should be settled, point by point.',
    concernedOrgan: 'For example the court or police of a district.',
    caseNumber: 'The number on the judgment or decision. Leave it empty if there is none.',
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
    picture: 'The query code as a QR picture; scanned, it shows these 20 digits',
    keep: 'Write it down, print it or take a screenshot, and keep it where nobody else sees it. Do not share it: whoever has it can see where your report stands.',
    lost: 'A lost code cannot be found again, not even by us. Your report is dealt with all the same, and if you left a contact the verifying unit reaches you. To look or to add again you would have to report once more and say that you reported before.',
    identity: {
      sealedInBrowser: 'Who you are was encrypted by your browser; the server never got it in plain.',
      sealedByServer: 'Who you are was encrypted by the server the moment it arrived; no plain copy is kept.',
      notGiven: 'You did not say who you are.',
    },
    copyCode: 'Copy the query code',
    asText: 'The receipt as text to copy',
    asTextHint:
      'One touch selects all of it; then choose “copy”. It has the register number in it, which shows that you made a report. If you only want the query code, write down the 20 digits above.',
    copyText: 'Copy all of the text',
    copied: 'Copied',
    number: 'Register number',
    nextWordTitle: 'The next word comes at the latest',
    noDay:
      'No day is set for this step. What is new will stand on the progress page; please look again every few days.',
    nextTitle: 'What comes next',
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
    stepsTitle: 'How far it is',
    answerTitle: 'Our answer to you',
    channelTitle: 'Where this belongs',
    wantedTitle: 'Please tell us more',
    supplementTitle: 'Add to your report',
    supplementHint:
      'New facts or evidence go here. Officials will read it: leave out your own name, telephone and identity number. We do not know who you are and cannot take all of it out for you.',
    sendSupplement: 'Send what I add',
    objectionTitle: 'Object to the result',
    objectionHint:
      'Say what is wrong and what is new. Officials will read it: leave out your own name, telephone and identity number.',
    objectBy: (day) => `Possible until ${day}, that day included.`,
    objectByMayMove:
      'The holidays of that year are not announced yet: the day may move, so do not wait for the last one.',
    sendObjection: 'Send my objection',
    supplementTaken: 'We have what you added.',
    objectionTaken: 'We have your objection and will examine the result again.',
    visitTitle: 'Are you content with the result?',
    sendVisit: 'Send what I think',
    visitTaken: 'We have what you think. Thank you.',
    threatTitle: 'I was threatened or suffer retaliation for my report',
    threatDanger: 'If you are in danger right now, call 110 at once.',
    threatHint:
      'What you write here becomes a matter of its own in the hands of the clue centre. The persons and units you reported, and the unit that verifies, cannot see it and will not learn that it exists.',
    threatTextHint: 'Who, when, what they said or did; how we can reach you safely.',
    sendThreat: 'Ask for protection',
    threatTaken: 'We have it and take it up soon, see below by when. Stay safe; call 110 at any time.',
    threatTold: (day) => `The threat you told us of on ${day}`,
    notStored:
      'We could not save it just now. What you wrote and chose is still here: send it again in a moment, it will not be counted twice.',
    notShown:
      'We are busy and cannot look it up just now. Press again in a moment; you need not enter the code again.',
    paperNotShown: 'We are busy and cannot open the paper just now. Please ask again in a moment.',
    held: 'What you wrote is still on this page, nothing is lost. Press again in a moment; it will not be counted twice.',
    tryAgain: 'Try again',
    lostTitle: 'If you have lost your query code',
    papersTitle: 'Papers for you',
    printPage: 'Open to print',
    paperFile: 'Download PDF',
    noSuchPaper: 'There is no such paper, or it has not been issued yet.',
    another: 'Ask about another',
    remediesTitle: 'What more you may do',
    reviewTitle: 'Ask for a review',
    reviewHint:
      'Say what you disagree with, on what facts and for what reasons. The organ above considers it.',
    sendReview: 'Ask for a review',
    secondReviewTitle: 'Ask for a second review',
    secondReviewHint:
      'Say what you disagree with, on what facts and for what reasons. After this it is ended.',
    sendSecondReview: 'Ask for a second review',
    reviewTaken: 'We have your request. It is decided within the prescribed time, and you are answered.',
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
    beingSorted: 'Being sorted',
    handedOn: 'Passed on',
    beingHandled: 'Being handled',
    opinionGiven: 'Answered',
    underReview: 'Under review',
    reviewed: 'Reviewed',
    underSecondReview: 'Under second review',
    ended: 'Ended',
    toldElsewhere: 'Told where to go',
    settled: 'Settled',
    beingRouted: 'A body is being found',
    passedToBody: 'Passed to a body',
    beingExamined: 'Being examined',
    decided: 'Settled',
  },
  threatStatuses: { received: 'received, not yet taken up', inHand: 'taken up', closed: 'answered' },
  satisfactions: { satisfied: 'Content', fair: 'More or less', dissatisfied: 'Not content' },
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
    beingSorted:
      'Registered; it is being settled whether it goes into a legal procedure or to a competent organ.',
    handedOn: 'It was passed to the competent organ and waits to be taken on.',
    beingHandled: 'The competent organ is at work on it.',
    opinionGiven: 'The opinion is below; if you disagree, what you may do is below too.',
    underReview: 'The organ above considers your request for a review.',
    reviewed: 'The review opinion is below; you may ask for a second review within the time stated.',
    underSecondReview: 'Your request for a second review is being considered.',
    ended:
      'The final opinion is below; the same facts and reasons are not taken again, a legal ground such as new evidence is.',
    toldElsewhere: 'Whom to turn to, and why, is below.',
    settled: 'The work is over and the file is archived.',
    beingRouted: 'Registered; a body to handle it is being found. Whoever it is about takes no part.',
    passedToBody: 'It was passed to the competent body and waits to be taken on.',
    beingExamined: 'Officers are examining what you complained about.',
    decided: 'The work is over. The answer is below, or will be soon.',
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
    filesTooLarge: (most) =>
      `Your material is more than ${most} MB together. Not all of it was taken, and nothing was sent yet. What you wrote is still here: choose fewer files and send again; add the others later under your query code.`,
    tooManyFiles: (max) => `At most ${max} files; those beyond were not taken.`,
    fileNotKept: 'Some material could not be kept, please choose it again.',
    fileNotStored: (name) => `“${name}” could not be saved, please choose it again.`,
    file: (name, why) => `${name}: ${why}`,
    noToken: 'The page was incomplete. Please press send once more.',
    sealBroken:
      'Who you are was not sealed in a way we can take. Please fill in that block again and send the report once more.',
    anonymousCode: {
      notDigits: 'An anonymous code is made of digits only, without letters and signs.',
      tooShort: 'The anonymous code is too short: choose 6 to 20 digits.',
      tooLong: 'The anonymous code is too long: choose 6 to 20 digits.',
    },
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
      text: 'The connection may have broken. Press “reload” in the browser to send it again; it will not be registered twice. Do not press “back”: what you wrote would be gone.',
    },
    wrongMethod: { title: 'Not possible this way', text: 'Please go through the start page.' },
    notFound: { title: 'There is no such page', text: 'Please go through the start page.' },
    failed: {
      title: 'Something went wrong on our side',
      text: 'Please try again in a moment. Reports that have a query code are not affected.',
    },
    away: {
      title: 'We are coming back',
      text: 'Please press “reload” in the browser in a few seconds to send it again: it will not be registered twice. Do not press “back”: what you wrote would be gone. Reports that have a query code are not affected.',
    },
    slow: { title: 'Too many in a short time', text: 'Please wait a minute and try again.' },
  },
  preparing: {
    title: 'The system is being prepared',
    steps: {
      database: 'The database is being started.',
      world: (month) => `The demo world is being made and has come to ${month}.`,
      records: 'The program was upgraded: what is there already is being brought up to it.',
      doors: 'The pages are being loaded.',
    },
    reloads: 'This page reloads itself every two seconds and opens as soon as everything is ready.',
  },
  api: {
    refused: 'Not accepted',
    notJson: 'The body should be a JSON object (Content-Type: application/json).',
    badKey: 'Idempotency-Key should be 16 to 64 letters, digits, “-” or “_”.',
    unknownCode: 'We found no such query code.',
    unknownAbout:
      '“about” should be clue (organised crime), petition (litigation petition) or complaint (about political-legal staff).',
    slow: (seconds) => `Too many reports in a short time. Try again in ${seconds} seconds.`,
  },
}
