"""What each screen is for, in a few sentences: what help says before it lists the keys."""

from __future__ import annotations

from typing import Final

from locales import N_

ABOUT: Final = {
    "home": N_(
        "From here everything is a number or Enter away. An unfinished meeting comes first; below the "
        "branch's name stands how this month's meeting stands."
    ),
    "first": N_(
        "Three questions before the first meeting: language, branch, roster. Each can be left open and "
        "answered later; what you type is kept even if the program is closed."
    ),
    "roster": N_(
        "Who belongs to the branch, in roster order. The Party role decides the speaking order, the "
        "post whether somebody speaks as an ordinary member. Every change is kept at once; past "
        "records stay as they are."
    ),
    "import": N_(
        "The table as it would be taken. Rows with ! cannot be taken and say why. Mend the table in "
        "its own program, save it, read it again; nothing changes until you take it."
    ),
    "settings": N_(
        "What can be set, with its value; the line below says what it does and since when it counts. "
        "Enter changes it. All of it stands in settings.toml too, but for what belongs to the branch."
    ),
    "prepare": N_(
        "Check the head of the record, note who is not here or sits in, then open the meeting. Tab "
        "goes from field to field; what is entered stays, even if you leave."
    ),
    "statements": N_(
        "What members wrote beforehand, as .txt or .docx files, each with whose it is by its name. Enter "
        "attaches one to the meeting; the words that would be flagged are shown only when asked for."
    ),
    "live": N_(
        "Type what is said and press Enter; it is recorded under whoever has the floor. One key calls "
        "the next speaker. Nothing you do here is lost: a step can be taken back, and both versions "
        "stay."
    ),
    "board": N_("The room's face in a window of its own. It follows the meeting and never changes it."),
    "signoff": N_(
        "After the meeting: see what is missing, have every speaker confirm their passage, let chair "
        "and recorder sign. Then the record is sealed and can be written as a Word file."
    ),
    "readback": N_(
        "One speaker's passage, large. Read it aloud; the speaker confirms it, has a line corrected, "
        "or refuses with a reason."
    ),
    "export": N_(
        "The record as it would be written, before it is. Choose the version, what it shows and who is "
        "masked; nothing is written before the key for it."
    ),
    "past": N_("All meetings, newest first. Enter reads one; an open one goes on from the home screen."),
    "ledger": N_(
        "Every pledge of all meetings: open, due soon, overdue, done. Type to narrow the list; say "
        "what became of a pledge."
    ),
    "search": N_(
        "Type words to find them in all meetings; also 成员:王芳, 类型:提问 or 2026-05. Enter opens "
        "the record at the place."
    ),
    "read": N_(
        "A record as it was sealed. Find words, jump to a speaker, or amend a line: the original stays "
        "and the seal is new."
    ),
    "member": N_(
        "What one member laid open, month by month. The month under the cursor can be put beside the one "
        "before, read in its record, or written as a table."
    ),
    "beside": N_(
        "Two months of one member side by side, what differs marked. Each side can go to another month."
    ),
    "coverage": N_(
        "Who laid open what in a year, as a table: members by months, by items or by meetings. It counts "
        "what was marked and judges nobody."
    ),
    "county": N_(
        "The sealed records of a county's branches, to read and search. Choose a branch, then go on as at "
        "home; nothing can be changed from here."
    ),
    "view": N_(
        "The branches of the county, by name, month by month: a signed record came, came late, or nothing "
        "signed has come. Type to narrow; Enter shows the coverage of the branch. It ranks nobody."
    ),
}
"""The first part of a key's id → the sentences (a message id)."""
