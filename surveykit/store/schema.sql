-- The project file, version 4. Three sets without a common key (contact sheet, interviews,
-- contacts); every table is WITHOUT ROWID, so that nothing tells in which order lines came.

-- What the project is: its id, the site as JSON.
CREATE TABLE about (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every form in every version used, as XForm.
CREATE TABLE form (
    sha256  TEXT NOT NULL PRIMARY KEY,
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    title   TEXT NOT NULL,
    xml     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- First set: the contact sheet. Lines are added and never changed; `undoes` names a line taken
-- back. Once a dwelling is interviewed, its other lines are erased.
CREATE TABLE attempt (
    id        TEXT NOT NULL PRIMARY KEY,
    dwelling  TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    at        TEXT,
    language  TEXT NOT NULL,
    call_back TEXT NOT NULL,
    card_left INTEGER NOT NULL,
    undoes    TEXT,
    number    INTEGER NOT NULL,
    after     TEXT NOT NULL  -- JSON: list of ids
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_of_dwelling ON attempt (dwelling);

-- Second set: the interviews, one text per revision, in pieces of one size. Every slot stays where
-- it is in the file, and which piece lies in which slot is random (see `pieces`).
CREATE TABLE piece (
    slot    INTEGER NOT NULL PRIMARY KEY,
    label   TEXT NOT NULL,  -- id, revision, number of the piece, day, corrects or not, form
    content BLOB NOT NULL   -- JSON, filled up with zeros
) STRICT, WITHOUT ROWID;

-- Files that answers name, such as pictures: what they are called and whose they are.
CREATE TABLE enclosure (
    owner  TEXT NOT NULL,  -- the draft, then the interview
    name   TEXT NOT NULL,  -- as the answer has it; random, with the ending of its kind
    sha256 TEXT NOT NULL,
    size   INTEGER NOT NULL,
    id     BLOB NOT NULL,  -- 16 random bytes; stands in front of its parts and nowhere else
    PRIMARY KEY (owner, name, sha256)
) STRICT, WITHOUT ROWID;

-- Their contents in parts of one size, in random slots too (see `enclosures`).
CREATE TABLE part (
    slot    INTEGER NOT NULL PRIMARY KEY,
    label   BLOB NOT NULL,  -- id of the enclosure, number of the part in 4 bytes
    content BLOB NOT NULL   -- filled up with zeros
) STRICT, WITHOUT ROWID;

-- Third set: contacts, with their own consent; `sealed` for the planner's key if there is one.
CREATE TABLE contact (
    id       TEXT NOT NULL PRIMARY KEY,
    form     TEXT NOT NULL,
    day      TEXT NOT NULL,
    answers  TEXT NOT NULL,
    consents TEXT NOT NULL,
    sealed   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Ids of records and contacts erased for good: they say nothing, and no file brings them back.
CREATE TABLE erased (
    id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Interviews going on now; erased byte by byte when they are finished.
CREATE TABLE draft (
    id           TEXT NOT NULL PRIMARY KEY,
    form         TEXT NOT NULL,
    form_version TEXT NOT NULL,
    form_sha256  TEXT NOT NULL,  -- the text in which it goes on, whatever comes in meanwhile
    mode         TEXT NOT NULL,
    dwelling     TEXT,
    language     TEXT NOT NULL,
    began        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_answer (
    draft TEXT NOT NULL,
    n     INTEGER NOT NULL,  -- order in which answers were given
    ref   TEXT NOT NULL,     -- with # behind it for a note on the question
    text  TEXT NOT NULL,
    language TEXT NOT NULL,  -- in which it was asked: what was read is part of a consent
    PRIMARY KEY (draft, n)
) STRICT, WITHOUT ROWID;

-- The log of handovers taken in, which also makes taking one in again cost next to nothing.
CREATE TABLE merged (
    sha256  TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL,
    day     TEXT NOT NULL,
    receipt TEXT NOT NULL  -- JSON: what it held, what of it was new, known or left out
) STRICT, WITHOUT ROWID;
