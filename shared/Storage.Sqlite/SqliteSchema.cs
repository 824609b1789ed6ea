namespace CreditShare.Storage.Sqlite;

/// <summary>The schema of the central store, script after script.</summary>
internal static class SqliteSchema
{
    public static readonly IReadOnlyList<string> Scripts =
    [
        """
        -- An entry's place in the log is its rowid minus one: rows are only ever added, so the order of staging is the order of the log,
        -- and sequencing moves a mark. Content and key of the commitment lie beside it and are erased together.
        CREATE TABLE entries (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL,
          city TEXT,
          agency TEXT,
          subject TEXT,
          bytes BLOB NOT NULL,
          commit_key BLOB,
          content BLOB
        );
        CREATE INDEX entries_kind ON entries (kind, seq);
        CREATE INDEX entries_city ON entries (city, seq) WHERE city IS NOT NULL;
        CREATE INDEX entries_agency ON entries (agency, seq) WHERE agency IS NOT NULL;
        CREATE INDEX entries_subject ON entries (subject, seq) WHERE subject IS NOT NULL;

        -- One row: how many entries have an index, and the signed note of the latest checkpoint.
        CREATE TABLE log_head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, checkpoint TEXT);
        INSERT INTO log_head VALUES (1, 0, NULL);

        -- Each tile once, as wide as it has grown: a narrower one is its beginning.
        CREATE TABLE tiles (level INTEGER NOT NULL, number INTEGER NOT NULL, width INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (level, number));

        CREATE TABLE chunks (
          city TEXT NOT NULL, batch TEXT NOT NULL, chunk INTEGER NOT NULL, decided_at INTEGER NOT NULL, decisions BLOB NOT NULL,
          PRIMARY KEY (city, batch, chunk)
        );

        -- Every version ever accepted; its canonical bytes are the content of its log entry.
        CREATE TABLE versions (
          city TEXT NOT NULL, source_id TEXT NOT NULL, version INTEGER NOT NULL, source_order INTEGER NOT NULL, hash BLOB NOT NULL,
          subject TEXT NOT NULL, change TEXT NOT NULL, revision INTEGER NOT NULL, decided_at INTEGER NOT NULL, entry TEXT NOT NULL,
          PRIMARY KEY (city, source_id, version)
        ) WITHOUT ROWID;

        CREATE TABLE identities (identity BLOB PRIMARY KEY, city TEXT NOT NULL, source_id TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE profiles (code TEXT PRIMARY KEY, revision INTEGER NOT NULL, body BLOB NOT NULL);
        """,
        """
        -- One row: which registry sequences, and until when it may.
        CREATE TABLE log_leader (one INTEGER PRIMARY KEY CHECK (one = 1), holder TEXT NOT NULL, until INTEGER NOT NULL);
        INSERT INTO log_leader VALUES (1, '', 0);
        """,
        """
        -- One row at most: the checkpoint that is shown.
        CREATE TABLE published (
          one INTEGER PRIMARY KEY CHECK (one = 1), note TEXT NOT NULL, cosignatures INTEGER NOT NULL, quorum INTEGER NOT NULL, witnessed_at INTEGER
        );
        CREATE TABLE witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL, cosignature TEXT, at INTEGER NOT NULL, evidence TEXT);
        """,
        """
        -- An auditor asks by these too.
        ALTER TABLE entries ADD COLUMN account TEXT;
        ALTER TABLE entries ADD COLUMN purpose TEXT;
        ALTER TABLE entries ADD COLUMN case_number TEXT;
        UPDATE entries SET
          account = json_extract(CAST(bytes AS TEXT), '$.actor.account'),
          purpose = json_extract(CAST(bytes AS TEXT), '$.purpose'),
          case_number = json_extract(CAST(bytes AS TEXT), '$.case');
        CREATE INDEX entries_account ON entries (account, seq);
        CREATE INDEX entries_purpose ON entries (purpose, seq) WHERE purpose IS NOT NULL;
        CREATE INDEX entries_case ON entries (case_number, seq) WHERE case_number IS NOT NULL;
        -- What was known of a subject in the past follows from the versions of its records.
        CREATE INDEX versions_subject ON versions (subject);
        """,
        """
        -- Entries are counted by kind and span; the index has all that is counted by, so that no entry is read.
        CREATE INDEX entries_counts ON entries (kind, at, agency, purpose);
        """,
        """
        -- Every name that a record of a subject ever stated, folded; in the order in which searches go through them.
        CREATE TABLE names (normal TEXT NOT NULL, code TEXT NOT NULL, core TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (normal, code)) WITHOUT ROWID;
        CREATE INDEX names_core ON names (core, normal, code);
        CREATE INDEX names_code ON names (code);
        CREATE TABLE watches (
          agency TEXT NOT NULL, code TEXT NOT NULL, purpose TEXT NOT NULL, case_number TEXT NOT NULL, account TEXT NOT NULL, since INTEGER NOT NULL,
          PRIMARY KEY (agency, code)
        ) WITHOUT ROWID;
        -- Subjects that an entry's content tells of; erased with it.
        CREATE TABLE named (subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, seq)) WITHOUT ROWID;
        CREATE INDEX named_seq ON named (seq);
        """,
        """
        -- How far each follower of the log has come: the index of the first entry that it has not taken.
        CREATE TABLE places (follower TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        -- Measures as cases: what an agency's list is read by, and the case. Phase is CasePhase of the round that counts.
        CREATE TABLE cases (
          id TEXT PRIMARY KEY, agency TEXT NOT NULL, phase INTEGER NOT NULL, claim_by TEXT NOT NULL, revision INTEGER NOT NULL, body BLOB NOT NULL
        );
        CREATE INDEX cases_agency ON cases (agency, claim_by, id);
        CREATE INDEX cases_phase ON cases (agency, phase, claim_by, id);
        """,
        """
        -- Which agency was told of which record last, what was decided about records since, and who must hear of it: keys and codes, no adverse content.
        CREATE TABLE deliveries (
          record TEXT NOT NULL, agency TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, disputed INTEGER NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL,
          log_index INTEGER NOT NULL, PRIMARY KEY (record, agency)
        ) WITHOUT ROWID;
        CREATE TABLE record_changes (
          record TEXT NOT NULL, version INTEGER NOT NULL, change TEXT NOT NULL, late INTEGER NOT NULL, disputed INTEGER NOT NULL, ended INTEGER NOT NULL, at INTEGER NOT NULL,
          entry TEXT NOT NULL, PRIMARY KEY (record, version)
        ) WITHOUT ROWID;
        CREATE TABLE notices (
          id TEXT PRIMARY KEY, cursor INTEGER NOT NULL, agency TEXT NOT NULL, record TEXT NOT NULL, subject TEXT NOT NULL, from_version INTEGER NOT NULL, to_version INTEGER NOT NULL,
          change TEXT NOT NULL, decided_at INTEGER NOT NULL, opened_at INTEGER NOT NULL, decision TEXT NOT NULL, answer TEXT NOT NULL,
          done TEXT, confirmed_at INTEGER, confirmation TEXT,
          calls INTEGER NOT NULL DEFAULT 0, call_at INTEGER, called_at INTEGER, call_said TEXT, call_ended INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX notices_agency ON notices (agency, cursor);
        CREATE INDEX notices_open ON notices (cursor) WHERE done IS NULL;
        CREATE INDEX notices_decided ON notices (decided_at);
        CREATE INDEX notices_call ON notices (agency, call_at) WHERE call_ended = 0;
        -- Agencies whose receiver said that it is gone.
        CREATE TABLE receivers (agency TEXT PRIMARY KEY, address TEXT NOT NULL, gone_at INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        -- Counts of the log's entries: a row a sheet, of a city or an agency and a time. Ids are in the order of kind, time and member; place is the first entry not counted.
        CREATE TABLE statistics (sheet TEXT PRIMARY KEY, place INTEGER NOT NULL, tally BLOB NOT NULL) WITHOUT ROWID;
        -- What is counted by an index of entries no more.
        DROP INDEX entries_counts;
        """,
        """
        -- Cases are most of what follows from a record, and their ids come in no order: each index is a page written for each of them. A list of all phases is read phase by phase.
        DROP INDEX cases_agency;
        """,
        """
        -- What a record opened is one row, found by what the ids of its cases begin with; the list of an agency is a narrow index in the order in which they came. A case has a row of its own only if
        -- something was said of it, or the record was stated anew. A case of before keeps its row; its opening is empty.
        ALTER TABLE cases RENAME TO cases_before;
        CREATE TABLE openings (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL);
        CREATE TABLE cases (opening INTEGER NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (opening, part)) WITHOUT ROWID;
        CREATE TABLE case_list (
          agency TEXT NOT NULL, phase INTEGER NOT NULL, claim_by TEXT NOT NULL, opening INTEGER NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (agency, phase, claim_by, opening, part)
        ) WITHOUT ROWID;
        INSERT INTO openings (id, body) SELECT id, X'' FROM cases_before ORDER BY rowid;
        INSERT INTO cases SELECT seq, 0, cases_before.body FROM cases_before JOIN openings USING (id);
        INSERT INTO case_list SELECT agency, phase, claim_by, seq, 0 FROM cases_before JOIN openings USING (id);
        DROP TABLE cases_before;
        """,
        """
        -- Open cases of which nothing was said: a row for all that one page of the log opened for an agency with one last day. The list keeps those that left a page, and those of before.
        CREATE TABLE case_pages (agency TEXT NOT NULL, claim_by TEXT NOT NULL, first INTEGER NOT NULL, cases BLOB NOT NULL, PRIMARY KEY (agency, claim_by, first));
        """,
        """
        -- Names come in no order, so each index of them is a page written for each record; what a name is alike to is known without one.
        DROP INDEX names_core;
        """,
    ];
}
