#!/usr/bin/env python3
"""Checks the ledger of an AssetTrack store without AssetTrack: one file, Python 3.8 or later, its standard library alone.

    python3 verify_ledger.py STORE [STORE ...] [--heads FILE | --heads-beside]

Give it a backup or a copy, not the store that is in use. Writes one line of JSON for each store:
{"store", "ok", "events", "counts", "findings", "heads"}. Exit status 0: nothing was found; 1: something; 2: wrong usage.

A head is what somebody noted elsewhere of where a chain had come to (a receipt, an export, a backup, another laptop):
{"seq", "deviceId", "deviceSeq", "hash"}. --heads FILE has a JSON list of them; --heads-beside takes STORE.heads.json.
Only such a note shows that the end of a ledger was cut off, or the whole of it written anew.

How a hash is made stands in docs/event-hash.md. The names of findings are those of `assettrack verify`. Not checked
here, because it takes the program or its laptop: the schema against the release's own, the projections, the devices
that a laptop knows.
"""

import hashlib
import json
import re
import sqlite3
import struct
import sys

COLUMNS = (
    "seq received_at event_id device_id device_seq stream_type stream_id type occurred_at occurred_offset recorded_at "
    "hlc clock_suspect actor_kind actor_id actor_role data changes note device_info command_id command_hash "
    "correlation_id supersedes_event_id correction_reason prev_hash hash"
).split()
HASHED = COLUMNS[2:26]
NUMBERS = {"seq", "received_at", "device_seq", "occurred_at", "occurred_offset", "recorded_at", "clock_suspect"}
OPTIONAL = {"actor_id", "actor_role", "note", "command_id", "command_hash", "supersedes_event_id", "correction_reason"}
MOST_PER_CODE = 100
LARGEST = 2**53 - 1

STREAM_TYPES = {"asset", "case", "holder", "operator", "handover", "assignment", "store"}
ROLES = {"technician", "coordinator", "admin", "auditor"}
CORRECTABLE = {"asset", "case", "holder"}
STEPS = {
    "ASSIGNMENT_DELIVERED": {"ASSIGNMENT_DISPATCHED"},
    "ASSIGNMENT_READ": {"ASSIGNMENT_DELIVERED"},
    "ASSIGNMENT_ACKNOWLEDGED": {"ASSIGNMENT_READ"},
    "ASSIGNMENT_COMPLETED": {"ASSIGNMENT_ACKNOWLEDGED"},
    "ASSIGNMENT_CANCELLED": {
        "ASSIGNMENT_DISPATCHED",
        "ASSIGNMENT_DELIVERED",
        "ASSIGNMENT_READ",
        "ASSIGNMENT_ACKNOWLEDGED",
    },
}
STATUSES = {"ASSIGNMENT_DISPATCHED", *STEPS}
FINAL = {"ASSIGNMENT_COMPLETED", "ASSIGNMENT_CANCELLED"}
BY_RECIPIENT = {"ASSIGNMENT_READ", "ASSIGNMENT_ACKNOWLEDGED", "ASSIGNMENT_COMPLETED", "EVENT_DECLINED"}
ASIDE = {"EVENT_DECLINED", "EVENT_FLAGGED", "EVENT_FLAG_DISMISSED"}

# White space as the ledger has it: what shows nothing, the kinds without width included.
BLANK = re.compile(
    "^[\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b-\u200d\u2060]*$(?!\n)"
)


def tagged(value):
    """A value as the hash covers it: its kind, its length, itself. Text comes as the bytes that are stored."""
    if value is None:
        return b"\x00"
    if isinstance(value, int):
        return b"\x01" + struct.pack(">Iq", 8, value)
    kind = b"\x02" if isinstance(value, Text) else b"\x03"
    return kind + struct.pack(">I", len(value)) + bytes(value)


class Text(bytes):
    """What stands in a TEXT column, byte for byte; sqlite3 gives BLOBs as plain bytes."""

    def read(self):
        return self.decode("utf-8", "replace")

    def is_whole(self):
        try:
            self.decode("utf-8")
            return True
        except UnicodeDecodeError:
            return False


def is_of_its_columns(row):
    """A damaged page may give back what no column takes; every check of an event relies on it."""
    for name in COLUMNS:
        kind = int if name in NUMBERS else bytes if name in ("prev_hash", "hash") else Text
        if not isinstance(row[name], kind) and not (row[name] is None and name in OPTIONAL):
            return False
    return True


