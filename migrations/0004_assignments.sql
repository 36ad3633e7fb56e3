-- 0004  Assignments: what SQLite itself holds about reading and finishing, the rows that lists read, and the paths to
-- the status log. The order of states is kept by the log's own trigger (0001).

-- Who may write which step, and what a step must carry. The recipient is the one whom the dispatch named.
CREATE TRIGGER events_keep_assignments BEFORE INSERT ON events
WHEN NEW.stream_type = 'assignment'
BEGIN
  SELECT CASE
    -- A clock that was set back makes honest times lie ahead of it, but never by more than their own device's last.
    WHEN NEW.recorded_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + 60000
     AND NEW.recorded_at > 1000 + coalesce((SELECT recorded_at FROM events WHERE device_id = NEW.device_id
           AND device_seq = NEW.device_seq - 1), 0)
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_FUTURE')
    WHEN NEW.type = 'ASSIGNMENT_DISPATCHED' AND (NEW.actor_role IS NULL OR NEW.actor_role NOT IN ('coordinator', 'admin')
      OR NOT EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.data ->> '$.recipientId' AND stream_type = 'operator')
      OR coalesce(trim(NEW.data ->> '$.title'), '') = ''
      OR length(coalesce(NEW.data ->> '$.textHash', '')) <> 64)
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_DISPATCH')
    WHEN NEW.type = 'ASSIGNMENT_DELIVERED' AND NEW.actor_kind <> 'system'
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_ACTOR')
    WHEN NEW.type = 'ASSIGNMENT_CANCELLED' AND (NEW.actor_role IS NULL
      OR NEW.actor_role NOT IN ('coordinator', 'admin')
      OR (NEW.supersedes_event_id IS NOT NULL AND (NEW.actor_role <> 'admin' OR NEW.note IS NOT NEW.correction_reason)))
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_ACTOR')
  END;
  SELECT CASE
    WHEN NEW.actor_id IS NOT dispatched.data ->> '$.recipientId'
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_RECIPIENT')
    WHEN NEW.type = 'ASSIGNMENT_READ' AND NEW.data ->> '$.textHash' IS NOT dispatched.data ->> '$.textHash'
      THEN RAISE(ABORT, 'LEDGER_ASSIGNMENT_TEXT')
    WHEN NEW.type <> 'ASSIGNMENT_COMPLETED' AND (
         json_type(NEW.device_info, '$.platform') IS NOT 'text' OR json_type(NEW.device_info, '$.appVersion') IS NOT 'text')
      THEN RAISE(ABORT, 'LEDGER_DEVICE_INFO')
  END
  FROM events AS dispatched
  WHERE dispatched.stream_id = NEW.stream_id AND dispatched.type = 'ASSIGNMENT_DISPATCHED'
    AND NEW.type IN ('ASSIGNMENT_READ', 'ASSIGNMENT_ACKNOWLEDGED', 'ASSIGNMENT_COMPLETED', 'EVENT_DECLINED');
END;

-- Where each assignment stands; derived from the log.
CREATE TABLE assignments (
  assignment_id TEXT    NOT NULL PRIMARY KEY,
  title         TEXT    NOT NULL,
  recipient_id  TEXT    NOT NULL,
  dispatched_by TEXT    NOT NULL,
  dispatched_at INTEGER NOT NULL,
  status        TEXT    NOT NULL CHECK (status IN ('dispatched', 'delivered', 'read', 'acknowledged', 'completed',
                                                   'cancelled')),
  status_at     INTEGER NOT NULL,                       -- when it came to that status
  completed_at  INTEGER,                                -- while it counts as completed
  due_at        INTEGER,
  declined_at   INTEGER,                                -- the recipient said no, for the coordinator to act on
  text_hash     TEXT    NOT NULL,
  version       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assignments_of_recipient ON assignments (recipient_id, status, dispatched_at);
CREATE INDEX assignments_by_status ON assignments (status, dispatched_at);
CREATE INDEX assignments_completed ON assignments (recipient_id, completed_at) WHERE completed_at IS NOT NULL;

CREATE TABLE assignment_concerns (
  assignment_id TEXT NOT NULL,
  entity_type   TEXT NOT NULL CHECK (entity_type IN ('asset', 'case')),
  entity_id     TEXT NOT NULL,
  PRIMARY KEY (entity_id, assignment_id)
) STRICT, WITHOUT ROWID;

-- The status log, by each path that it is asked.
CREATE INDEX assignment_log_by_assignment ON events (stream_id, recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_actor ON events (actor_id, recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_time ON events (recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_status ON events (lower(substr(type, 12)), recorded_at) WHERE stream_type = 'assignment';
CREATE INDEX assignment_log_by_assignment_and_status ON events (stream_id, lower(substr(type, 12)))
  WHERE stream_type = 'assignment';
