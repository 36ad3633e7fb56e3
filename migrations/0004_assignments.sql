-- 0004  Assignments: what SQLite itself holds about reading and finishing, the rows that lists read, and the paths to
-- the status log. The order of states is kept by the log's own trigger (0001); what else has to be true of a step is
-- kept here, whoever writes.

-- Who may write which step, and what a step must carry. The recipient is the one whom the dispatch named. What takes
-- SHA-256, that the hash is that of the text, is for verify.
CREATE TRIGGER events_keep_assignments BEFORE INSERT ON events
WHEN NEW.stream_type = 'assignment'
BEGIN
  SELECT CASE
    -- A clock that was set back makes honest times lie ahead of it, but never by more than their own device's last.
    WHEN NEW.recorded_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + 1000
     AND NEW.recorded_at > 1000 + coalesce((SELECT recorded_at FROM events WHERE device_id = NEW.device_id
           AND device_seq = NEW.device_seq - 1), 0)
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_FUTURE')
    WHEN NOT json_valid(NEW.data)
      THEN RAISE(ABORT, 'LEDGER_DATA')
    -- SQLite reads the first of two fields of one name, other programs the last.
    WHEN (SELECT count(*) <> count(DISTINCT key) FROM json_each(NEW.data))
      THEN RAISE(ABORT, 'LEDGER_DATA')
    WHEN NOT json_valid(NEW.device_info)
      THEN RAISE(ABORT, 'LEDGER_DEVICE_INFO')
    WHEN json_type(NEW.device_info, '$.platform') IS NOT 'text' OR trim(NEW.device_info ->> '$.platform') = ''
      OR json_type(NEW.device_info, '$.appVersion') IS NOT 'text' OR trim(NEW.device_info ->> '$.appVersion') = ''
      THEN RAISE(ABORT, 'LEDGER_DEVICE_INFO')
  END;

  SELECT CASE NEW.type
    WHEN 'ASSIGNMENT_DISPATCHED' THEN CASE
      WHEN coalesce(NEW.actor_role, '') NOT IN ('coordinator', 'admin')
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_ACTOR')
      WHEN json_type(NEW.data, '$.title') IS NOT 'text' OR trim(NEW.data ->> '$.title') = ''
        OR json_type(NEW.data, '$.text') IS NOT 'text' OR trim(NEW.data ->> '$.text') = ''
        OR json_type(NEW.data, '$.textHash') IS NOT 'text' OR length(NEW.data ->> '$.textHash') <> 64
        OR NEW.data ->> '$.textHash' GLOB '*[^0-9a-f]*'
        OR json_type(NEW.data, '$.recipient') IS NOT 'text' OR json_type(NEW.data, '$.recipientId') IS NOT 'text'
        OR NOT EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.data ->> '$.recipientId' AND stream_type = 'operator')
        OR coalesce(json_type(NEW.data, '$.instructions'), 'text') <> 'text'
        OR coalesce(json_type(NEW.data, '$.dueAt'), 'text') <> 'text'
        OR coalesce(json_type(NEW.data, '$.refersTo'), 'text') <> 'text'
        OR json_type(NEW.data, '$.assets') IS NOT 'array' OR json_type(NEW.data, '$.cases') IS NOT 'array'
        OR EXISTS (SELECT 1 FROM json_each(NEW.data, '$.assets')
             WHERE json_type(NEW.data, fullkey || '.tag') IS NOT 'text'
                OR json_type(NEW.data, fullkey || '.assetId') IS NOT 'text'
                OR json_type(NEW.data, fullkey || '.custody') IS NOT 'text')
        OR EXISTS (SELECT 1 FROM json_each(NEW.data, '$.cases')
             WHERE json_type(NEW.data, fullkey || '.case') IS NOT 'text'
                OR json_type(NEW.data, fullkey || '.caseId') IS NOT 'text'
                OR json_type(NEW.data, fullkey || '.slots') IS NOT 'integer')
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_DISPATCH')
    END
    WHEN 'ASSIGNMENT_DELIVERED' THEN CASE
      WHEN NEW.actor_kind <> 'system'
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_ACTOR')
    END
    -- Taking back a completion is a correction: an admin's, whose reason is the note too.
    WHEN 'ASSIGNMENT_CANCELLED' THEN CASE
      WHEN coalesce(NEW.actor_role, '') NOT IN ('coordinator', 'admin')
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_ACTOR')
      WHEN NEW.supersedes_event_id IS NOT NULL AND (NEW.actor_role <> 'admin' OR NEW.note IS NOT NEW.correction_reason)
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_CORRECTION')
    END
    WHEN 'EVENT_DECLINED' THEN CASE
      WHEN trim(coalesce(NEW.data ->> '$.reason', ''), char(9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195,
             8196, 8197, 8198, 8199, 8200, 8201, 8202, 8203, 8204, 8205, 8232, 8233, 8239, 8287, 8288, 12288, 65279)) = ''
        OR EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.stream_id
             AND (type = 'ASSIGNMENT_COMPLETED' OR type = 'ASSIGNMENT_CANCELLED'))
        THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_DECLINE')
    END
  END;

  -- Beside the steps there are a decline, a flag and its dismissal, of what was dispatched.
  SELECT RAISE(ABORT, 'LEDGER_ASSIGNMENT')
  WHERE NEW.type GLOB 'EVENT_*'
    AND (NEW.type NOT IN ('EVENT_DECLINED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED')
      OR NOT EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.stream_id AND type = 'ASSIGNMENT_DISPATCHED'));

  SELECT CASE
    WHEN NEW.actor_id IS NOT dispatched.data ->> '$.recipientId'
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_RECIPIENT')
    WHEN NEW.type = 'ASSIGNMENT_READ' AND (NEW.data ->> '$.textHash' IS NOT dispatched.data ->> '$.textHash'
      OR json_type(NEW.data, '$.confirmedAt') IS NOT 'text' OR json_type(NEW.data, '$.via') IS NOT 'text')
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_READING')
  END
  FROM events AS dispatched
  WHERE dispatched.stream_id = NEW.stream_id AND dispatched.type = 'ASSIGNMENT_DISPATCHED'
    AND NEW.type IN ('ASSIGNMENT_READ', 'ASSIGNMENT_ACKNOWLEDGED', 'ASSIGNMENT_COMPLETED', 'EVENT_DECLINED');
