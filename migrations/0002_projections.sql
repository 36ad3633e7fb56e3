-- 0002  What the log says, ready to be read. Every table here can be emptied and derived again from `events`.
--
-- Instants are ms since 1970 UTC; 9007199254740991 is "still open". Ids are UUIDv7 text. `version` is the highest seq
-- in the entity's stream or superseding one of its events. Lists in CHECKs are written as OR, as in 0001.

CREATE TABLE settings (
  name   TEXT NOT NULL PRIMARY KEY,
  value  TEXT NOT NULL CHECK (json_valid(value)),
  seq    INTEGER NOT NULL                               -- the event that set it
) STRICT, WITHOUT ROWID;

CREATE TABLE operators (
  operator_id TEXT    NOT NULL PRIMARY KEY,
  name        TEXT    NOT NULL,
  name_key    TEXT    NOT NULL UNIQUE,                  -- trimmed, without case
  role        TEXT    NOT NULL CHECK (role = 'technician' OR role = 'coordinator' OR role = 'admin'
                                      OR role = 'auditor'),
  active      INTEGER NOT NULL CHECK (active = 0 OR active = 1),
  added_at    INTEGER NOT NULL,
  version     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE holders (
  holder_id      TEXT    NOT NULL PRIMARY KEY,
  name           TEXT    NOT NULL,
  name_key       TEXT    NOT NULL UNIQUE,
  reference      TEXT,
  organisation   TEXT,
  contact        TEXT,
  active         INTEGER NOT NULL CHECK (active = 0 OR active = 1),
  added_at       INTEGER NOT NULL,
  corrected_from INTEGER,                               -- earliest moment that a correction concerns; null: none
  version        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  case_id        TEXT    NOT NULL PRIMARY KEY,
  code           TEXT    NOT NULL,
  code_key       TEXT    NOT NULL UNIQUE,
  name           TEXT,
  place          TEXT,
  slots          INTEGER NOT NULL CHECK (slots >= 1),
  labels         TEXT    NOT NULL CHECK (json_valid(labels)),   -- {"3": "label"}
  seal           TEXT,                                  -- number of the seal that is on; null: open
  retired        INTEGER NOT NULL CHECK (retired = 0 OR retired = 1),
  checked_at     INTEGER,                               -- last contents check, with what it found
  check_missing  INTEGER,
  check_extra    INTEGER,
  added_at       INTEGER NOT NULL,
  corrected_from INTEGER,
  version        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_seals (
  case_id         TEXT    NOT NULL,
  sealed_at       INTEGER NOT NULL,
  seal            TEXT    NOT NULL,
  sealed_by       TEXT    NOT NULL PRIMARY KEY,         -- event
  unsealed_at     INTEGER,
  unsealed_by     TEXT,                                 -- event
  unsealed_number TEXT                                  -- as read when it was broken
) STRICT, WITHOUT ROWID;
CREATE INDEX case_seals_by_case ON case_seals (case_id, sealed_at);
CREATE INDEX case_seals_with_another_number ON case_seals (unsealed_at) WHERE unsealed_number <> seal;

-- Custody now: one row an asset, so an asset is in one place; the UNIQUE index, so a slot holds one asset.
CREATE TABLE assets (
  asset_id       TEXT    NOT NULL PRIMARY KEY,
  tag            TEXT    NOT NULL,
  tag_key        TEXT    NOT NULL UNIQUE,               -- upper case, without spaces and dashes
  barcode        TEXT,
  model          TEXT,
  serial         TEXT,
  manufacturer   TEXT,
  model_code     TEXT,
  category       TEXT,
  notes          TEXT,
  attributes     TEXT    NOT NULL CHECK (json_valid(attributes)),
  status         TEXT    NOT NULL CHECK (status = 'unplaced' OR status = 'slot' OR status = 'holder'
                                         OR status = 'lost' OR status = 'retired'),
  case_id        TEXT,
  slot_no        INTEGER,
  holder_id      TEXT,
  since          INTEGER NOT NULL,
  due_at         INTEGER,
  opened_by      TEXT    NOT NULL,                      -- the event that brought it where it is
  home_case_id   TEXT,
  home_slot_no   INTEGER,
  condition      TEXT,
  added_at       INTEGER NOT NULL,
  corrected_from INTEGER,
  version        INTEGER NOT NULL,
  CHECK ((status = 'slot') = (case_id IS NOT NULL) AND (case_id IS NULL) = (slot_no IS NULL)),
  CHECK ((status = 'holder') = (holder_id IS NOT NULL)),
  CHECK ((home_case_id IS NULL) = (home_slot_no IS NULL))
) STRICT;
CREATE UNIQUE INDEX assets_one_per_slot ON assets (case_id, slot_no) WHERE case_id IS NOT NULL;
CREATE INDEX assets_by_holder ON assets (holder_id, tag_key) WHERE holder_id IS NOT NULL;
CREATE INDEX assets_by_status ON assets (status, tag_key);
CREATE INDEX assets_by_due ON assets (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX assets_by_home ON assets (home_case_id, home_slot_no) WHERE home_case_id IS NOT NULL;
CREATE INDEX assets_by_version ON assets (version);

-- Every tag and barcode that an effective event ever gave to an asset: taken for ever.
CREATE TABLE asset_codes (
  code_key TEXT NOT NULL PRIMARY KEY,
  asset_id TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind = 'tag' OR kind = 'barcode')
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_codes_by_asset ON asset_codes (asset_id);

-- What an asset was, and where it belonged, for as long as that lasted; what holds now stands in `assets` alone. Half-open
-- times, each beginning where the one before ends, the first where the asset does.
CREATE TABLE asset_formerly (
  asset_id     TEXT    NOT NULL,
  from_at      INTEGER NOT NULL,
  to_at        INTEGER NOT NULL CHECK (to_at > from_at),
  barcode      TEXT,
  model        TEXT,
  serial       TEXT,
  manufacturer TEXT,
  model_code   TEXT,
  category     TEXT,
  notes        TEXT,
  attributes   TEXT    NOT NULL CHECK (json_valid(attributes)),
  home_case_id TEXT,
  home_slot_no INTEGER,
  condition    TEXT,
  PRIMARY KEY (asset_id, to_at),
  CHECK ((home_case_id IS NULL) = (home_slot_no IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_formerly_by_home ON asset_formerly (home_case_id) WHERE home_case_id IS NOT NULL;

-- Custody at every moment: half-open stays, none of zero length, none over another in a slot.
CREATE TABLE custody_spans (
  asset_id    TEXT    NOT NULL,
  from_at     INTEGER NOT NULL,
  from_hlc    TEXT    NOT NULL,
  from_device TEXT    NOT NULL,
  to_at       INTEGER NOT NULL CHECK (to_at > from_at),
  to_hlc      TEXT,
  to_device   TEXT,
  status      TEXT    NOT NULL CHECK (status = 'unplaced' OR status = 'slot' OR status = 'holder' OR status = 'lost'
                                      OR status = 'retired'),
  case_id     TEXT,
  slot_no     INTEGER,
  holder_id   TEXT,
  due_at      INTEGER,
  gap         INTEGER NOT NULL CHECK (gap = 0 OR gap = 1),   -- unplaced or lost after the first placing
  opened_by   TEXT    NOT NULL,                         -- event
  closed_by   TEXT,                                     -- event
  PRIMARY KEY (asset_id, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX custody_spans_by_slot ON custody_spans (case_id, slot_no, from_at) WHERE case_id IS NOT NULL;
CREATE INDEX custody_spans_by_holder ON custody_spans (holder_id, from_at) WHERE holder_id IS NOT NULL;
CREATE INDEX custody_spans_gaps ON custody_spans (from_at) WHERE gap = 1;

CREATE TRIGGER custody_spans_overlap BEFORE INSERT ON custody_spans
BEGIN
  SELECT RAISE(ABORT, 'CUSTODY_SLOT_OVERLAP') WHERE NEW.case_id IS NOT NULL AND (
       (SELECT to_at FROM custody_spans WHERE case_id = NEW.case_id AND slot_no = NEW.slot_no AND from_at <= NEW.from_at
         ORDER BY from_at DESC LIMIT 1) > NEW.from_at
    OR (SELECT from_at FROM custody_spans WHERE case_id = NEW.case_id AND slot_no = NEW.slot_no AND from_at > NEW.from_at
         ORDER BY from_at LIMIT 1) < NEW.to_at);
  SELECT RAISE(ABORT, 'CUSTODY_ASSET_OVERLAP') WHERE
       (SELECT to_at FROM custody_spans WHERE asset_id = NEW.asset_id AND from_at <= NEW.from_at
         ORDER BY from_at DESC LIMIT 1) > NEW.from_at
    OR (SELECT from_at FROM custody_spans WHERE asset_id = NEW.asset_id AND from_at > NEW.from_at
         ORDER BY from_at LIMIT 1) < NEW.to_at;
END;
CREATE TRIGGER custody_spans_are_written_anew BEFORE UPDATE ON custody_spans
BEGIN
  SELECT RAISE(ABORT, 'CUSTODY_SPANS_ARE_WRITTEN_ANEW');
END;

-- Stays of zero length: no moment shows them, yet in the order they took the slot.
CREATE TABLE custody_moments (
  asset_id    TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  from_hlc    TEXT    NOT NULL,
  from_device TEXT    NOT NULL,
  to_hlc      TEXT    NOT NULL,
  to_device   TEXT    NOT NULL,
  status      TEXT    NOT NULL,
  case_id     TEXT,
  slot_no     INTEGER,
  holder_id   TEXT,
  due_at      INTEGER,
  gap         INTEGER NOT NULL CHECK (gap = 0 OR gap = 1),
  opened_by   TEXT    NOT NULL PRIMARY KEY,
  closed_by   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX custody_moments_by_asset ON custody_moments (asset_id, at);
CREATE INDEX custody_moments_by_slot ON custody_moments (case_id, slot_no, at) WHERE case_id IS NOT NULL;
CREATE INDEX custody_moments_by_holder ON custody_moments (holder_id, at) WHERE holder_id IS NOT NULL;

CREATE TABLE handovers (
  handover_id TEXT    NOT NULL PRIMARY KEY,
  receipt     TEXT    NOT NULL UNIQUE,
  device_id   TEXT    NOT NULL,
  number      INTEGER NOT NULL,                         -- gapless per device, from 1
  kind        TEXT    NOT NULL CHECK (kind = 'issue' OR kind = 'return' OR kind = 'transfer'),
  holder_id   TEXT,
  to_id       TEXT,
  operator_id TEXT    NOT NULL,
  occurred_at INTEGER NOT NULL,
  items       INTEGER NOT NULL,
  missing     TEXT    NOT NULL CHECK (json_valid(missing)),     -- parties whose acceptance is missing
  event_id    TEXT    NOT NULL,
  seq         INTEGER NOT NULL,
  UNIQUE (device_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX handovers_by_time ON handovers (occurred_at, seq);
CREATE INDEX handovers_by_holder ON handovers (holder_id, occurred_at);
CREATE INDEX handovers_without_acceptance ON handovers (occurred_at) WHERE missing <> '[]';

CREATE TABLE flags (
  event_id    TEXT    NOT NULL PRIMARY KEY,             -- the flag's own event
  target_id   TEXT    NOT NULL,                         -- the event that is said to be mistaken
  stream_type TEXT    NOT NULL,
  stream_id   TEXT    NOT NULL,
  note        TEXT    NOT NULL,
  flagged_by  TEXT    NOT NULL,                         -- operator
  flagged_at  INTEGER NOT NULL,
  closed_by   TEXT,                                     -- event: a correction or a dismissal; null: unanswered
  seq         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX flags_by_target ON flags (target_id);
CREATE INDEX flags_unanswered ON flags (flagged_at) WHERE closed_by IS NULL;

-- Events that stand out by themselves; kept here so that no list has to walk the log.
CREATE TABLE doubtful_events (
  event_id TEXT    NOT NULL,
  kind     TEXT    NOT NULL CHECK (kind = 'clock_suspect' OR kind = 'recorded_late' OR kind = 'restored'
                                   OR kind = 'head_doubted'),
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,                            -- when it happened
  PRIMARY KEY (kind, seq)
) STRICT, WITHOUT ROWID;

-- What can be searched: one row an entity, its words beside it in the full-text index.
CREATE TABLE search_entries (
  entry_id  INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL CHECK (kind = 'asset' OR kind = 'case' OR kind = 'holder' OR kind = 'receipt'),
  entity_id TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,                              -- tag, code, name or number as people know it
  codes     TEXT NOT NULL,                              -- tag, barcode, serial, number: as written and normalised
  words     TEXT NOT NULL                               -- everything else that is searched
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
  codes, title, words, content = 'search_entries', content_rowid = 'entry_id', prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 2"
);

-- The three trails that people know by name: views over the one log, no copies.
CREATE VIEW asset_events AS
  SELECT seq, event_id, (SELECT tag FROM assets WHERE asset_id = stream_id) AS asset_tag, type, occurred_at, recorded_at,
         actor_id, data, supersedes_event_id, correction_reason
    FROM events WHERE stream_type = 'asset';

CREATE VIEW assignment_status_log AS
  SELECT event_id AS id, stream_id AS assignment_id, lower(substr(type, 12)) AS status,
         (SELECT lower(substr(e.type, 12)) FROM events e
           WHERE e.stream_id = events.stream_id AND e.seq < events.seq AND e.type LIKE 'ASSIGNMENT_%'
           ORDER BY e.seq DESC LIMIT 1) AS previous_status,
         actor_id, actor_role, note, device_info, recorded_at AS created_at
    FROM events WHERE stream_type = 'assignment' AND type IN ('ASSIGNMENT_DISPATCHED', 'ASSIGNMENT_DELIVERED',
         'ASSIGNMENT_READ', 'ASSIGNMENT_ACKNOWLEDGED', 'ASSIGNMENT_COMPLETED', 'ASSIGNMENT_CANCELLED');

CREATE VIEW audit_log AS
  SELECT seq, recorded_at AS at, actor_kind, actor_id,
         CASE
           WHEN type IN ('ASSET_RETIRED', 'CASE_RETIRED', 'HOLDER_DEACTIVATED', 'OPERATOR_DEACTIVATED') THEN 'deleted'
           WHEN type = 'EVENT_VOIDED' AND data ->> '$.type' IN ('ASSET_ADDED', 'CASE_ADDED', 'HOLDER_ADDED') THEN 'deleted'
           WHEN supersedes_event_id IS NOT NULL THEN 'updated'
           WHEN type IN ('ASSET_ADDED', 'CASE_ADDED', 'HOLDER_ADDED', 'OPERATOR_ADDED', 'HANDOVER_COMMITTED',
                         'ASSIGNMENT_DISPATCHED') THEN 'created'
           WHEN type = 'SETTINGS_CHANGED' THEN 'updated'
           WHEN stream_type = 'store' THEN 'created'
           ELSE 'updated'
         END AS action,
         CASE WHEN type = 'SETTINGS_CHANGED' THEN 'setting' ELSE stream_type END AS entity_type,
         stream_id AS entity_id, changes
    FROM events;
