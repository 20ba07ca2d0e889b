import type { chineseTour } from './words.zh.ts'

export const englishTour: typeof chineseTour = {
  title: 'A tour in ten minutes',
  says: 'Choose who to be: the system signs you in with that demo account and explains step by step.',
  step: (nth: number, of: number) => `Step ${nth} of ${of}`,
  next: 'Next',
  back: 'Back',
  end: 'End the tour',
  roles: {
    clerk: {
      name: 'Be the clerk',
      about: 'enter, register, compare with earlier reports, answer',
      steps: [
        'This is your desk: whatever waits for you, of any type, due first. The lamp says with colour, shape and word how the clock stands; “Next” says why it is your move.',
        'In the list of what waits for you, choose several and act on all of them; each is decided and kept by itself. A question you ask often can be kept as a list, for you or for everybody in your post.',
        'Enter a letter: while you type, the form says what is still missing and which rule would refuse it. Open “What this does, and its basis” to see who may do it, which clocks it starts and on which ground.',
        'Press Ctrl K or / and type a number, a name or any words to open a record or an action. Press ? for all keys.',
        'Open any clue: “Day by day” explains its end, “Earlier reports” lists what may be the same and why, “Who can see it” lists who can and who looked.',
      ],
    },
    director: {
      name: 'Be the director',
      about: 'approve where it goes, supervise what is late, act on many',
      steps: [
        '“Late with others” on the desk lists what you may supervise, what is late, and whose move it is not yours.',
        'When you approve, the rules propose, and say by which row of which table; you decide. Units and persons who are reported cannot see the clue from the first second.',
        'History says of each step who did it, in which post, and what changed; in a changed text, what went and what came is marked.',
        '“Links” draws the records around this one; those out of your reach are counted and not shown.',
      ],
    },
    leader: {
      name: 'Be a leader',
      about: 'see all of it in a minute: board, list, record',
      steps: [
        'The board counts only clues that you reach. Every number opens, and the list is as long as it says; of any past day too.',
        '“Source and county” puts closure rate, verified rate and upheld rate side by side: what closes fast and is not upheld was closed too fast.',
        '“Present” fills the screen in large type and turns by itself, without the name of anybody. Each picture can be saved as PNG, all numbers as XLSX.',
        'A leader sees how far a clue is, who has it and whether it is late, not what was reported, nor by whom.',
      ],
    },
    verifier: {
      name: 'Be a verifier',
      about: 'sign for it, verify, report',
      steps: [
        'The desk lists what is your move; what came back says for the how many-th time.',
        'Signing for it starts the clock of the verification. Two or more verify, and each step is kept by itself.',
        'Open a clue: “In brief” is read in one screen. Of what you can do, what moves it on stands first; what takes it back stands apart.',
        'What you type stays with the page. When somebody else was first, what stood there, what stands there now and what you typed stand side by side.',
      ],
    },
    auditor: {
      name: 'Be the auditor',
      about: 'see what was done and not what was said; check it yourself',
      steps: [
        'An auditor sees how many there are, how far they are and who acted, not what was reported: fields out of sight are named and not shown.',
        'Open “Who can see it” on a clue: why each person can, who looked at what and when, and why those kept out are kept out.',
        '“Download the proof” gives a file that a tool unrelated to this system can check: nothing was removed, changed or back-dated.',
        '“Look alarm” lists people who looked unusually often; whoever keeps the system safe checks them.',
      ],
    },
  },
}
