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
    summary TEXT NOT NULL        -- as JSON
);
CREATE INDEX meetings_by_branch ON meetings (branch, day);
CREATE INDEX meetings_by_stage ON meetings (stage, id);
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
CREATE VIRTUAL TABLE words USING fts5 (pairs, content='', columnsize=0, detail=full, tokenize='ascii');