def event_hash(row):
    return hashlib.sha256(b"assettrack-event-v1\0" + b"".join(tagged(row[name]) for name in HASHED)).digest()


def genesis_hash(store_id, device_id, public_key):
    parts = tagged(store_id) + tagged(device_id) + tagged(bytes.fromhex(public_key))
    return hashlib.sha256(b"assettrack-genesis-v1\0" + parts).digest()


def refuse_constant(_name):
    raise ValueError("no JSON")


def parsed(text):
    """The JSON value of a text, or None when it is none."""
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return None


def fields_of(text):
    value = parsed(text)
    return value if isinstance(value, dict) else {}


def is_blank(text):
    return BLANK.match(text) is not None


def is_text(value):
    return isinstance(value, str)


def is_whole_number(value):
    return not isinstance(value, bool) and isinstance(value, (int, float)) and value == int(value) and abs(value) <= LARGEST


def length(text):
    """As SQLite counts: characters up to the first NUL."""
    return None if text is None else len(text.split("\0", 1)[0])


class Verifier:
    def __init__(self, path):
        self.db = sqlite3.connect("file:" + path.replace("%", "%25").replace("?", "%3f").replace("#", "%23") + "?mode=ro", uri=True)
        self.db.text_factory = Text
        self.findings = []
        self.counts = {}
        self.heads = {}
        self.rows = 0
        self.last_seq = 0

    def add(self, code, message, seq=None):
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= MOST_PER_CODE:
            self.findings.append({"code": code, "message": message, **({} if seq is None else {"seq": seq})})

    def verify(self, heads):
        for step in (self.scan, self.check_foreign_keys, self.check_integrity):
            try:
                step()
            except sqlite3.Error as error:
                self.add("INTEGRITY", "The database cannot be read: %s." % error)
        for head in heads:
            self.check_head(head)

    def check_integrity(self):
        for (trouble,) in self.db.execute("PRAGMA integrity_check"):
            if trouble != b"ok":
                self.add("INTEGRITY", "SQLite finds the file damaged: %s." % trouble.read())

    def check_foreign_keys(self):
        for table, rowid, _parent, _index in self.db.execute("PRAGMA foreign_key_check"):
            self.add("FOREIGN_KEYS", "Row %s of %s refers to a row that is not there." % (rowid, table.read()))

    def scan(self):
        names = ", ".join(COLUMNS)
        self.by_id = {}
        self.first_superseding = {}
        self.by_place = {}
        self.operator_since = {}
        light = "SELECT seq, event_id, stream_type, stream_id, type, supersedes_event_id, device_id, device_seq, hash FROM events ORDER BY seq"
        for seq, event_id, stream_type, stream_id, kind, target, device_id, device_seq, digest in self.db.execute(light):
            self.by_id[event_id] = (seq, stream_type, stream_id, kind)
            if target is not None:
                self.first_superseding.setdefault(target, seq)
            self.by_place.setdefault((device_id, device_seq), (seq, digest))
            if stream_type == b"operator":
                self.operator_since.setdefault(stream_id, seq)
        self.expected = 1
        self.received = 0
        self.chains = {}
        self.operators = set()
        self.standing = {}
        for values in self.db.execute("SELECT %s FROM events ORDER BY seq" % names):
            row = dict(zip(COLUMNS, values))
            self.rows += 1
            if not is_of_its_columns(row):
                self.add("HASH", "Event %d is not as it was recorded: a value in it is of no kind that its column takes." % row["seq"], row["seq"])
                self.expected = row["seq"] + 1
                self.last_seq = row["seq"]
                continue
            self.check_place(row)
            self.check_chain(row)
            self.check_content(row)
            self.check_actor(row)
            self.check_form(row)
        self.heads = {
            device.read(): {"deviceSeq": state["device_seq"], "seq": state["seq"], "hash": bytes(state["hash"]).hex()}
            for device, state in self.chains.items()
        }

    def check_place(self, row):
        seq = row["seq"]
        if seq != self.expected:
            self.add("SEQ", "Events %d to %d are missing from the log." % (self.expected, seq - 1), self.expected)
        self.expected = seq + 1
        self.last_seq = seq
        if row["received_at"] < self.received:
            self.add("CLOCK", "Event %d bears an earlier time of arrival than the event before it." % seq, seq)
        elif row["received_at"] != max(self.received, row["recorded_at"]):
            self.add("CLOCK", "Event %d did not arrive when it was recorded." % seq, seq)
        self.received = row["received_at"]

    def check_chain(self, row):
        seq, before = row["seq"], self.chains.get(row["device_id"])
        due = 1 if before is None else before["device_seq"] + 1
        if row["device_seq"] != due:
            self.add("DEVICE_SEQ", "Event %d is number %d of its device, but number %d was due." % (seq, row["device_seq"], due), seq)
        if row["device_seq"] == 1 or row["type"] == b"DEVICE_ADDED":
            if not self.begins_well(row):
                self.add("GENESIS", "Event %d does not begin a chain as it should." % seq, seq)
        elif before and row["prev_hash"] != before["hash"]:
            self.add("LINK", "Event %d does not follow from the one before it in its device's chain." % seq, seq)
        if before and row["hlc"] <= before["hlc"]:
            self.add("CLOCK", "Event %d has a logical time that is not after the one before it." % seq, seq)
        if before and row["recorded_at"] < before["recorded_at"]:
            self.add("CLOCK", "Event %d was recorded at an earlier time than the one before it." % seq, seq)
        self.chains[row["device_id"]] = row

    def begins_well(self, row):
        if row["type"] != b"DEVICE_ADDED" or row["device_seq"] != 1:
            return False
        data = fields_of(row["data"])
        key = data.get("publicKey")
        if data.get("deviceId") != row["device_id"].read() or not is_text(key) or not re.fullmatch("[0-9a-f]{64}", key):
            return False
        former = data.get("formerHead", False)
        if former is not None and not (
            isinstance(former, dict)
            and is_text(former.get("deviceId"))
            and is_whole_number(former.get("deviceSeq"))
            and is_text(former.get("hash"))
        ):
            return False
        if row["prev_hash"] != genesis_hash(row["stream_id"], row["device_id"], key):
            return False
        if (former is None) != (row["seq"] == 1):
            return False
        if former is None:
            return True
        found = self.by_place.get((Text(former["deviceId"].encode()), int(former["deviceSeq"])))
        return found is not None and found[1].hex() == former["hash"] and found[0] < row["seq"]

    def check_content(self, row):
        seq = row["seq"]
        if not self.hash_fits(row):
            self.add("HASH", "Event %d is not as it was recorded: its content does not fit its hash." % seq, seq)
        if row["occurred_at"] > row["recorded_at"]:
            self.add("CLOCK", "Event %d happened later than it was recorded." % seq, seq)
        wall = re.match(rb"[0-9a-fA-F]+", row["hlc"][:12])
        if wall is None or int(wall.group(), 16) < row["recorded_at"]:
            self.add("CLOCK", "Event %d has a logical time before it was recorded." % seq, seq)
        if row["supersedes_event_id"] is not None or row["correction_reason"] is not None or row["type"] == b"EVENT_VOIDED":
            if not self.supersedes_well(row):
                self.add("SUPERSESSION", "Event %d corrects or voids what it may not, or without a reason." % seq, seq)
        if row["stream_type"] == b"assignment":
            if not self.is_legal_step(row):
                self.add("ASSIGNMENT", "Event %d is no step that this assignment could take so." % seq, seq)

    def hash_fits(self, row):
        for name in HASHED:
            value = row[name]
            if isinstance(value, int) and abs(value) > LARGEST:
                return False
            if isinstance(value, Text) and not value.is_whole():
                return False
        return event_hash(row) == row["hash"]

    def supersedes_well(self, row):
        target_id, reason, kind = row["supersedes_event_id"], row["correction_reason"], row["type"]
        if target_id is None or reason is None or is_blank(reason.read()):
            return False
        target = self.by_id.get(target_id)
        if target is None or target[0] >= row["seq"] or self.first_superseding.get(target_id) != row["seq"]:
            return False
        _seq, stream_type, stream_id, target_kind = target
        if stream_type != row["stream_type"]:
            return False
        if stream_type == b"assignment":
            takes_back = target_kind == b"ASSIGNMENT_COMPLETED" and kind == b"ASSIGNMENT_CANCELLED"
            return takes_back and stream_id == row["stream_id"]
        if stream_type.read() not in CORRECTABLE or target_kind == b"EVENT_VOIDED":
            return False
        if kind != target_kind and kind != b"EVENT_VOIDED":
            return False
        return stream_id == row["stream_id"] or (stream_type == b"asset" and kind != b"EVENT_VOIDED")

    def is_legal_step(self, row):
        kind, stream_id = row["type"].read(), row["stream_id"]
        before = self.standing.get(stream_id)
        data = fields_of(row["data"])
        if kind in STATUSES:
            now = dict(before or {"recipient": None, "text_hash": None})
            if before is None and kind == "ASSIGNMENT_DISPATCHED":
                now["recipient"] = data.get("recipientId") if is_text(data.get("recipientId")) else None
                now["text_hash"] = data.get("textHash") if is_text(data.get("textHash")) else None
            now["last"] = kind
            self.standing[stream_id] = now
        return (
            self.is_in_order(kind, row, before)
            and self.is_by_the_right_one(kind, row, before)
            and (kind != "ASSIGNMENT_DISPATCHED" or self.dispatches_well(row, data))
            and self.says_what_it_must(kind, row, data, before)
            and self.says_where(row)
        )

    def is_in_order(self, kind, row, before):
        last = before["last"] if before else None
        if kind not in STATUSES:
            return kind in ASIDE and last is not None and not (kind == "EVENT_DECLINED" and last in FINAL)
        if kind == "ASSIGNMENT_DISPATCHED":
            return last is None
        if kind == "ASSIGNMENT_CANCELLED" and last == "ASSIGNMENT_COMPLETED":
            return row["supersedes_event_id"] is not None
        return last in STEPS[kind]

    def is_by_the_right_one(self, kind, row, before):
        role = row["actor_role"].read() if row["actor_role"] is not None else None
        if kind in BY_RECIPIENT:
            actor = row["actor_id"].read() if row["actor_id"] is not None else None
            if actor is None or before is None or actor != before["recipient"]:
                return False
        if kind == "ASSIGNMENT_DELIVERED" and row["actor_kind"] != b"system":
            return False
        if kind in ("ASSIGNMENT_DISPATCHED", "ASSIGNMENT_CANCELLED"):
            if role not in ("coordinator", "admin"):
                return False
            if row["supersedes_event_id"] is not None and role != "admin":
                return False
        return True

    def dispatches_well(self, row, data):
        names = []
        try:
            json.loads(row["data"], object_pairs_hook=lambda pairs: names.append([name for name, _ in pairs]) or dict(pairs))
        except (ValueError, RecursionError):
            return False
        # Objects are told from the innermost outwards: the last one is the whole.
        if names and len(names[-1]) != len(set(names[-1])):
            return False
        texts = ("title", "recipient", "recipientId", "text", "textHash")
        if not all(is_text(data.get(name)) for name in texts):
            return False
        if not all(name not in data or is_text(data[name]) for name in ("instructions", "dueAt", "refersTo")):
            return False
        assets, cases = data.get("assets"), data.get("cases")
        if not isinstance(assets, list) or not isinstance(cases, list):
            return False
        for one in assets:
            if not isinstance(one, dict) or not all(is_text(one.get(name)) for name in ("tag", "assetId", "custody")):
                return False
            if "model" in one and not is_text(one["model"]):
                return False
        for one in cases:
            if not isinstance(one, dict) or not all(is_text(one.get(name)) for name in ("case", "caseId")):
                return False
            if "name" in one and not is_text(one["name"]):
                return False
            if isinstance(one.get("slots"), bool) or not isinstance(one.get("slots"), (int, float)):
                return False
        if is_blank(data["title"]) or is_blank(data["text"]):
            return False
        since = self.operator_since.get(Text(data["recipientId"].encode("utf-8", "surrogatepass")))
        if since is None or since >= row["seq"]:
            return False
        return hashlib.sha256(data["text"].encode("utf-8", "replace")).hexdigest() == data["textHash"]

    def says_what_it_must(self, kind, row, data, before):
        if kind == "ASSIGNMENT_READ":
            return data.get("textHash") == (before or {}).get("text_hash")
        if kind == "ASSIGNMENT_CANCELLED":
            if row["note"] is None or is_blank(row["note"].read()):
                return False
            return row["supersedes_event_id"] is None or row["note"] == row["correction_reason"]
        if kind == "EVENT_DECLINED":
            return is_text(data.get("reason")) and not is_blank(data["reason"])
        return True

    def says_where(self, row):
        info = fields_of(row["device_info"])
        return all(is_text(info.get(name)) and not is_blank(info[name]) for name in ("platform", "appVersion"))

    def check_actor(self, row):
        seq, actor = row["seq"], row["actor_id"]
        if (row["actor_kind"] == b"user") != (actor is not None):
            self.add("ACTOR", "Event %d does not say who recorded it." % seq, seq)
        if row["stream_type"] == b"operator":
            self.operators.add(row["stream_id"])
        if actor is None or actor in self.operators:
            return
        since = self.operator_since.get(actor)
        if since is None or since >= seq:
            self.add("ACTOR", "Event %d names an operator who was not known then." % seq, seq)
        else:
            self.operators.add(actor)

    def check_form(self, row):
        wrong = wrong_column(row)
        if wrong:
            message = "Event %d has not the form of an event: its %s is not what can stand there." % (row["seq"], wrong)
            self.add("FORM", message, row["seq"])

    def check_head(self, head):
        if self.last_seq < head["seq"]:
            message = "%d of the events that were noted are missing: the log ends with event %d." % (
                head["seq"] - self.last_seq,
                self.last_seq,
            )
            return self.add("HEAD_AHEAD", message, self.last_seq + 1)
        place = (Text(head["deviceId"].encode()), head["deviceSeq"])
        found = getattr(self, "by_place", {}).get(place)
        if found is None or found[1].hex() != head["hash"]:
            self.add("HEAD_FORK", "Event %d is not the one that was noted." % head["seq"], head["seq"])


