-- The catalogue: a cache of what the meeting files say. Deleting it loses nothing.
CREATE TABLE folder (looked INTEGER NOT NULL);  -- its time of change when all was read; 0 for not yet
INSERT INTO folder VALUES (0);
CREATE TABLE meetings (
    place INTEGER PRIMARY KEY,   -- day and order within it: a larger one is a newer meeting
    id TEXT NOT NULL UNIQUE,
    stamp TEXT NOT NULL,         -- inode, size and time of change of its files when it was read
    branch TEXT NOT NULL,
    day TEXT NOT NULL,
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,          -- empty where the meeting cannot be read or is empty
    summary TEXT NOT NULL,       -- as JSON
    items TEXT NOT NULL          -- (id, title, sort) of what had to be laid open, as JSON
);
CREATE INDEX meetings_by_branch ON meetings (branch, day);
CREATE INDEX meetings_by_stage ON meetings (stage, id);
CREATE INDEX meetings_to_narrow ON meetings (id, day, kind, stage, branch);
CREATE TABLE lines (
    place INTEGER PRIMARY KEY,   -- the meeting's place, then the line's
    meeting INTEGER NOT NULL REFERENCES meetings (place),
    number INTEGER NOT NULL,     -- the line's number in the meeting
    name TEXT NOT NULL,          -- whose words, by full name
    kind TEXT NOT NULL,
    topics TEXT NOT NULL,        -- ids of what the turn's speaker had marked, between blanks
    text TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX lines_by_name ON lines (name, place);
CREATE TABLE pledges (
    meeting INTEGER NOT NULL REFERENCES meetings (place),
    carried INTEGER NOT NULL,    -- 1 for one carried into the meeting, 0 for one made in it
    name TEXT NOT NULL,          -- the owner's full name
    pledge TEXT NOT NULL         -- as JSON, as it stands after all that the record says
);
CREATE INDEX pledges_by_meeting ON pledges (meeting);
CREATE INDEX pledges_by_name ON pledges (name, meeting);
CREATE TABLE parts (             -- what a member on the roster did at a meeting that was held
    meeting INTEGER NOT NULL REFERENCES meetings (place),
    name TEXT NOT NULL,          -- the full name
    place INTEGER NOT NULL,      -- on the roster, from 0
    presence TEXT NOT NULL,
    spoke INTEGER NOT NULL,
    covered TEXT NOT NULL,       -- ids of items, parted by blanks; so in the two below
    empty TEXT NOT NULL,
    missing TEXT NOT NULL,
    dates INTEGER NOT NULL,      -- facts counted in the member's statements and replies, down to documents
    sums INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    decisions INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    own_acts INTEGER NOT NULL,   -- lines with an act of the member's own
    said INTEGER NOT NULL,       -- lines
    pressures TEXT NOT NULL,     -- as JSON; empty for none
    PRIMARY KEY (meeting, place)
) WITHOUT ROWID;
CREATE INDEX parts_by_name ON parts (name, meeting);
CREATE INDEX lines_by_kind ON lines (kind, place);
CREATE VIRTUAL TABLE words USING fts5 (pairs, content='', columnsize=0, detail=full, tokenize='ascii');
