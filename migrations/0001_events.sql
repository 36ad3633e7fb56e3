-- 0001  The log: the one table whose rows are facts. All else in the database is a projection of it.
--
-- A row is written once. Every rule stands twice: as a constraint of the table, and in the trigger
-- `events_are_well_formed`, because whoever writes can switch off CHECKs and foreign keys by a pragma, but a trigger only
-- by changing the schema (which verify sees) or with a program of their own (whose rows verify sees).
-- The trigger uses no function newer than SQLite 3.38: an older tool is refused for the right reason. Lists are written
-- as OR, not IN: SQLite would build a small table for each IN, at each row. No ORDER BY … LIMIT in a FROM either: in a
-- trigger SQLite drops that ORDER BY.
--
-- Instants are ms since 1970-01-01 UTC, up to the year 9999. Ids are UUIDs as text of 36 characters.

PRAGMA application_id = 1096053355;  -- 'ATrk': this file is a store of ours

CREATE TABLE events (
  seq                 INTEGER PRIMARY KEY,         -- order of arrival here: 1, 2, 3 … without gaps; not hashed
  received_at         INTEGER NOT NULL             -- here; never decreases with seq; not hashed
                      CHECK (received_at BETWEEN 0 AND 253402300799999),
  event_id            TEXT    NOT NULL UNIQUE
                      CHECK (length(event_id) = 36),
  device_id           TEXT    NOT NULL
                      CHECK (length(device_id) = 36),
  device_seq          INTEGER NOT NULL             -- 1, 2, 3 … per device, without gaps
                      CHECK (device_seq >= 1),
  stream_type         TEXT    NOT NULL
                      CHECK (stream_type = 'asset' OR stream_type = 'case' OR stream_type = 'holder'
                        OR stream_type = 'operator' OR stream_type = 'handover' OR stream_type = 'assignment'
                        OR stream_type = 'store'),
  stream_id           TEXT    NOT NULL
                      CHECK (length(stream_id) = 36),
  type                TEXT    NOT NULL
                      CHECK (length(type) BETWEEN 3 AND 64 AND type NOT GLOB '*[^A-Z_]*'),
  occurred_at         INTEGER NOT NULL             -- from the year 1 on
                      CHECK (occurred_at BETWEEN -62135596800000 AND recorded_at),
  occurred_offset     INTEGER NOT NULL             -- minutes east of UTC
                      CHECK (occurred_offset BETWEEN -1439 AND 1439),
  recorded_at         INTEGER NOT NULL
                      CHECK (recorded_at BETWEEN 0 AND 253402300799999),
  hlc                 TEXT    NOT NULL             -- 12 hex digits of ms, '-', 6 of a counter: sorts as text
                      CHECK (length(hlc) = 19 AND substr(hlc, 13, 1) = '-' AND hlc NOT GLOB '*[^0-9a-f-]*'),
  clock_suspect       INTEGER NOT NULL
                      CHECK (clock_suspect = 0 OR clock_suspect = 1),
  actor_kind          TEXT    NOT NULL
                      CHECK (actor_kind = 'user' OR actor_kind = 'system'),
  actor_id            TEXT                         -- the operator: the stream id of an operator's events
                      CHECK ((actor_id IS NOT NULL) = (actor_kind = 'user')),
  actor_role          TEXT                         -- as it was at that moment
                      CHECK ((actor_role IS NOT NULL) = (actor_kind = 'user') AND (actor_role IS NULL
                        OR actor_role = 'technician' OR actor_role = 'coordinator' OR actor_role = 'admin'
                        OR actor_role = 'auditor')),
  data                TEXT    NOT NULL             -- a JSON object, up to 1 MiB
                      CHECK (json_valid(data) AND json_type(data) = 'object' AND length(CAST(data AS BLOB)) <= 1048576),
  changes             TEXT    NOT NULL             -- a JSON array of {field, before, after}, up to 1 MiB
                      CHECK (json_valid(changes) AND json_type(changes) = 'array'
                        AND length(CAST(changes AS BLOB)) <= 1048576),
  note                TEXT
                      CHECK (length(note) <= 2000),
  device_info         TEXT    NOT NULL             -- a JSON object, up to 4 KiB
                      CHECK (json_valid(device_info) AND json_type(device_info) = 'object'
                        AND length(CAST(device_info AS BLOB)) <= 4096),
  command_id          TEXT                         -- given by whoever asked
                      CHECK (length(command_id) BETWEEN 1 AND 128),
  command_hash        TEXT                         -- SHA-256 in hex, of what was asked
                      CHECK ((command_hash IS NULL) = (command_id IS NULL)
                        AND (command_hash IS NULL OR length(command_hash) = 64)),
  correlation_id      TEXT    NOT NULL             -- joins the events of one command
                      CHECK (length(correlation_id) = 36),
  supersedes_event_id TEXT    REFERENCES events (event_id)
                      CHECK (supersedes_event_id <> event_id),
  correction_reason   TEXT
                      CHECK ((correction_reason IS NULL) = (supersedes_event_id IS NULL)
                        AND (correction_reason IS NULL OR length(correction_reason) <= 2000)),
  prev_hash           BLOB    NOT NULL             -- the hash before it in its device's chain
                      CHECK (length(prev_hash) = 32),
  hash                BLOB    NOT NULL             -- docs/event-hash.md
                      CHECK (length(hash) = 32),
  UNIQUE (device_id, device_seq)
) STRICT;