def wrong_column(row):
    """The first column that has not the form that the table asks for, or None."""
    text = {name: value.read() for name, value in row.items() if isinstance(value, Text)}
    get = text.get
    for name in ("event_id", "device_id", "stream_id", "correlation_id"):
        if length(get(name)) != 36:
            return name
    if get("stream_type") not in STREAM_TYPES:
        return "stream_type"
    if not 3 <= length(get("type")) <= 64 or re.search("[^A-Z_]", get("type").split("\0", 1)[0]):
        return "type"
    for name, least, most in (
        ("received_at", 0, 253402300799999),
        ("recorded_at", 0, 253402300799999),
        ("occurred_at", -62135596800000, None),
        ("occurred_offset", -1439, 1439),
        ("clock_suspect", 0, 1),
    ):
        if row[name] < least or (most is not None and row[name] > most):
            return name
    hlc = get("hlc")
    if length(hlc) != 19 or hlc[12:13] != "-" or re.search("[^0-9a-f-]", hlc.split("\0", 1)[0]):
        return "hlc"
    kind, role = get("actor_kind"), get("actor_role")
    if kind not in ("user", "system"):
        return "actor_kind"
    if (role not in ROLES and (role is not None or kind == "user")) or (role is not None and kind == "system"):
        return "actor_role"
    for name, form in (("data", dict), ("changes", list), ("device_info", dict)):
        if "\0" in get(name) or not isinstance(parsed(get(name)), form):
            return name
    note = get("note")
    if note is not None and (length(note) > 2000 or "\0" in note):
        return "note"
    command_id, command_hash = get("command_id"), get("command_hash")
    if (command_id is None) != (command_hash is None) or (command_id is not None and not 1 <= length(command_id) <= 128):
        return "command_id"
    if command_hash is not None and length(command_hash) != 64:
        return "command_hash"
    if get("correction_reason") is not None and length(get("correction_reason")) > 2000:
        return "correction_reason"
    for name in ("prev_hash", "hash"):
        if len(row[name]) != 32:
            return name
    return None


