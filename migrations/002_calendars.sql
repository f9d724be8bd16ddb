-- Calendars in parts: what a source said of each booking, and syncs that are held back because too much would be lost.

ALTER TABLE calendar ADD COLUMN validator TEXT;
ALTER TABLE calendar ADD COLUMN held_since INTEGER;
ALTER TABLE calendar ADD COLUMN held_lost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calendar ADD COLUMN held_of INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calendar ADD COLUMN released INTEGER NOT NULL DEFAULT 0;

-- digest: of what the source last said, 0 if that is not known; reread: its components are to be expanded again.
CREATE TABLE booking (
    calendar TEXT    NOT NULL REFERENCES calendar (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    uid      TEXT    NOT NULL,
    digest   INTEGER NOT NULL,
    href     TEXT,
    etag     TEXT,
    reread   INTEGER NOT NULL,
    UNIQUE (calendar, uid)
) STRICT;

-- Meetings far ahead have their title, organizer and people from a component of their booking: people packed as in
-- core/people.h. NULL: "", or nobody.
ALTER TABLE component ADD COLUMN title TEXT;
ALTER TABLE component ADD COLUMN organizer TEXT;
ALTER TABLE component ADD COLUMN people BLOB;
ALTER TABLE meeting ADD COLUMN far INTEGER NOT NULL DEFAULT 0;

-- Its calendar's selection does not take it.
ALTER TABLE component ADD COLUMN unselected INTEGER NOT NULL DEFAULT 0;

-- What the event says of its place, to be shown while the address to dial is not known. NULL: not known.
ALTER TABLE component ADD COLUMN location TEXT;
ALTER TABLE component ADD COLUMN conference TEXT;
