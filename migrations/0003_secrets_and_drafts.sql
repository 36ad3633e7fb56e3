-- 0003  What the laptop keeps beside the log: PINs, and scans and typed forms that nobody has committed yet.
--
-- None of these tables is a fact: nothing here is hashed into the chain, rebuilt from the log, exported or exchanged
-- with another laptop. Backups hold them. Rows may change and go.
-- No foreign keys: a rebuild empties the projections, and these rows must outlive that.

-- One row per operator who can sign in on this laptop.
CREATE TABLE operator_secrets (
  operator_id  TEXT    PRIMARY KEY CHECK (length(operator_id) = 36),          -- UUIDv7
  pin_hash     TEXT    NOT NULL CHECK (pin_hash GLOB '$argon2id$v=19$m=*'),   -- encoded, with its salt and cost
  set_at       INTEGER NOT NULL,                                              -- ms since 1970 UTC

  -- Tries since the last right PIN. Counted, on the disk, before the PIN is looked at.
  failed_count INTEGER NOT NULL DEFAULT 0 CHECK (failed_count >= 0),
  -- When the last one was counted, in ms: the latest moment known then, which the laptop's clock may lie behind.
  counted_at   INTEGER NOT NULL DEFAULT 0,
  -- What the laptop's clock showed then, in ms; lowered when it is seen to have been set back since.
  wait_from    INTEGER NOT NULL DEFAULT 0,

  CHECK (wait_from <= counted_at)
) STRICT, WITHOUT ROWID;

-- What an operator has scanned for a handover and not committed yet.
CREATE TABLE scan_queue (
  position    INTEGER PRIMARY KEY,                                            -- order of scanning; no clock in it
  item_id     TEXT    NOT NULL UNIQUE CHECK (length(item_id) = 36),           -- UUIDv7
  operator_id TEXT    NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('issue', 'return', 'transfer')),
  code        TEXT    NOT NULL CHECK (code <> ''),                            -- exactly as it was read
  asset_id    TEXT,                                                           -- what it meant then; NULL: no asset
  scanned_at  INTEGER NOT NULL,                                               -- ms since 1970 UTC, of the first read
  repeats     INTEGER NOT NULL DEFAULT 0 CHECK (repeats >= 0)                 -- how often it was read again
) STRICT;

-- One operator's queue of a kind, in order of scanning, is one range of this index (its last column is the rowid).
CREATE INDEX scan_queue_of_operator ON scan_queue (operator_id, kind, position);

-- A thing stands in a queue once; reading it again only counts.
CREATE UNIQUE INDEX scan_queue_one_line_per_code ON scan_queue (operator_id, kind, code);
CREATE UNIQUE INDEX scan_queue_one_line_per_asset ON scan_queue (operator_id, kind, asset_id)
  WHERE asset_id IS NOT NULL;

-- What an operator has typed into a form and not committed yet. Never a PIN.
CREATE TABLE form_drafts (
  operator_id TEXT    NOT NULL CHECK (length(operator_id) = 36),              -- UUIDv7
  form        TEXT    NOT NULL CHECK (length(form) BETWEEN 1 AND 200),        -- which form, and of what
  content     TEXT    NOT NULL CHECK (json_valid(content)),                   -- as the form holds it
  saved_at    INTEGER NOT NULL,                                               -- ms since 1970 UTC
  PRIMARY KEY (operator_id, form)
) STRICT, WITHOUT ROWID;