END;

-- Reaching and losing the threshold take turns, beginning with reaching it; the app alone notices them.
CREATE TRIGGER events_keep_thresholds BEFORE INSERT ON events
WHEN NEW.type = 'THRESHOLD_REACHED' OR NEW.type = 'THRESHOLD_LOST'
BEGIN
  SELECT RAISE(ABORT, 'LEDGER_THRESHOLD')
  WHERE NEW.stream_type <> 'operator' OR NEW.actor_kind <> 'system' OR NOT json_valid(NEW.data)
    OR json_type(NEW.data, '$.completed') IS NOT 'integer' OR json_type(NEW.data, '$.threshold') IS NOT 'integer'
    OR (NEW.data ->> '$.completed' >= NEW.data ->> '$.threshold') <> (NEW.type = 'THRESHOLD_REACHED')
    OR coalesce((SELECT type FROM events WHERE stream_id = NEW.stream_id
         AND (type = 'THRESHOLD_REACHED' OR type = 'THRESHOLD_LOST') ORDER BY seq DESC LIMIT 1), 'THRESHOLD_LOST') = NEW.type;
END;

-- Where each assignment stands; derived from the log. Instants are ms since 1970 UTC.
CREATE TABLE assignments (
  assignment_id TEXT    NOT NULL PRIMARY KEY,
  title         TEXT    NOT NULL,
  recipient_id  TEXT    NOT NULL,
  dispatched_by TEXT    NOT NULL,
  dispatched_at INTEGER NOT NULL,
  status        TEXT    NOT NULL CHECK (status = 'dispatched' OR status = 'delivered' OR status = 'read'
                        OR status = 'acknowledged' OR status = 'completed' OR status = 'cancelled'),
  status_at     INTEGER NOT NULL,                       -- when it came to that status
  completed_at  INTEGER,                                -- while it counts as completed
  due_at        INTEGER,
  declined_at   INTEGER,                                -- the recipient said no, and nothing has answered that yet
  refers_to     TEXT,                                   -- the assignment whose changed text this one carries
  text_hash     TEXT    NOT NULL,
  version       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assignments_by_time ON assignments (dispatched_at);
CREATE INDEX assignments_of_recipient ON assignments (recipient_id, status, dispatched_at);
CREATE INDEX assignments_by_status ON assignments (status, dispatched_at);
CREATE INDEX assignments_completed ON assignments (recipient_id, completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX assignments_referring ON assignments (refers_to) WHERE refers_to IS NOT NULL;

-- What an assignment is about, from either side.
CREATE TABLE assignment_concerns (
  assignment_id TEXT NOT NULL,
  entity_type   TEXT NOT NULL CHECK (entity_type = 'asset' OR entity_type = 'case'),
  entity_id     TEXT NOT NULL,
  PRIMARY KEY (entity_id, assignment_id)
) STRICT, WITHOUT ROWID;

-- Each time somebody reached the threshold or fell below it.
CREATE TABLE threshold_crossings (
  seq          INTEGER NOT NULL PRIMARY KEY,            -- the event that says so
  event_id     TEXT    NOT NULL,
  recipient_id TEXT    NOT NULL,
  reached      INTEGER NOT NULL CHECK (reached = 0 OR reached = 1),
  completed    INTEGER NOT NULL,                        -- as counted then
  threshold    INTEGER NOT NULL,                        -- as set then
  at           INTEGER NOT NULL
) STRICT;
CREATE INDEX threshold_crossings_of_recipient ON threshold_crossings (recipient_id, seq);

-- The status log, by each path that it is asked.
CREATE INDEX assignment_log_by_assignment ON events (stream_id, recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_actor ON events (actor_id, recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_time ON events (recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_status ON events (lower(substr(type, 12)), recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_assignment_and_status ON events (stream_id, lower(substr(type, 12)))
  WHERE stream_type = 'assignment';
