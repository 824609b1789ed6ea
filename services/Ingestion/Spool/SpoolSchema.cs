namespace CreditShare.Ingestion.Spool;

/// <summary>The schema of a city's spool, script after script.</summary>
internal static class SpoolSchema
{
    public static readonly IReadOnlyList<string> Scripts =
    [
        """
        CREATE TABLE batches (
          id TEXT PRIMARY KEY,
          account TEXT NOT NULL,
          format TEXT NOT NULL,
          received_at INTEGER NOT NULL,
          -- Null until the whole body is here: nothing of an unfinished batch is sent, and a restart removes it.
          complete_at INTEGER,
          records INTEGER NOT NULL DEFAULT 0,
          chunks INTEGER NOT NULL DEFAULT 0,
          idempotency_key TEXT,
          body_hash BLOB,
          ignored_columns TEXT
        );
        CREATE UNIQUE INDEX batches_key ON batches (account, idempotency_key) WHERE idempotency_key IS NOT NULL;

        -- In order of sequence a city's chunks are sent.
        CREATE TABLE chunks (
          seq INTEGER PRIMARY KEY,
          batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
          chunk INTEGER NOT NULL,
          count INTEGER NOT NULL,
          -- Null once decided: the registry has the records.
          body BLOB,
          sent_at INTEGER,
          decided_at INTEGER,
          decisions BLOB,
          accepted INTEGER NOT NULL DEFAULT 0,
          repeated INTEGER NOT NULL DEFAULT 0,
          duplicate INTEGER NOT NULL DEFAULT 0,
          rejected INTEGER NOT NULL DEFAULT 0,
          UNIQUE (batch, chunk)
        );
        CREATE INDEX chunks_undecided ON chunks (seq) WHERE decided_at IS NULL;

        CREATE TABLE refusals (seq INTEGER PRIMARY KEY, body BLOB NOT NULL);
        """,
        """
        -- W3C trace context of the push, so that one trace leads from it to the decision.
        ALTER TABLE batches ADD COLUMN trace TEXT;
        -- Written by each probe of readiness.
        CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL);
        INSERT INTO probe VALUES (1, 0);
        """,
        """
        -- What this city, as a witness, cosigned last for each log: it never goes back behind that.
        CREATE TABLE cosigned (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, at INTEGER NOT NULL);
        """,
        """
        -- Objections of subjects to the city's records, as the registry told of them; deleted after the last day (yyyy-mm-dd) on which they may be kept.
        CREATE TABLE objections (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL, received_at INTEGER NOT NULL, keep_until TEXT);
        """,
        """
        -- What a table looked like (JSON): encoding, sheets, titles. Null for JSON and NDJSON.
        ALTER TABLE batches ADD COLUMN source TEXT;
        -- Of a chunk, a table's rows as they stood in the file, without personal cells and columns that no field has; and what was read otherwise than it says. Kept for the bureau for some weeks. Apart from the chunks: a row
        -- that is updated leaves its old bytes in the file, and these are to be gone when they are deleted.
        CREATE TABLE kept (
          batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
          chunk INTEGER NOT NULL,
          rows BLOB,
          changes BLOB,
          PRIMARY KEY (batch, chunk)
        );
        """,
        """
        -- How often each reason refused a record of a batch (what = reason), and each rule read a cell otherwise (what = rule): asked for with every look at the batch, and too dear to count each time.
        CREATE TABLE tallies (
          batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
          what TEXT NOT NULL,
          code TEXT NOT NULL,
          -- Path of the field; empty for the whole record and for names that are no field's.
          field TEXT NOT NULL,
          -- Of a reason, what the first one says.
          zh TEXT,
          count INTEGER NOT NULL,
          PRIMARY KEY (batch, what, code, field)
        ) WITHOUT ROWID;
        -- When a batch's rows and changes were deleted; null while they are kept.
        ALTER TABLE batches ADD COLUMN rows_gone_at INTEGER;
        """,
        """
        -- What the registry must hold of this city: a row a record, once a version of it was accepted. Hashes, no content. Item, day (yyyy-mm-dd) and hash are null where the fact was never noted, and
        -- of what the registry has erased. Revision says which noting changed the row last.
        CREATE TABLE holdings (
          source_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, versions BLOB NOT NULL, item TEXT, day TEXT, hash BLOB, erased INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX holdings_day ON holdings (item, day) WHERE hash IS NOT NULL;
        CREATE TABLE holdings_revision (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
        INSERT INTO holdings_revision VALUES (1, 0);
        -- Comparisons of that with what the registry holds; and the answers to the question that is open.
        CREATE TABLE comparisons (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, is_open INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE TABLE comparison_answers (
          comparison TEXT NOT NULL, round INTEGER NOT NULL, run TEXT NOT NULL, part INTEGER NOT NULL, is_last INTEGER NOT NULL, body BLOB NOT NULL,
          PRIMARY KEY (comparison, round, run, part)
        ) WITHOUT ROWID;
        """,
        """
        -- Outcomes are tallied as well (what = outcome), so that a list of batches need not read their chunks.
        INSERT INTO tallies
          SELECT batch, 'outcome', 'accepted', '', NULL, sum(accepted) FROM chunks WHERE decided_at IS NOT NULL GROUP BY batch HAVING sum(accepted) > 0
          UNION ALL SELECT batch, 'outcome', 'repeated', '', NULL, sum(repeated) FROM chunks WHERE decided_at IS NOT NULL GROUP BY batch HAVING sum(repeated) > 0
          UNION ALL SELECT batch, 'outcome', 'duplicate', '', NULL, sum(duplicate) FROM chunks WHERE decided_at IS NOT NULL GROUP BY batch HAVING sum(duplicate) > 0
          UNION ALL SELECT batch, 'outcome', 'rejected', '', NULL, sum(rejected) FROM chunks WHERE decided_at IS NOT NULL GROUP BY batch HAVING sum(rejected) > 0;
        -- Where there is something to show of a batch, a page of it need not pass through the rest.
        CREATE INDEX chunks_remarked ON chunks (batch, chunk) WHERE rejected > 0 OR duplicate > 0;
        -- Records that were refused when they came last, as long as their batch's rows are kept: to be mended yet.
        CREATE TABLE unmended (source_id TEXT PRIMARY KEY, batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE INDEX unmended_batch ON unmended (batch);
        -- Sequence of the chunk, and line, in which a record's content came last; null where that was never noted.
        ALTER TABLE holdings ADD COLUMN chunk INTEGER;
        ALTER TABLE holdings ADD COLUMN line INTEGER;
        -- What became of the city's records, by the month (yyyy-mm, China's calendar) of their decisions: counted as the registry counts them for the committee.
        CREATE TABLE months (month TEXT PRIMARY KEY, tally BLOB NOT NULL) WITHOUT ROWID;
        -- When the city's own change settled an objection or ended its record; null while it is open.
        ALTER TABLE objections ADD COLUMN settled_at INTEGER;
        ALTER TABLE objections ADD COLUMN source_id TEXT;
        UPDATE objections SET source_id = json_extract(CAST(body AS TEXT), '$.SourceId');
        CREATE INDEX objections_open ON objections (source_id) WHERE settled_at IS NULL;
        """,
        """
        -- Name of the file that was pushed, cleaned and cut; null where none was told.
        ALTER TABLE batches ADD COLUMN file_name TEXT;
        """,
        """
        -- Beside the objections that the city was told of, the marks that it set itself (is_own). Open ones are listed by the last day of the usual time (yyyy-mm-dd).
        ALTER TABLE objections ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE objections ADD COLUMN settle_by TEXT;
        UPDATE objections SET settle_by = substr(json_extract(CAST(body AS TEXT), '$.SettleBy'), 1, 10);
        CREATE INDEX objections_due ON objections (settle_by, seq) WHERE settled_at IS NULL;
        -- Records whose versions speak of objections from before marks were kept: noted at the next start, and gone from here then. X'64697370757465' is the word dispute.
        CREATE TABLE marks_to_note AS SELECT source_id FROM holdings WHERE instr(versions, X'64697370757465') > 0;
        -- By what a clerk knows a record, as its content that came last says: name and folded name, credit code and document number. Deleted after the last day (yyyy-mm-dd) on which it may be kept, and with the record's erasure.
        CREATE TABLE record_names (source_id TEXT PRIMARY KEY, name TEXT, normal TEXT, code TEXT, number TEXT, keep_until TEXT) WITHOUT ROWID;
        CREATE INDEX record_names_code ON record_names (code, source_id);
        CREATE INDEX record_names_number ON record_names (number, source_id);
        CREATE INDEX record_names_kept ON record_names (keep_until) WHERE keep_until IS NOT NULL;
        -- Of a refused row whose id is made of what it says: where it stood in which file, and what it says of the decision, by which it is known again when it comes mended, under another id.
        ALTER TABLE unmended ADD COLUMN file TEXT;
        ALTER TABLE unmended ADD COLUMN line INTEGER;
        ALTER TABLE unmended ADD COLUMN number TEXT;
        ALTER TABLE unmended ADD COLUMN code TEXT;
        ALTER TABLE unmended ADD COLUMN name TEXT;
        ALTER TABLE unmended ADD COLUMN day TEXT;
        CREATE INDEX unmended_row ON unmended (line) WHERE line IS NOT NULL;
        """,
        """
        -- A chunk's bodies lie before what is asked for most: found here, nobody reads through them.
        CREATE INDEX chunks_state ON chunks (batch, chunk, count, sent_at, decided_at, accepted, repeated, duplicate, rejected);
        DROP INDEX chunks_undecided;
        CREATE INDEX chunks_waiting ON chunks (seq, sent_at, batch, count) WHERE decided_at IS NULL;
        """,
        """
        -- The highest stamp that records of kept chunks may bear.
        CREATE TABLE stamped (one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL);
        INSERT INTO stamped VALUES (1, 0);
        """,
    ];
}
