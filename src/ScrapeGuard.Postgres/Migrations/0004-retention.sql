-- What is over, oldest first, for whoever forgets it.
ALTER TABLE scrapeguard.decisions
    ADD COLUMN taken bigint NOT NULL GENERATED ALWAYS AS ((body ->> 'takenMicros')::bigint) STORED;
CREATE INDEX decisions_taken ON scrapeguard.decisions (taken);
CREATE INDEX effects_over ON scrapeguard.effects (changed) WHERE state >= 4;
