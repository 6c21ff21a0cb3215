-- The sealed records of all branches, and what is searched of them. Every primary key leads with the branch,
-- so that the tables can be distributed by it. Rows are only ever added: a record that was sealed anew is a
-- new row. All text is compared byte by byte, which sorts days and ids by time.

CREATE TABLE county.branches (
    branch text COLLATE "C" PRIMARY KEY,  -- the name as it stands in the head of the records
    masked boolean NOT NULL DEFAULT false -- does the branch's rule say that only masked versions leave it?
);

-- Small, and looked at by every policy: the one table that is kept whole on every machine.
CREATE TABLE county.access (
    branch text COLLATE "C" NOT NULL,
    login text COLLATE "C" NOT NULL,      -- a role of the server
    may text COLLATE "C" NOT NULL CHECK (may IN ('push', 'read')),
    PRIMARY KEY (branch, login)
);
CREATE INDEX access_by_login ON county.access (login, may, branch);

-- What was sealed, as it was sealed.
CREATE TABLE county.records (
    branch text COLLATE "C" NOT NULL REFERENCES county.branches,
    meeting text COLLATE "C" NOT NULL,    -- the id, which begins with the day
    seals integer NOT NULL CHECK (seals > 0),  -- how many seals it bears; the most is the newest version
    digest text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),  -- the last of them
    content text COLLATE "C" NOT NULL,
    masked boolean NOT NULL,              -- third persons masked: then the seal is the unmasked record's
    record bytea NOT NULL,                -- its rows, a line of JSON each
    pushed_by text COLLATE "C" NOT NULL DEFAULT session_user,
    pushed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (branch, meeting, seals),
    UNIQUE (branch, digest),
    CONSTRAINT whole CHECK (content = encode(sha256(record), 'hex'))
);

-- What is derived from the records, and can be made anew from them at any time.
CREATE TABLE county.meetings (
    branch text COLLATE "C" NOT NULL,
    meeting text COLLATE "C" NOT NULL,
    seals integer NOT NULL,
    day text COLLATE "C" NOT NULL,        -- ISO 8601
    kind text COLLATE "C" NOT NULL,
    sealed text COLLATE "C" NOT NULL,     -- the day of its first seal
    gaps integer NOT NULL,                -- what the record lacks, excused or not
    missing integer NOT NULL,             -- items of its speakers neither covered nor marked
    unconfirmed integer NOT NULL,         -- passages that their speakers neither confirmed nor refused
    summary text NOT NULL,                -- as JSON
    items text NOT NULL,                  -- as JSON: (id, title, sort) of everything to be laid open
    PRIMARY KEY (branch, meeting, seals),
    FOREIGN KEY (branch, meeting, seals) REFERENCES county.records
);
CREATE INDEX meetings_newest ON county.meetings (meeting DESC, branch DESC);
CREATE INDEX meetings_by_day ON county.meetings (day, branch);

CREATE TABLE county.lines (
    branch text COLLATE "C" NOT NULL,
    meeting text COLLATE "C" NOT NULL,
    place integer NOT NULL,               -- the how-manieth of the meeting; amendments come last
    seals integer NOT NULL,               -- the version with which it came
    day text COLLATE "C" NOT NULL,
    number integer NOT NULL,              -- the line's number in the record
    name text COLLATE "C" NOT NULL,       -- whose words, by full name
    kind text COLLATE "C" NOT NULL,
    topics text COLLATE "C" NOT NULL,     -- ids of what the turn's speaker had marked, between blanks
    text text NOT NULL,
    folded text COLLATE "C" NOT NULL,     -- as it is compared
    grams integer[] NOT NULL,             -- its characters and pairs of neighbours, as numbers
    PRIMARY KEY (branch, meeting, place),
    FOREIGN KEY (branch, meeting, seals) REFERENCES county.records
);
CREATE INDEX lines_newest ON county.lines (meeting DESC, branch DESC, place DESC);
CREATE INDEX lines_by_name ON county.lines (name, meeting DESC, branch DESC, place DESC);
CREATE INDEX lines_by_gram ON county.lines USING gin (grams) WITH (fastupdate = off);

CREATE TABLE county.pledges (
    branch text COLLATE "C" NOT NULL,
    meeting text COLLATE "C" NOT NULL,
    seals integer NOT NULL,
    place integer NOT NULL,
    carried boolean NOT NULL,             -- carried into the meeting, not made in it?
    name text COLLATE "C" NOT NULL,       -- the owner's full name
    pledge text NOT NULL,                 -- as JSON
    PRIMARY KEY (branch, meeting, seals, place),
    FOREIGN KEY (branch, meeting, seals) REFERENCES county.records
);

-- What everybody on the roster did, in plain columns.
CREATE TABLE county.parts (
    branch text COLLATE "C" NOT NULL,
    meeting text COLLATE "C" NOT NULL,
    seals integer NOT NULL,
    place integer NOT NULL,               -- the member's on the roster
    name text COLLATE "C" NOT NULL,
    presence text COLLATE "C" NOT NULL,
    spoke boolean NOT NULL,               -- did they have a turn?
    covered text NOT NULL,                -- ids of items, between blanks
    empty text NOT NULL,
    missing text NOT NULL,
    dates integer NOT NULL,               -- how many of the member's lines name dates, and so on
    sums integer NOT NULL,
    persons integer NOT NULL,
    decisions integer NOT NULL,
    documents integer NOT NULL,
    own_acts integer NOT NULL,
    said integer NOT NULL,
    pressures text NOT NULL,              -- as JSON; empty for none
    PRIMARY KEY (branch, meeting, seals, place),
    FOREIGN KEY (branch, meeting, seals) REFERENCES county.records
);
CREATE INDEX parts_by_name ON county.parts (branch, name, meeting);
