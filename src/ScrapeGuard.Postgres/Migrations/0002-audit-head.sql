-- The end of the audit's chain, kept apart from its entries: it shows when the last ones were cut off.
CREATE TABLE scrapeguard.audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sequence bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO scrapeguard.audit_head (sequence, hash)
SELECT COALESCE(max(sequence), 0), COALESCE((array_agg(hash ORDER BY sequence DESC))[1], repeat('0', 64))
FROM scrapeguard.audit;

-- The effects of a case come newest first by when they were planned, which does not change.
ALTER TABLE scrapeguard.effects
    ADD COLUMN created bigint NOT NULL GENERATED ALWAYS AS ((body ->> 'createdMicros')::bigint) STORED;
DROP INDEX scrapeguard.effects_case;
CREATE INDEX effects_case ON scrapeguard.effects (case_id, created, sequence);

-- What is open of an account, without its history.
CREATE INDEX effects_open ON scrapeguard.effects (account) WHERE state IN (1, 2, 3);
