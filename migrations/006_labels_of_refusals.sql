-- By what people know an event that was refused; NULL: not known.
ALTER TABLE refusal ADD COLUMN title TEXT;
ALTER TABLE refusal ADD COLUMN starts TEXT;