def report_on(path, heads):
    verifier = Verifier(path)
    verifier.verify(heads)
    return {
        "store": path,
        "ok": not verifier.findings,
        "events": verifier.rows,
        "counts": verifier.counts,
        "findings": verifier.findings,
        "heads": verifier.heads,
    }


def main(arguments):
    stores, heads, beside = [], [], False
    rest = iter(arguments)
    for argument in rest:
        if argument == "--heads":
            with open(next(rest), encoding="utf-8") as file:
                heads = json.load(file)
        elif argument == "--heads-beside":
            beside = True
        elif argument.startswith("-"):
            print(__doc__, file=sys.stderr)
            return 2
        else:
            stores.append(argument)
    if not stores:
        print(__doc__, file=sys.stderr)
        return 2
    all_well = True
    for store in stores:
        known = heads
        if beside:
            with open(store + ".heads.json", encoding="utf-8") as file:
                known = json.load(file)
        try:
            report = report_on(store, known)
        except sqlite3.Error as error:
            message = "The database cannot be read: %s." % error
            report = {"store": store, "ok": False, "events": 0, "counts": {"INTEGRITY": 1}, "findings": [{"code": "INTEGRITY", "message": message}], "heads": {}}
        all_well = all_well and report["ok"]
        print(json.dumps(report))
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