CREATE UNIQUE INDEX events_superseded_once ON events (supersedes_event_id) WHERE supersedes_event_id IS NOT NULL;
CREATE INDEX events_of_stream  ON events (stream_id, seq);
CREATE INDEX events_of_command ON events (command_id) WHERE command_id IS NOT NULL;
CREATE INDEX events_of_actor   ON events (actor_id, seq) WHERE actor_id IS NOT NULL;

-- A row that REPLACE would remove has the seq, the event id, the place in a device's chain or the target of the new one:
-- each is refused here, before SQLite looks at its keys. OR IGNORE does not swallow a RAISE(ABORT) either.
CREATE TRIGGER events_are_well_formed BEFORE INSERT ON events
BEGIN
  -- The row by itself. length() and json_valid() stop at a NUL, so that is looked for first.
  SELECT CASE
    WHEN instr(CAST(NEW.event_id || NEW.device_id || NEW.stream_id || NEW.correlation_id || NEW.type || NEW.hlc
           || coalesce(NEW.command_id || NEW.command_hash, '') || coalesce(NEW.note, '')
           || coalesce(NEW.correction_reason, '') || NEW.device_info || NEW.changes || NEW.data AS BLOB), x'00') IS NOT 0
      THEN RAISE(ABORT, 'LEDGER_TEXT')
    WHEN length(NEW.event_id) <> 36 OR length(NEW.device_id) <> 36 OR length(NEW.stream_id) <> 36
      OR length(NEW.correlation_id) <> 36
      THEN RAISE(ABORT, 'LEDGER_ID')
    WHEN NOT (NEW.stream_type = 'asset' OR NEW.stream_type = 'case' OR NEW.stream_type = 'holder'
      OR NEW.stream_type = 'operator' OR NEW.stream_type = 'handover' OR NEW.stream_type = 'assignment'
      OR NEW.stream_type = 'store')
      THEN RAISE(ABORT, 'LEDGER_STREAM_TYPE')
    WHEN length(NEW.type) NOT BETWEEN 3 AND 64 OR NEW.type GLOB '*[^A-Z_]*'
      THEN RAISE(ABORT, 'LEDGER_TYPE')
    WHEN NEW.received_at NOT BETWEEN 0 AND 253402300799999 OR NEW.recorded_at NOT BETWEEN 0 AND 253402300799999
      OR NEW.occurred_at NOT BETWEEN -62135596800000 AND NEW.recorded_at
      OR NEW.occurred_offset NOT BETWEEN -1439 AND 1439 OR NEW.clock_suspect NOT BETWEEN 0 AND 1
      THEN RAISE(ABORT, 'LEDGER_TIME')
    WHEN length(NEW.hlc) <> 19 OR substr(NEW.hlc, 13, 1) <> '-' OR NEW.hlc GLOB '*[^0-9a-f-]*'
      OR NEW.hlc < printf('%012x-', NEW.recorded_at)
      THEN RAISE(ABORT, 'LEDGER_HLC')
    WHEN CASE NEW.actor_kind
           WHEN 'user' THEN NEW.actor_id IS NULL OR NOT coalesce(NEW.actor_role = 'technician'
             OR NEW.actor_role = 'coordinator' OR NEW.actor_role = 'admin' OR NEW.actor_role = 'auditor', 0)
           WHEN 'system' THEN NEW.actor_id IS NOT NULL OR NEW.actor_role IS NOT NULL
           ELSE 1
         END
      THEN RAISE(ABORT, 'LEDGER_ACTOR')
    WHEN NOT json_valid(NEW.data) OR json_type(NEW.data) <> 'object' OR length(CAST(NEW.data AS BLOB)) > 1048576
      THEN RAISE(ABORT, 'LEDGER_DATA')
    WHEN NOT json_valid(NEW.changes) OR json_type(NEW.changes) <> 'array' OR length(CAST(NEW.changes AS BLOB)) > 1048576
      THEN RAISE(ABORT, 'LEDGER_CHANGES')
    WHEN NOT json_valid(NEW.device_info) OR json_type(NEW.device_info) <> 'object'
      OR length(CAST(NEW.device_info AS BLOB)) > 4096
      THEN RAISE(ABORT, 'LEDGER_DEVICE_INFO')
    WHEN length(NEW.note) > 2000
      THEN RAISE(ABORT, 'LEDGER_NOTE')
    WHEN (NEW.command_id IS NULL) <> (NEW.command_hash IS NULL) OR length(NEW.command_id) NOT BETWEEN 1 AND 128
      OR length(NEW.command_hash) <> 64
      THEN RAISE(ABORT, 'LEDGER_COMMAND')
    WHEN length(NEW.prev_hash) <> 32 OR length(NEW.hash) <> 32
      THEN RAISE(ABORT, 'LEDGER_HASH_SIZE')

    -- Its place in the log.
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
      THEN RAISE(ABORT, 'LEDGER_SEQ')
    WHEN NEW.received_at < (SELECT received_at FROM events WHERE seq = NEW.seq - 1)
      THEN RAISE(ABORT, 'LEDGER_RECEIVED_AT')
    WHEN EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
      THEN RAISE(ABORT, 'LEDGER_EVENT_ID')
    WHEN NEW.actor_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.actor_id AND stream_type = 'operator')
      THEN RAISE(ABORT, 'LEDGER_ACTOR')
    WHEN NEW.stream_type = 'store' AND NEW.stream_id <> (SELECT stream_id FROM events WHERE seq = 1)
      THEN RAISE(ABORT, 'LEDGER_STORE')

    -- Its place in its device's chain. A chain begins with DEVICE_ADDED; what the prev_hash of that one must be takes
    -- SHA-256, which SQLite does not have: verify compares it.
    WHEN (NEW.device_seq = 1) <> (NEW.type = 'DEVICE_ADDED')
      OR (NEW.device_seq = 1 AND (NEW.stream_type <> 'store' OR json_extract(NEW.data, '$.deviceId') IS NOT NEW.device_id))
      OR NEW.device_seq IS NOT (SELECT coalesce(max(device_seq), 0) + 1 FROM events WHERE device_id = NEW.device_id)
      THEN RAISE(ABORT, 'LEDGER_DEVICE_SEQ')
  END;
  SELECT CASE
    WHEN NEW.prev_hash <> previous.hash
      THEN RAISE(ABORT, 'LEDGER_PREV_HASH')
    WHEN NEW.hlc <= previous.hlc OR NEW.recorded_at < previous.recorded_at
      THEN RAISE(ABORT, 'LEDGER_CLOCK')
  END
  FROM events AS previous WHERE previous.device_id = NEW.device_id AND previous.device_seq = NEW.device_seq - 1;

  -- What it supersedes, and why. A correction keeps the type and stays in its kind of stream; only an asset's may go to
  -- another asset's. A void cannot be undone, and of an assignment only the completion can be taken back.
  SELECT CASE
    WHEN NEW.supersedes_event_id IS NULL OR NEW.correction_reason IS NULL OR length(NEW.correction_reason) > 2000
      OR trim(NEW.correction_reason, char(9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198,
           8199, 8200, 8201, 8202, 8203, 8204, 8205, 8232, 8233, 8239, 8287, 8288, 12288, 65279)) = ''
      THEN RAISE(ABORT, 'LEDGER_REASON')
    WHEN EXISTS (SELECT 1 FROM events WHERE supersedes_event_id = NEW.supersedes_event_id)
      THEN RAISE(ABORT, 'LEDGER_SUPERSEDED')
    WHEN NOT EXISTS (
      SELECT 1 FROM events AS target
      WHERE target.event_id = NEW.supersedes_event_id
        AND target.stream_type = NEW.stream_type
        AND target.type <> 'EVENT_VOIDED'
        AND (target.stream_id = NEW.stream_id OR (NEW.stream_type = 'asset' AND NEW.type <> 'EVENT_VOIDED'))
        AND CASE
              WHEN NEW.stream_type = 'assignment'
                THEN target.type = 'ASSIGNMENT_COMPLETED' AND NEW.type = 'ASSIGNMENT_CANCELLED'
              WHEN NEW.stream_type = 'asset' OR NEW.stream_type = 'case' OR NEW.stream_type = 'holder'
                THEN NEW.type = target.type OR NEW.type = 'EVENT_VOIDED'
              ELSE 0
            END)
      THEN RAISE(ABORT, 'LEDGER_SUPERSEDES')
  END
  WHERE NEW.supersedes_event_id IS NOT NULL OR NEW.correction_reason IS NOT NULL OR NEW.type = 'EVENT_VOIDED';

  -- An assignment's way: dispatched → delivered → read → acknowledged → completed; cancelled, with a note, from any state
  -- that is not final, or to take back a completion. A flag in its stream is no step of it.
  SELECT RAISE(ABORT, 'LEDGER_ASSIGNMENT')
  WHERE (NEW.stream_type = 'assignment' OR NEW.type GLOB 'ASSIGNMENT_*')
    AND NOT (NEW.stream_type = 'assignment' AND NEW.type GLOB 'EVENT_*')
    AND NOT (NEW.stream_type = 'assignment' AND CASE NEW.type
      WHEN 'ASSIGNMENT_CANCELLED' THEN
        trim(coalesce(NEW.note, ''), char(9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198,
          8199, 8200, 8201, 8202, 8203, 8204, 8205, 8232, 8233, 8239, 8287, 8288, 12288, 65279)) <> ''
        AND CASE (SELECT type FROM events WHERE stream_id = NEW.stream_id AND type GLOB 'ASSIGNMENT_*'
                  ORDER BY seq DESC LIMIT 1)
              WHEN 'ASSIGNMENT_COMPLETED' THEN NEW.supersedes_event_id IS NOT NULL
              WHEN 'ASSIGNMENT_CANCELLED' THEN 0
              ELSE 1
            END
        AND EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.stream_id AND type = 'ASSIGNMENT_DISPATCHED')
      ELSE
        coalesce((SELECT type FROM events WHERE stream_id = NEW.stream_id AND type GLOB 'ASSIGNMENT_*'
                  ORDER BY seq DESC LIMIT 1), 'nothing')
        IS CASE NEW.type
             WHEN 'ASSIGNMENT_DISPATCHED'   THEN 'nothing'
             WHEN 'ASSIGNMENT_DELIVERED'    THEN 'ASSIGNMENT_DISPATCHED'
             WHEN 'ASSIGNMENT_READ'         THEN 'ASSIGNMENT_DELIVERED'
             WHEN 'ASSIGNMENT_ACKNOWLEDGED' THEN 'ASSIGNMENT_READ'
             WHEN 'ASSIGNMENT_COMPLETED'    THEN 'ASSIGNMENT_ACKNOWLEDGED'
           END
    END);
END;

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;

CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
